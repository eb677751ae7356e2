import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { Dice } from "../../lib/workbook/dice.ts";
import { type Exercise, exercise } from "../../lib/workbook/exercise.ts";

Deno.test("exercise() hands the arguments that were rolled to the judge, as they were rolled", () => {
  const told: unknown[] = [];
  const sum = exercise<[a: number, list: readonly string[]]>("sum", {
    cases: (dice) => [[dice.whole(3, 3), ["x"]], [4, []]],
    right: (a) => a,
    wrong: {},
    judge: (...all) => {
      told.push(all);
      return all[0] === 1 ? undefined : "no";
    },
  });
  const cases = sum.cases(new Dice(1));
  assertEquals(cases, [{ args: [3, ["x"]] }, { args: [4, []] }]);
  assertEquals(cases.map((one) => sum.judge(1, one)), [undefined, undefined]);
  assertEquals(sum.judge(2, cases[0]!), "no");
  assertEquals(told, [[1, 3, ["x"]], [1, 4, []], [2, 3, ["x"]]]);
});

/** Pieces of a file, and what is often taken for their number. */
function piecesOf(rollFiles: (dice: Dice) => readonly number[]): Exercise {
  return exercise<[fileBytes: number, bufferBytes: number]>("pieces", {
    cases: (dice) => rollFiles(dice).map((file) => [file, 4]),
    right: (file, buffer) => Math.ceil(file / buffer),
    wrong: {
      "whole pieces only": (file, buffer) => Math.floor(file / buffer),
      "the nearest number": (file, buffer) => Math.round(file / buffer),
    },
  });
}

Deno.test("exercise() rolls cases again until each wrong idea can be told, in any order", () => {
  const pieces = piecesOf((dice) =>
    dice.shuffle([dice.whole(10, 12), dice.whole(13, 16)])
  );
  const orders = new Set<boolean>();
  for (let seed = 1; seed <= 200; seed++) {
    const files = pieces.cases(new Dice(seed)).map(({ args }) => args[0]);
    // 10 and 11 of 4 are nearest to 3, 13 to 3: both must be asked.
    assertEquals(files.includes(13) && !files.includes(12), true, `${seed}`);
    orders.add(files[0] === 13);
  }
  assertEquals(orders.size, 2);
});

Deno.test("exercise() names the ideas that pass, and those that are taken for another", () => {
  const lostIn = (...files: number[]): string => {
    const { cases } = piecesOf(() => files);
    return assertThrows(() => cases(new Dice(1)), Error).message;
  };
  assertStringIncludes(
    lostIn(8),
    'must tell "whole pieces only", "the nearest number", for pieces',
  );
  assertStringIncludes(lostIn(9), 'must tell "the nearest number", for');
  assertStringIncludes(lostIn(11), 'must tell "the nearest number", for');
  for (const files of [[11, 9], [9, 11]]) {
    const asked = piecesOf(() => files).cases(new Dice(1));
    assertEquals(asked.map(({ args }) => args[0]), files);
  }
});

Deno.test("exercise() says which idea its cases cannot tell", () => {
  const hopeless = exercise<[number]>("twice", {
    cases: (dice) => [[dice.pick([0, 2])]],
    right: (number) => 2 * number,
    wrong: { "a square": (number) => number ** 2 },
  });
  assertThrows(
    () => hopeless.cases(new Dice(1)),
    Error,
    'must tell "a square", for twice',
  );
});

Deno.test("exercise() tells a word that is none before its judge says anything", () => {
  const named = exercise<[number]>("named", {
    cases: () => [[1]],
    right: () => "sendfile",
    wrong: {},
    words: ["sendfile", "splice"],
    judge: (gave) => gave === "sendfile" ? undefined : "No.",
  });
  const judge = (gave: unknown): unknown => named.judge(gave, { args: [1] });
  assertEquals(judge("sendfile"), undefined);
  assertEquals(judge("splice"), "No.");
  assertEquals(
    judge("sendfiel"),
    '"sendfiel" is no word for this. Do you mean "sendfile"?',
  );
});
