import { assertEquals, assertThrows } from "@std/assert";
import { Dice } from "../../lib/workbook/dice.ts";
import {
  type Body,
  isTelling,
  numberBlank,
  recipe,
} from "../../lib/workbook/recipe.ts";

/** A problem with these answers. */
function bodyOf(...answers: number[]): Body {
  return {
    title: "made up",
    given: [],
    blanks: answers.map((answer, i) =>
      numberBlank(`blank${i}`, "something", { answer, explains: "a rule" })
    ),
  };
}

/** A recipe that draws these cases, one after the other. */
function draws(cases: readonly (readonly number[] | undefined)[]): string {
  const left = [...cases];
  const draw = recipe<readonly number[] | undefined>({
    drawCase: () => left.shift(),
    isUsual: (drawn) => drawn?.[0] === 99,
    pose: (drawn) => drawn === undefined ? undefined : bodyOf(...drawn),
  });
  const { blanks } = draw(new Dice(1));
  return blanks.map(({ answer }) => answer).join();
}

Deno.test("isTelling() is false for nothing, and where all answers are alike or zero", () => {
  assertEquals(isTelling(undefined), false);
  assertEquals(isTelling(bodyOf(4, 4, 4, 4)), false);
  assertEquals(isTelling(bodyOf(0, 0, 0)), false);
  assertEquals(isTelling(bodyOf(4, 0, 4, 0)), false);
  assertEquals(isTelling(bodyOf(4, 2, 0, 0)), true);
});

Deno.test("isTelling() is false for fewer than three blanks and for more than six", () => {
  assertEquals(isTelling(bodyOf(1, 2)), false);
  assertEquals(isTelling(bodyOf(1, 2, 3)), true);
  assertEquals(isTelling(bodyOf(1, 2, 3, 4, 5, 6)), true);
  assertEquals(isTelling(bodyOf(1, 2, 3, 4, 5, 6, 7)), false);
});

Deno.test("recipe() draws again what tells nothing, what cannot be posed, and what the page shows", () => {
  assertEquals(
    draws([[4, 4, 4], undefined, [99, 2, 3], [7, 8, 9], [1, 2, 3]]),
    "7,8,9",
  );
});

Deno.test("recipe() gives up where nothing is good enough", () => {
  assertThrows(() => draws(Array(200).fill([0, 0, 0])), Error, "No roll");
});

Deno.test("numberBlank() has a unit only where one is given", () => {
  const parts = { answer: 1, explains: "a rule" };
  assertEquals(numberBlank("words", "words moved", parts), {
    name: "words",
    asks: "words moved",
    ...parts,
  });
  const { unit } = numberBlank("size", "size", { ...parts, unit: "bytes" });
  assertEquals(unit, "bytes");
});
