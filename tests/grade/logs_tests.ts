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

Deno.test("what is logged keeps its lines, and commands no terminal", () => {
  assertEquals(seen(["first", ["a\n\x1b[31mb\r\n", "c"]]), ["a\n[31mb\n", "c"]);
});

Deno.test("what is too much is cut once, and says of which exercise it is", () => {
  const cut = (name: string): string =>
    `The log is cut: ${name} logs more than is shown.`;
  const many = Array<string>(50).fill("x");
  assertEquals(seen(["first", many]), many);
  assertEquals(
    seen(["first", [...many, "y", "z"]], ["second", ["a"]]),
    [...many, cut("first"), "a"],
  );
  const long = seen(["third", Array(50).fill("x".repeat(5000))]);
  assertEquals(long.at(-1), cut("third"));
  assert(long.join("").length < 10_100);
});
