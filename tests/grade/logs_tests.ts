import { assert, assertEquals } from "@std/assert";
import { Logs } from "../../lib/grade/logs.ts";

/** What a reader sees of some messages of exercises, by their names. */
function seen(...exercises: [name: string, messages: string[]][]): string[] {
  const told: string[] = [];
  const logs = new Logs((text) => told.push(text));
  for (const [name, messages] of exercises) {
    logs.ask(name);
    for (const text of messages) logs.add(text);
  }
  return told;
}

Deno.test("what is logged keeps its lines, each with a mark, and commands no terminal", () => {
  assertEquals(seen(["first", ["a\n\x1b[31mb\r\n", "c", ""]]), [
    "log: a\nlog: [31mb",
    "log: c",
    "log: ",
  ]);
});

Deno.test("what is too much is cut once, and says of which exercise it is", () => {
  const cut = (name: string): string =>
    `The log is cut: ${name} logs more than is shown.`;
  const many = Array<string>(50).fill("x");
  const shown = Array<string>(50).fill("log: x");
  assertEquals(seen(["first", many]), shown);
  assertEquals(
    seen(["first", [...many, "y", "z"]], ["second", ["a"]]),
    [...shown, cut("first"), "log: a"],
  );
  const long = seen(["third", Array(50).fill("x".repeat(5000))]);
  assertEquals(long.at(-1), cut("third"));
  assert(long.join("").length < 10_200);
});
