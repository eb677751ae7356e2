import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { refusing, suggesting, UsageError } from "../../lib/cli/usage_error.ts";

Deno.test("a UsageError says what is wrong and what to type", () => {
  const error = new UsageError('Unknown lesson "x"', "deno task lesson");
  assertInstanceOf(error, Error);
  assertEquals(error.name, "UsageError");
  assertEquals(error.message, 'Unknown lesson "x". Try: deno task lesson');
  const asks = new UsageError("Is there a loop?", "deno task lesson");
  assertEquals(asks.message, "Is there a loop? Try: deno task lesson");
});

Deno.test("a suggestion of options gets the command that they belong to", () => {
  const error = new UsageError("Wrong", "--size 64KiB").for("deno task x 8");
  assertEquals(error.message, "Wrong. Try: deno task x 8 --size 64KiB");
  assertEquals(error.for("another").message, error.message);
});

Deno.test("a suggestion of a command stays as it is", () => {
  const error = new UsageError("Wrong", "deno task lesson 9");
  assertEquals(error.for("deno task lesson 8"), error);
});

Deno.test("the message is one line, without codes, whatever was typed", () => {
  const typed = "a\nb\r\nc\x1b[31m\u2028d\x00\u0085e";
  const { message } = new UsageError(`Found "${typed}"`, "deno task lesson");
  assertEquals(message, 'Found "a b c [31m d e". Try: deno task lesson');
});

/** Throws. */
function failing(error: Error): () => never {
  return () => {
    throw error;
  };
}

Deno.test("suggesting() completes what is suggested, and leaves other errors alone", async () => {
  assertEquals(await suggesting("deno task x", () => 1), 1);
  const wrong = failing(new UsageError("Wrong", "--size 64KiB"));
  const { message } = await assertRejects(
    () => suggesting("deno task x 8", wrong),
    UsageError,
  );
  assertEquals(message, "Wrong. Try: deno task x 8 --size 64KiB");
  const other = failing(new TypeError("other"));
  await assertRejects(() => suggesting("deno task x 8", other), TypeError);
});

Deno.test("refusing() makes of what is out of range what was typed wrong, and of nothing else", async () => {
  assertEquals(await refusing("deno task x", () => 1), 1);
  const far = failing(new RangeError("Expected 1: found 2."));
  const { message } = await assertRejects(
    () => refusing("deno task x 8", far),
    UsageError,
  );
  assertEquals(message, "Expected 1: found 2. Try: deno task x 8");
  const other = failing(new TypeError("other"));
  await assertRejects(() => refusing("deno task x 8", other), TypeError);
});
