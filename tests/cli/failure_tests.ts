import { assertEquals, assertMatch } from "@std/assert";
import { sayFailure } from "../../lib/cli/failure.ts";
import { rollProblem } from "../problems.ts";

Deno.test("sayFailure() tells what the system refused in its own words", () => {
  assertEquals(
    sayFailure(new Deno.errors.PermissionDenied("mkdir '/a\n\x1b[31mb'")),
    "The system refused: mkdir '/a [31mb'",
  );
});

Deno.test("sayFailure() names the place of a mistake, in one line", () => {
  let thrown: unknown;
  try {
    rollProblem(1, -1);
  } catch (error) {
    thrown = error;
  }
  assertMatch(
    sayFailure(thrown),
    /^A mistake of the workbook, not in what you typed: RangeError: Expected a seed .* \(lib\/workbook\/prediction\.ts:\d+:\d+\)$/,
  );
});

Deno.test("sayFailure() says what was thrown, error or not", () => {
  const says = "A mistake of the workbook, not in what you typed: ";
  const error = new TypeError("no place");
  error.stack = "";
  assertEquals(sayFailure(error), `${says}TypeError: no place`);
  assertEquals(sayFailure("text"), `${says}"text"`);
  assertEquals(sayFailure(undefined), `${says}undefined`);
});
