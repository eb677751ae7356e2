/** What holds of every log, whole or not: over the recorded ones, spoilt at random. */
import { assert, assertEquals } from "@std/assert";
import { makeDice, type TestDice } from "../dice.ts";
import { longTest, readText } from "../source_tree.ts";
import { type Followed, followText } from "./followed.ts";
import { pathsOf, type Truth, truths } from "./truths.ts";

const seeds = 400;

const spoilers: readonly [what: string, spoil: (dice: TestDice) => string][] = [
  ["a log that ends anywhere", (dice) => {
    const text = anyLog(dice);
    return text.slice(0, dice.below(text.length));
  }],
  ["a log that begins anywhere", (dice) => {
    const text = anyLog(dice);
    return text.slice(dice.below(text.length));
  }],
  ["a log without some of its lines", (dice) => {
    const rare = dice.between(2, 30);
    return joined(linesOf(anyLog(dice)).filter(() => dice.below(rare) > 0));
  }],
  [
    "two logs, line by line in any order",
    (dice) =>
      joined(mixed(dice, [linesOf(anyLog(dice)), linesOf(anyLog(dice))])),
  ],
  [
    "a log whose threads ran otherwise",
    (dice) => joined(mixed(dice, threadsOf(linesOf(anyLog(dice))))),
  ],
  ["two logs with lines cut, missing and moved", (dice) => {
    const lines = [...linesOf(anyLog(dice)), ...linesOf(anyLog(dice))];
    for (let damage = dice.below(40); damage > 0; damage--) {
      const [from, to] = [dice.below(lines.length), dice.below(lines.length)];
      if (dice.below(3) === 0) {
        lines[from] = lines[from]!.slice(0, dice.below(120));
      } else if (dice.below(2) === 0) lines.splice(from, 1);
      else lines.splice(to, 0, ...lines.splice(from, 1 + dice.below(9)));
    }
    return joined(lines);
  }],
  ["a log with characters changed", (dice) => {
    const letters = [...anyLog(dice)];
    for (let change = dice.between(1, 20); change > 0; change--) {
      const at = dice.below(letters.length);
      // A line that begins with a comma goes on with the one before.
      if (letters[at] === "\n" || letters[at - 1] === "\n") continue;
      letters[at] = dice.oneOf([...'0 1,()[]<>="?x-']);
    }
    return letters.join("");
  }],
];

for (const [what, spoil] of spoilers) {
  Deno.test(longTest(`no byte of ${what} is told twice`, () => {
    for (let seed = 1; seed <= seeds; seed++) {
      const text = spoil(makeDice(seed));
      try {
        assertNothingTwice(text, followText(text));
      } catch (error) {
        throw new Error(`seed ${seed}: ${error}`, { cause: error });
      }
    }
  }));
}

Deno.test(longTest("a log says the same in pieces of any length", () => {
  for (const truth of truths) {
    const text = textOf(truth);
    const whole = followText(text);
    for (let seed = 1; seed <= 5; seed++) {
      const dice = makeDice(seed);
      const most = dice.oneOf([1, 10, 100, 1000]);
      const pieces = function* (): Generator<string> {
        for (let at = 0; at < text.length;) {
          const end = at + dice.between(1, most);
          yield text.slice(at, end);
          at = end;
        }
      };
      assertEquals(
        followText(...pieces()),
        whole,
        `${truth.log}, seed ${seed}`,
      );
    }
  }
}));

/** The name of the call that ends on a line, read without lib/strace. */
const ended =
  /^(?:\[pid +\d+\])?[\d:. ]*(?:(\w+)\(|<\.\.\. (\w+) resumed)(?=.* = (?:0x[\da-f]|-?\d))/;

const reads = /^(?:p?readv?2?|pread64)$/;
const puts =
  /^(?:p?writev?2?|pwrite64|send(?:to|msg|mmsg)?|sendfile|splice|vmsplice|tee|copy_file_range)$/;

/**
 * Checks that transfers hold no more bytes than calls returned, and each no more calls than were made.
 * A call may be one of two transfers: a write of pieces of two files is.
 */
function assertNothingTwice(
  text: string,
  { transfers, summary: { keptBytes } }: Followed,
): void {
  let [read, spliced, put] = [0, 0, 0];
  const made: Record<string, number> = {};
  for (const line of text.split("\n")) {
    const [, whole, resumed] = ended.exec(line) ?? [];
    const name = whole ?? resumed;
    if (name === undefined) continue;
    made[name] = (made[name] ?? 0) + 1;
    const results = [...line.matchAll(/ = (\d+)/g)];
    const bytes = Math.max(0, ...results.map(([, result]) => Number(result)));
    if (reads.test(name)) read += bytes;
    if (name === "splice") spliced += bytes;
    if (puts.test(name)) put += bytes;
  }
  let [toldTaken, toldRead, toldPut] = [0, 0, 0];
  for (const { path, portions } of transfers) {
    assert(portions.length > 0, "a transfer without a way");
    const told: Record<string, number> = {};
    for (const portion of portions) {
      const { way, bytes, takenBytes, puts, putBytes: [least, most] } = portion;
      assert(bytes >= 0 && takenBytes >= 0, `${bytes}, ${takenBytes} bytes`);
      assert(puts > 0 && least > 0, `${puts} calls of ${least} bytes: ${way}`);
      assert(
        least <= most && most <= bytes,
        `${least} to ${most} bytes: ${way}`,
      );
      toldTaken += takenBytes;
      if (way.startsWith("read")) toldRead += bytes;
      toldPut += bytes;
      for (const [name, times] of Object.entries(portion.calls)) {
        told[name] = (told[name] ?? 0) + times;
      }
    }
    for (const [name, times] of Object.entries(told)) {
      const all = made[name] ?? 0;
      assert(times <= all, `${path}: ${times} ${name} told, ${all} made`);
    }
  }
  assert(toldPut <= put, `${toldPut} bytes told, ${put} written`);
  assert(toldTaken <= read + spliced, `${toldTaken} told, ${read} read`);
  assert(toldRead <= read, `${toldRead} bytes told, ${read} read`);
  assert(keptBytes >= 0 && keptBytes <= read, `${keptBytes} bytes kept`);
}

/** The text of a log; of one in several files line by line, in the order of their times. */
function textOf({ log }: Truth): string {
  const [first, ...others] = pathsOf(log);
  if (others.length === 0) return readText(first!);
  const lines = pathsOf(log).flatMap((path) => {
    const [thread] = /\d+(?=\.strace$)/.exec(path)!;
    return linesOf(readText(path).trimEnd())
      .map((line) => ({ time: line.split(" ")[0]!, line, thread }));
  });
  return lines.toSorted((a, b) => a.time < b.time ? -1 : 1)
    .map(({ line, thread }) => `${thread} ${line}\n`).join("");
}

function anyLog(dice: TestDice): string {
  return textOf(dice.oneOf(truths));
}

function linesOf(text: string): readonly string[] {
  return text.split("\n");
}

function joined(lines: readonly string[]): string {
  return lines.join("\n");
}

/** Parts lines by what they begin with: a pid, or nothing. */
function threadsOf(lines: readonly string[]): readonly (readonly string[])[] {
  return [
    ...Map.groupBy(lines, (line) => /^(?:\[pid +)?\d+/.exec(line)?.[0])
      .values(),
  ];
}

/** Mixes lines at random: those of one list stay in their order. */
function mixed(
  dice: TestDice,
  lists: readonly (readonly string[])[],
): readonly string[] {
  const left = lists.map((list) => [...list]);
  const lines: string[] = [];
  while (left.some((list) => list.length > 0)) {
    const list = dice.oneOf(left.filter(({ length }) => length > 0));
    lines.push(...list.splice(0, dice.between(1, 4)));
  }
  return lines;
}
