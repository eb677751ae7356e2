import { assertEquals } from "@std/assert";
import { catchLogs } from "../../lib/grade/console.ts";

/** A console, and what it logs. */
function consoleAndLogs(): {
  from: Console;
  logged: [text: string, isLast: boolean][];
  begin: () => void;
} {
  const logged: [string, boolean][] = [];
  const from = {} as Console;
  const { begin } = catchLogs(from, (...said) => logged.push(said));
  return { from, logged, begin };
}

Deno.test("every method that says something is collected, in words", () => {
  const { from, logged } = consoleAndLogs();
  const sly = {
    [Symbol.for("Deno.customInspect")]: () => {
      throw new Error("so");
    },
  };
  from.log("a", { b: [1] }, sly);
  from.info("i");
  from.debug("d");
  from.warn("%s", 1);
  from.error(null);
  from.dir({ c: 2 });
  from.table([{ d: 3 }]);
  from.group("g");
  from.trace("t");
  from.assert(true, "kept");
  from.assert(false, "lost");
  from.count();
  from.timeEnd("x");
  assertEquals(logged.map(([text]) => text), [
    "a { b: [ 1 ] } something that cannot be written down",
    "i",
    "d",
    "1",
    "null",
    "{ c: 2 }",
    "[ { d: 3 } ]",
    "g",
    "Trace: t",
    "Assertion failed: lost",
    "count of default",
    "end of x",
  ]);
});

Deno.test("formats are filled in as a console fills them in", () => {
  const { from, logged } = consoleAndLogs();
  from.log("%d pieces", 3);
  from.log("%d|%i|%f|%o|%j|%c|%%|%x|%d", 3.5, "3.7", "2.5", [1], 7, "red", {});
  from.log("%d %s", 1n);
  from.log("100%%");
  from.log("%s", "a", { b: 1 }, "%d");
  from.log(1, "%d", 2);
  from.log();
  assertEquals(logged.map(([text]) => text), [
    "3 pieces",
    "3|3|2.5|[ 1 ]|7||%|%x|NaN",
    "1 %s",
    "100%%",
    "a { b: 1 } %d",
    "1 %d 2",
    "",
  ]);
});

Deno.test("of many and long messages, no more is kept than somebody reads", () => {
  const { from, logged, begin } = consoleAndLogs();
  for (let i = 0; i < 99; i++) from.log("x".repeat(9999));
  assertEquals(logged.length, 50);
  assertEquals(logged.map(([, isLast]) => isLast).indexOf(true), 49);
  assertEquals(new Set(logged.map(([text]) => text.length)), new Set([2000]));
  begin();
  from.log("again");
  assertEquals(logged.at(-1), ["again", false]);
});
