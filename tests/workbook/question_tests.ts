import { assertEquals, equal } from "@std/assert";
import {
  answerBy,
  ideaBehind,
  type Question,
  remembering,
} from "../../lib/workbook/question.ts";
import { program } from "../../lib/machine/program.ts";
import { readWrite, sendfile } from "../../lib/strategy/textbook.ts";

const saved: Question<[pieces: number]> = {
  name: "saved",
  right: (pieces) => ({ calls: pieces, bytes: 10 * pieces }),
  wrong: {
    "one piece": () => ({ calls: 1 }),
    "no bytes": () => ({ bytes: 0 }),
    "all of it": (pieces) => ({ calls: 2 * pieces, bytes: 20 * pieces }),
  },
};

/** Names the idea behind answers, where only what is right passes, or what a judge lets pass. */
function behind<Args extends readonly unknown[]>(
  question: Question<Args>,
  gave: readonly [...args: Args, gave: unknown][],
  judge: (gave: unknown, ...args: Args) => boolean = (gave, ...args) =>
    equal(gave, question.right(...args)),
): string | undefined {
  const answered = gave.map((one) => {
    const args = one.slice(0, -1) as unknown as Args;
    const last = one.at(-1);
    return { args, gave: last, isRight: judge(last, ...args) };
  });
  return ideaBehind(question, answered, (gave, args) => judge(gave, ...args));
}

Deno.test("ideaBehind() names the first idea that explains every answer, in any order", () => {
  const table: readonly [told: string | undefined, [number, unknown][]][] = [
    ["one piece", [[3, { calls: 1, bytes: 30 }]]],
    ["no bytes", [[3, { calls: 3, bytes: 0 }]]],
    ["all of it", [[3, { calls: 6, bytes: 60 }]]],
    [undefined, [[3, { calls: 7, bytes: 7 }]]],
    [undefined, [[3, 1]]],
    // One piece is right for one piece: an answer of 2 to it is not by that idea.
    ["one piece", [[1, { calls: 1, bytes: 10 }], [3, { calls: 1, bytes: 30 }]]],
    [undefined, [[1, { calls: 2, bytes: 10 }], [3, { calls: 1, bytes: 30 }]]],
    // Right, where the idea is not.
    [undefined, [[2, { calls: 2, bytes: 20 }], [3, { calls: 1, bytes: 30 }]]],
    [undefined, [[2, { calls: 1, bytes: 20 }], [3, { calls: 6, bytes: 60 }]]],
  ];
  for (const [told, gave] of table) {
    assertEquals(behind(saved, gave), told, JSON.stringify(gave));
    assertEquals(behind(saved, gave.toReversed()), told);
  }
});

Deno.test("ideaBehind() wants right what an idea does not speak of", () => {
  for (
    const gave of [
      { calls: 1 },
      { calls: 1, bytes: 0 },
      { calls: 1, bytes: "30" },
      { calls: 1, bytes: 30, more: 1 },
    ]
  ) {
    assertEquals(behind(saved, [[3, gave]]), undefined, JSON.stringify(gave));
  }
});

Deno.test("ideaBehind() does not compare what only shows how an answer came about", () => {
  const shown: Question<[pieces: number]> = {
    ...saved,
    right: (pieces) => ({ calls: pieces, bytes: 10 * pieces, how: "ours" }),
    wrong: { "one piece": () => ({ calls: 1 }) },
    evidence: ["how"],
  };
  // How it came about must lead to what came.
  const judge = (gave: unknown, pieces: number): boolean =>
    equal(gave, shown.right(pieces)) ||
    equal(gave, { calls: pieces, bytes: 10 * pieces, how: "another way" });
  const gave = { calls: 1, bytes: 30, how: "mistaken" };
  assertEquals(behind(shown, [[3, gave]], judge), "one piece");
  assertEquals(
    behind({ ...shown, evidence: [] }, [[3, gave]], judge),
    undefined,
  );
});

Deno.test("ideaBehind() asks the judge where more than one answer is right, however deep", () => {
  const tasks: Question<[]> = {
    name: "tasks",
    right: () => ({ sum: { a: 3, at: { line: 1 } } }),
    wrong: { "no sum": () => ({ sum: { at: { line: 2 } } }) },
  };
  type Sum = { sum?: { a?: number; at?: { line?: number } } };
  // Other fields do no harm.
  const judge = (gave: unknown): boolean => {
    const { a, at } = (gave as Sum).sum ?? {};
    return a === 3 && at?.line === 1;
  };
  const named = (gave: unknown): unknown => behind(tasks, [[gave]], judge);
  assertEquals(
    named({ sum: { a: 3, at: { line: 2, mode: "user" } } }),
    "no sum",
  );
  assertEquals(named({ sum: { a: 4, at: { line: 2 } } }), undefined);
  assertEquals(named({ sum: { a: 3, at: { line: 3 } } }), undefined);
  assertEquals(named({ sum: { a: 3, at: 2 } }), undefined);
});

Deno.test("ideaBehind() takes one right answer for another", () => {
  const sides: Question<[number]> = {
    name: "sides",
    right: (n) => [n, -n],
    wrong: { "the last is none": (n) => n === 9 ? [] : [-n, n] },
  };
  const judge = (gave: unknown, n: number): boolean =>
    equal(new Set(gave as number[]), new Set([n, -n]));
  const gave: [number, unknown][] = [[1, [1, -1]], [9, []]];
  assertEquals(behind(sides, gave, judge), "the last is none");
});

Deno.test("answerBy() makes right what an idea does not speak of", () => {
  assertEquals(answerBy(saved, "no bytes", [3]), { calls: 3, bytes: 0 });
  assertEquals(answerBy(saved, "all of it", [3]), { calls: 6, bytes: 60 });
});

Deno.test("an answer that cannot be plain data is compared as what arrives", () => {
  const half: Question<[number]> = {
    name: "half",
    right: (number) => number / 2,
    wrong: { "by nothing": () => NaN },
  };
  assertEquals(answerBy(half, "by nothing", [1]), "NaN");
  assertEquals(behind(half, [[1, "NaN"]]), "by nothing");
});

Deno.test("programs are alike by their steps, whatever they are called", () => {
  const send: Question<[]> = {
    name: "send",
    right: () => readWrite,
    wrong: { "one call does it": () => sendfile },
  };
  const named = (gave: unknown): unknown => behind(send, [[gave]]);
  const renamed = { ...structuredClone(sendfile), name: "mine" };
  assertEquals(named(renamed), "one call does it");
  assertEquals(named(program("mine", [])), undefined);
});

Deno.test("remembering() works each thing out once, and forgets texts when there are many", () => {
  const remember = remembering<unknown, number>();
  const args = [1];
  let worked = 0;
  const ask = (key: unknown): number => remember(args, key, () => ++worked);
  const list = [1];
  assertEquals([list, "a", list, "a", ask].map(ask), [1, 2, 1, 2, 3]);
  assertEquals(remember([1], list, () => 0), 0, "of another case");
  for (let i = 0; i < 200; i++) ask(`text ${i}`);
  assertEquals([ask(list), ask("a") > 3], [1, true]);
});
