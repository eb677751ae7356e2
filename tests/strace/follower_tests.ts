import { assert, assertEquals } from "@std/assert";
import { Follower } from "../../lib/strace/follower.ts";
import { LogText } from "../../lib/strace/log/log_text.ts";
import { readLogs } from "../../lib/strace/read_logs.ts";
import type { Transfer } from "../../lib/strace/transfer.ts";
import { makeDice } from "../dice.ts";
import { longTest, readingTest, readText } from "../source_tree.ts";
import { followed, sayCalls } from "./followed.ts";
import type { TrueTransfer } from "./truths.ts";
import { truths } from "./truths.ts";

const confidences = ["certain", "likely", "possible"];

/** What must be the same of a transfer and of its truth, in one line. */
function sayTruth(truth: TrueTransfer): string {
  const { path, to, end = "", ways, calls, refused = 0, short = 0 } = truth;
  const bytes = Object.entries(ways).map(([way, all]) => `${all} ${way}`);
  return `${path} → ${to} ${end}: ${
    bytes.sort().join(", ")
  } (${calls}), ${refused} refused, ${short} short`;
}

/** Says an end only where truths do. */
function sayFound(transfer: Transfer, truths: readonly TrueTransfer[]): string {
  const { to, portions, refused, short } = transfer;
  const isKnown = truths.some(({ end }) => end === transfer.end);
  const ways = Object.fromEntries(
    portions.map(({ way, bytes }) => [way, bytes]),
  );
  const path = transfer.path.replace(/^.*(?=www\/)/, "");
  return sayTruth({
    path,
    to,
    ...(isKnown ? { end: transfer.end } : {}),
    ways,
    calls: sayCalls(portions),
    refused,
    short,
    confidence: transfer.confidence,
  });
}

function logFiles(log: string | readonly string[]): string[] {
  return [log].flat().map((name) => `tests/strace/traces/${name}.strace`);
}

for (const { log, of, transfers: true_, hidden = [] } of truths) {
  const paths = logFiles(log);
  Deno.test(readingTest(`${paths[0]}: ${of}`, () => {
    const found: Transfer[] = [];
    const onTransfer = (transfer: Transfer): number => found.push(transfer);
    const files = paths.map((path) => `${import.meta.dirname}/../../${path}`);
    const summary = readLogs(files, { onTransfer });
    const say = (transfer: Transfer): string => sayFound(transfer, true_);
    assertEquals(
      found.map(say).sort(),
      true_.map(sayTruth).sort(),
    );
    assertEquals(summary.hidden.map(({ what }) => what), hidden);
    assertEquals(summary.unread, { lines: 0 });
    for (const { portions } of found) {
      for (const { way, bytes, takenBytes } of portions) {
        if (!way.startsWith("read")) continue;
        assert(bytes <= takenBytes, `${bytes} of ${takenBytes} that were read`);
      }
    }
    for (const truth of true_) {
      const likely = found.filter((transfer) =>
        say(transfer) === sayTruth(truth)
      );
      for (const { confidence, signs } of likely) {
        const most = confidences.indexOf(truth.confidence);
        assert(confidences.indexOf(confidence) <= most, confidence);
        for (const sign of truth.signs ?? []) {
          assert(signs.includes(sign), sign);
        }
        for (const sign of truth.no ?? []) assert(!signs.includes(sign), sign);
      }
    }
  }));
}

/** Calls that bring bytes to an end, and those that read. */
const puts =
  /^(?:p?write|send|writev|pwritev|copy_file_range|splice|tee|vmsplice)/;
const reads = /^p?read/;

/** Follows a log, and adds up what its calls returned. */
function account(
  log: string,
): { transfers: Transfer[]; put: number; read: number } {
  const transfers: Transfer[] = [];
  const follower = new Follower({
    onTransfer: (transfer) => transfers.push(transfer),
  });
  const sum = { put: 0, read: 0 };
  const text = new LogText({
    call: (call): void => {
      const bytes = Math.max(0, call.result ?? 0);
      if (puts.test(call.name)) sum.put += bytes;
      if (reads.test(call.name)) sum.read += bytes;
      follower.call(call);
    },
    begin: follower.begin,
    exit: follower.exit,
  }, follower.wanted);
  text.feed(log);
  text.end();
  const { keptBytes } = follower.end();
  assert(keptBytes >= 0 && keptBytes <= sum.read, `${keptBytes} kept`);
  return { transfers, ...sum };
}

/** Puts two logs together, leaves out lines, moves and cuts some. */
function damagedLog(seed: number): string {
  const { below, oneOf } = makeDice(seed);
  const names = truths.map(({ log }) => log);
  const lines = [oneOf(names), oneOf(names)].flatMap(logFiles)
    .map(readText).join("").split("\n");
  for (let damage = below(40); damage > 0; damage--) {
    const [from, to] = [below(lines.length), below(lines.length)];
    if (below(3) === 0) lines[from] = lines[from]!.slice(0, below(120));
    else if (below(2) === 0) lines.splice(from, 1);
    else lines.splice(to, 0, ...lines.splice(from, 1 + below(9)));
  }
  return lines.join("\n");
}

Deno.test(
  longTest("a damaged log yields no more bytes than its calls returned", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const { transfers, put, read } = account(damagedLog(seed));
      const portions = transfers.flatMap(({ portions }) => portions);
      let all = 0;
      let taken = 0;
      for (const { bytes, way, puts, putBytes: [least, most] } of portions) {
        all += bytes;
        if (way.startsWith("read")) taken += bytes;
        assert(puts > 0 && least > 0 && least <= most, `seed ${seed}: ${way}`);
        assert(most <= bytes, `seed ${seed}: ${way}`);
      }
      assert(all <= put, `seed ${seed}: ${all} of ${put} were put`);
      assert(taken <= read, `seed ${seed}: ${taken} of ${read} were read`);
    }
  }),
);

/** A server that serves one file to each of many connections, from ever new threads. */
function* longLog(connections: number): Generator<string> {
  for (let at = 0; at < connections; at++) {
    const thread = 1000 + at;
    yield [
      `1 accept4(3, {sa_family=AF_INET, sin_port=htons(${
        1024 + at % 60000
      }), sin_addr=inet_addr("192.0.2.1")}, [16], 0) = 5`,
      `1 clone3({flags=CLONE_VM|CLONE_FILES, exit_signal=0}, 88) = ${thread}`,
      `${thread} openat(AT_FDCWD, "/srv/${at % 100}.bin", O_RDONLY) = 6`,
      `${thread} read(6, ""..., 65536) = 65536`,
      `${thread} read(6, ""..., 65536) = ${at % 7 === 0 ? 9 : 65536}`,
      `${thread} mmap(NULL, 9000, PROT_READ, MAP_PRIVATE, 6, 0) = 0x7f0000000000`,
      `${thread} write(5, ""..., 65536) = 65536`,
      `${thread} pipe2([7, 8], 0) = 0`,
      `${thread} splice(6, NULL, 8, NULL, 4096, 0) = 4096`,
      at % 3 === 0 ? `${thread} close(6) = 0` : `${thread} dup2(6, 9) = 9`,
      `${thread} close(6) = 0`,
      `${thread} close(7) = 0`,
      `${thread} close(8) = 0`,
      `${thread} +++ exited with 0 +++`,
      `1 close(5) = 0`,
      "",
    ].join("\n");
  }
}

Deno.test("what is known does not grow with the log", () => {
  let told = 0;
  const follower = new Follower({ onTransfer: () => told++ });
  const text = new LogText(follower, follower.wanted);
  const sizes: number[] = [];
  for (const part of longLog(4000)) {
    text.feed(part);
    const { threads, descriptors, held, mapped } = follower.size;
    assert(threads <= 2 && descriptors <= 5, `${threads}, ${descriptors}`);
    sizes.push(held + mapped);
  }
  assert(Math.max(...sizes.slice(2000)) <= Math.max(...sizes.slice(0, 2000)));
  assert(told >= 4000, `${told} transfers were told as their ends closed`);
});

Deno.test("calls that are not followed are not asked for, and change nothing", () => {
  const follower = new Follower({ onTransfer: () => {} });
  for (const name of ["read", "clone3", "io_uring_enter", "execve"]) {
    assert(follower.wanted(name), name);
  }
  for (const name of ["futex", "stat", "constructor", "__proto__"]) {
    assert(!follower.wanted(name), name);
    follower.call({ thread: 1, name, args: "", result: 0 });
  }
  assertEquals(follower.end(), { calls: {}, keptBytes: 0, hidden: [] });
});

Deno.test("the rest of a log says which calls there were, and what was kept", () => {
  const { rest, said } = followed(`
    openat(AT_FDCWD, "/a", O_RDONLY) = 3
    read(3, ""..., 100) = 100
    futex(0x1, FUTEX_WAKE, 1) = 0
    io_uring_enter(4, 1, 1, IORING_ENTER_GETEVENTS, NULL, 8) = 1
    io_uring_enter(4, 1, 1, IORING_ENTER_GETEVENTS, NULL, 8) = 1
    write(9, ""..., 100) = 100
  `);
  assertEquals(said, []);
  assertEquals(rest, {
    calls: { openat: 1, read: 1, write: 1, io_uring_enter: 2 },
    keptBytes: 100,
    hidden: [
      { what: "io_uring", times: 2 },
      { what: "unknown descriptor", times: 1 },
    ],
  });
});
