import { assertEquals, assertInstanceOf } from "@std/assert";
import { UsageError } from "../../lib/cli/usage_error.ts";

Deno.test("a UsageError says what is wrong and what to type", () => {
  const error = new UsageError('Unknown lesson "x"', "deno task lesson");
  assertInstanceOf(error, Error);
  assertEquals(error.name, "UsageError");
  assertEquals(error.message, 'Unknown lesson "x". Try: deno task lesson');
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
