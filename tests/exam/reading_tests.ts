import { assert, assertEquals } from "@std/assert";
import { readingOf } from "../../lib/exam/reading.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import { type Body, questionOf } from "../../lib/workbook/prediction.ts";
import { strategies } from "../../lib/strategy/linux.ts";

/** A question, its strategy, and the steps that are listed, each with whether it is done once. */
interface Listed {
  readonly body: Body;
  readonly strategy: string;
  readonly steps: readonly {
    readonly isOnce: boolean;
    readonly says: string;
  }[];
  /** The moment, as it is told. */
  readonly step: number;
  readonly piece: number;
}

const all: readonly Listed[] = strategies.flatMap((strategy) =>
  Array.from({ length: 120 }, (_, seed) => {
    const body = questionOf(readingOf(strategy))(new Dice(seed));
    const text = body.given.join("\n");
    const steps = [...text.matchAll(/^step \d+( \(once\))?: (.+)$/gm)]
      .map(([, once, says]) => ({ isOnce: once !== undefined, says: says! }));
    const [, step, piece] = /step (\d+) has just been done for piece (\d+)$/
      .exec(text)!;
    return {
      ...{ body, strategy: strategy.name, steps },
      ...{ step: Number(step), piece: Number(piece) },
    };
  })
);

/** The questions of a name. */
function asking(name: string): Listed[] {
  const found = all.filter(({ body }) => body.blanks[0]!.name === name);
  assert(found.length > 50, `${name}: ${found.length}`);
  return found;
}

/** How often something was done when the moment comes, by the list alone. */
function timesOf(what: RegExp, { steps, step, piece }: Listed): number {
  return steps.reduce((sum, { isOnce, says }, i) => {
    const isBefore = i + 1 <= step;
    const times = isOnce ? Number(isBefore) : piece - Number(!isBefore);
    return sum + (what.test(says) ? times : 0);
  }, 0);
}

Deno.test("the calls of a program that is read have no names, and its strategy is asked for", () => {
  for (const { body, strategy, steps } of asking("strategy")) {
    assertEquals(body.blanks[0]!.answer, strategy);
    const names = /read\(|write\(|mmap|sendfile|splice/;
    assertEquals(steps.filter(({ says }) => names.test(says)), []);
  }
});

Deno.test("what has happened until a moment is what the list says", () => {
  for (const one of asking("modeSwitches")) {
    const { answer } = one.body.blanks[0]!;
    const what = /^(enter the kernel|return) /;
    assertEquals(timesOf(what, one), answer, one.body.given.join("\n"));
  }
  for (const one of asking("cpuCopies")) {
    const { answer } = one.body.blanks[0]!;
    assertEquals(timesOf(/ by CPU$/, one), answer, one.body.given.join("\n"));
  }
});

Deno.test("bytes lie where the last copy left them, whatever was mapped or passed since", () => {
  let others = 0;
  for (const { body, steps, step } of asking("place")) {
    const places = steps.slice(0, step).flatMap(({ says }) =>
      says.startsWith("transmit")
        ? ["nic"]
        : /^copy .*→ (.+) by (?:CPU|DMA)$/.exec(says)?.slice(1) ??
          (says.startsWith("touch") ? ["page cache"] : [])
    );
    assertEquals(body.blanks[0]!.answer, places.at(-1), body.given.join("\n"));
    const before = body.blanks[0]!.wrong["that step is yet to be done"];
    if (before !== undefined) {
      assertEquals(before, places.at(-2) ?? "disk", body.given.join("\n"));
    }
    others += Number(/^(pass|map)/.test(steps[step - 1]!.says));
  }
  assert(others > 10, `${others}`);
});
