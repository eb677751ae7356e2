import { assert, assertEquals } from "@std/assert";
import { findingsOn, nameOf } from "../../../lib/evidence/server/findings.ts";
import {
  addVerdicts,
  judge,
  type Verdict,
} from "../../../lib/evidence/server/verdict.ts";
import { costModels, measuredVm } from "../../../lib/cost/cost.ts";
import type { Sign, Transfer } from "../../../lib/strace/transfer.ts";
import { makePortion, makeTransfer } from "../made_up_transfers.ts";

const [vm, slowCalls] = costModels;

function findings(transfer: Transfer, prices = measuredVm): string[] {
  return findingsOn(judge(transfer, "gather"), prices);
}

/** Whether something is said, with a sign and only with it. */
function saysWith(transfer: Transfer, sign: Sign, says: string): void {
  const all = findings({ ...transfer, signs: [...transfer.signs, sign] });
  assert(all.join("\n").includes(says), `${says}: ${all.join("\n")}`);
  assert(!findings(transfer).join("\n").includes(says), says);
}

const big = makeTransfer("read + write", {
  portion: { bytes: 3_000_000 },
  confidence: "likely",
});
const sent = makeTransfer("sendfile", {
  portion: { bytes: 2 ** 22, pieceBytes: 2 ** 21 },
});

Deno.test("read + write: which calls there were, and what sendfile would take", () => {
  assertEquals(findings(big), [
    "big.bin: 46 reads of 64 KiB and 46 writes, and 1 call that found the " +
    "end; sendfile would take 1 call and no CPU copy.",
    "Were the bytes changed in between? No call shows it; if so, read + " +
    "write is needed.",
  ]);
});

Deno.test("alike transfers are told together, with the calls of all", () => {
  const one = judge(big, "gather");
  assertEquals(
    findingsOn(addVerdicts(one, addVerdicts(one, one)), measuredVm)[0],
    "big.bin: 138 reads of 64 KiB and 138 writes, and 3 calls that found the " +
      "end; sendfile would take 3 calls and no CPU copy.",
  );
});

Deno.test("of alike transfers it is told how many have a sign, where not all do", () => {
  const [one, other] = [big, { ...big, signs: ["header apart" as const] }]
    .map((transfer) => judge(transfer, "gather"));
  const says = (verdict: Verdict): string[] =>
    findingsOn(verdict, measuredVm).filter((says) => says.includes("Header"));
  assert(says(addVerdicts(one!, other!))[0]!.endsWith("them (1 of 2)."));
  assert(says(addVerdicts(other!, other!))[0]!.endsWith("join them."));
});

Deno.test("each way is told by its calls", () => {
  const first = (...given: Parameters<typeof makeTransfer>): string =>
    findings(makeTransfer(...given))[0]!.replace(
      /^big.bin: |(?:, and \d+ calls? that found the end)?;.*$/g,
      "",
    );
  const direct = { pieceBytes: 2 ** 19 };
  const uneven = { takes: 4, puts: 8, putBytes: [1, 2 ** 17] as const };
  assertEquals([
    first("mmap + write", { portion: { pieceBytes: 2 ** 20 } }),
    first("splice"),
    first("sendfile", { portion: { pieceBytes: 2 ** 20 } }),
    first("read(O_DIRECT) + write", { portion: direct }),
    first("read + send(MSG_ZEROCOPY)", { portion: direct }),
    first("read + vmsplice + splice"),
    first("copy_file_range", { to: "file" }),
    first("read + write", { portion: uneven }),
  ], [
    "1 write of 1 MiB from a mapping",
    "16 splices of 64 KiB into a pipe and 16 out of it",
    "1 sendfile call of 1 MiB",
    "2 reads of 512 KiB past the page cache and 2 writes",
    "2 reads of 512 KiB and 2 sends with MSG_ZEROCOPY",
    "16 reads of 64 KiB and 16 splices",
    "16 copy_file_range calls of 64 KiB",
    "4 reads of about 256 KiB and 8 writes of 128 KiB",
  ]);
});

Deno.test("several ways are told, the one with the most bytes first", () => {
  const portions = [
    ...sent.portions,
    makePortion("read + write", { bytes: 500 }),
  ];
  assertEquals(
    findings({ ...sent, portions })[0],
    "big.bin: 2 sendfile calls of 2 MiB, besides 1 read of 500 B and 1 write, " +
      "and 1 call that sent nothing; sendfile alone would take 1 call and no CPU copy.",
  );
});

Deno.test("what went out in a call that another portion has is told by its reads alone", () => {
  const calls = { pread64: 1 };
  const portions = [
    ...makeTransfer("read(O_DIRECT) + write").portions,
    makePortion("read + write", { bytes: 7, calls }),
  ];
  assert(
    findings({ ...sent, portions })[0]!.includes(", besides 1 read of 7 B;"),
  );
});

Deno.test("a header that went with the file in one call has one of its own besides sendfile", () => {
  const says = findings({ ...big, signs: ["header in one call"] })[0]!;
  assert(
    says.endsWith(
      "; sendfile would take 2 calls (1 for the header, with MSG_MORE) and no " +
        "CPU copy.",
    ),
    says,
  );
});

Deno.test("zero-copy is told as such, with the calls that would do", () => {
  assertEquals(findings(sent), [
    "big.bin: 2 sendfile calls of 2 MiB; already zero-copy, and 1 call would do.",
  ]);
  const one = makeTransfer("sendfile", { portion: { pieceBytes: 2 ** 20 } });
  assertEquals(findings(one), [
    "big.bin: 1 sendfile call of 1 MiB; already zero-copy.",
  ]);
});

Deno.test("another way without a copy is told to be one, with the calls of the cheapest", () => {
  assert(
    findings(makeTransfer("splice"))[0]!
      .endsWith("; already zero-copy, and sendfile would take 1 call."),
  );
});

Deno.test("small pieces are a matter of the prices", () => {
  const says = (pieceBytes: number, prices = measuredVm): boolean =>
    findings(makeTransfer("read + write", { portion: { pieceBytes } }), prices)
      .some((one) => one.includes("calls cost more than copies"));
  assertEquals([says(512, vm), says(2 ** 12, vm)], [true, false]);
  assertEquals([says(2 ** 12, slowCalls), says(2 ** 16, slowCalls)], [
    true,
    false,
  ]);
  const alone = makeTransfer("read + write", { portion: { bytes: 100 } });
  assert(!findings(alone).join().includes("Pieces of"));
});

Deno.test("where nearly nothing is copied, no piece is too small", () => {
  const { portions } = makeTransfer("sendfile");
  const looked = makePortion("read + write", { bytes: 512 });
  const all = findings({ ...sent, portions: [...portions, looked] }, slowCalls);
  assert(!all.join().includes("Pieces of"));
});

Deno.test("few bytes: what the prices say against the cheapest way", () => {
  const says = (bytes: number): boolean =>
    findings(makeTransfer("read + write", { portion: { bytes } })).join()
      .includes("takes no less time");
  assertEquals([says(200), says(2 ** 14)], [true, false]);
  const portions = [
    makePortion("sendfile", { bytes: 2 ** 20, pieceBytes: 2 ** 20 }),
    makePortion("read + write", { bytes: 512, calls: { read: 1, write: 1 } }),
  ];
  const mixed = { ...sent, portions, signs: ["header in one call" as const] };
  assert(findings(mixed).join().includes("sendfile alone takes no less time"));
});

Deno.test("TLS in the program: no other way fits, and nobody asks for changed bytes", () => {
  const tls = findings({ ...big, signs: ["TLS in the program"] });
  assert(tls[0]!.endsWith("no other way fits."));
  assert(tls[1]!.includes("sendfile only with kTLS"));
  assertEquals(tls.length, 2);
});

Deno.test("perhaps TLS in the program: it is said, and the file is not doubted", () => {
  const perhaps = "perhaps TLS in the program";
  saysWith(big, perhaps, "or TLS in user space");
  const all = findings({ ...big, confidence: "possible", signs: [perhaps] });
  assert(!all.join().includes("may not have gone there"));
});

Deno.test("kTLS, a header apart and another thread are told", () => {
  saysWith(sent, "kTLS", "the kernel encrypts");
  saysWith(big, "header apart", "MSG_MORE or TCP_CORK");
  saysWith(big, "other thread", "One thread read, another wrote");
});

Deno.test("a mapping for one transfer is set beside the copy that it avoids", () => {
  const mapped = makeTransfer("mmap + write", { portion: { bytes: 2 ** 16 } });
  saysWith(
    mapped,
    "mapped for it",
    "mmap per request: mapping and page faults take 8.7 µs, the copy that " +
      "they avoid 8.19 µs",
  );
});

Deno.test("O_DIRECT is told, and what it means for the disk", () => {
  const direct = makeTransfer("read(O_DIRECT) + write");
  assert(findings(direct).join().includes("the disk reads the file each time"));
  assert(!findings(big).join().includes("O_DIRECT"));
});

Deno.test("MSG_ZEROCOPY asks for no copy, and the log may show one", () => {
  for (const way of ["read", "mmap"] as const) {
    const asked = makeTransfer(`${way} + send(MSG_ZEROCOPY)`);
    assert(findings(asked).join().includes("ee_code=1"));
  }
  assert(!findings(big).join().includes("MSG_ZEROCOPY"));
});

Deno.test("refused calls are mode switches for nothing", () => {
  const slow = { ...sent, refused: 1, short: 2 };
  const portions = [{ ...sent.portions[0]!, calls: { sendfile: 3 } }];
  saysWith(
    { ...slow, portions },
    "does not block",
    "1 call was refused (EAGAIN): the other end was slower. That is 2 of 6 " +
      "mode switches",
  );
  saysWith(
    { ...slow, portions },
    "does not block",
    "for an end that takes all at once",
  );
  assert(
    findings(slow).includes(
      "2 calls moved less than asked for, though more was to come.",
    ),
  );
});

Deno.test("a call that was tried first is named", () => {
  const portions = [
    { ...sent.portions[0]!, calls: { copy_file_range: 1, sendfile: 2 } },
  ];
  saysWith(
    { ...sent, portions },
    "refused first",
    "copy_file_range was tried first, and refused",
  );
});

Deno.test("from file to file: what the file system decides is not guessed", () => {
  const copied = { ...big, to: "file" as const };
  assert(findings(copied)[0]!.endsWith("take 1 call and 1 CPU copy."));
  assert(findings(copied).join().includes("lets both files share blocks"));
});

Deno.test("what fits only in sum is doubted, and what is certain is not", () => {
  const possible = findings({ ...big, confidence: "possible" }).join();
  assert(possible.includes("Only the sum of the lengths fits"));
  assert(!findings({ ...big, confidence: "certain" }).join().includes("?"));
});

Deno.test("nameOf() leaves the folders out", () => {
  assertEquals(
    ["/srv/a.bin", "a.bin", "/srv/", "/", ""].map((path) => nameOf({ path })),
    ["a.bin", "a.bin", "srv/", "/", ""],
  );
});
