import { assertEquals, assertThrows } from "@std/assert";
import { readTyped, type Usage } from "../../lib/cli/arguments.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";

const usage: Usage = {
  command: "paint",
  help: "Paints.",
  words: 2,
  values: ["colour"],
  flags: ["twice"],
};

Deno.test("readTyped() tells words from options, in any order", () => {
  assertEquals(readTyped(["5.10", "--colour", "red", "--twice", "08"], usage), {
    words: ["5.10", "08"],
    given: { colour: "red", twice: true, help: false },
  });
  assertEquals(readTyped(["--colour=007"], usage), {
    words: [],
    given: { colour: "007", twice: false, help: false },
  });
});

Deno.test("readTyped() gives nothing where help is wanted, whatever else is typed", () => {
  for (const args of [["--help"], ["5", "--help"], ["--nope", "--help"]]) {
    assertEquals(readTyped(args, usage), undefined, args.join(" "));
  }
});

Deno.test("readTyped() refuses what is too much, and options without their value", () => {
  const list =
    "paint has --colour, --twice, --help. Try: deno task paint --help";
  const cases: readonly [args: string[], says: string][] = [
    [["1", "2", "3"], `Unknown argument "3": ${list}`],
    [["--nope"], `Unknown argument "--nope": ${list}`],
    [["--nope=1"], `Unknown argument "--nope": ${list}`],
    [["-x"], `Unknown argument "-x": ${list}`],
    [
      ["--colour"],
      "--colour takes a value, and none was given. Try: deno task",
    ],
    [["--colour="], "--colour takes a value, and none was given. Try: deno"],
    [["--colour", "--twice"], "--colour takes a value, and none was given."],
  ];
  for (const [args, says] of cases) {
    const error = assertThrows(() => readTyped(args, usage), UsageError);
    assertEquals(error.message.slice(0, says.length), says, args.join(" "));
  }
});

Deno.test("readTyped() of a command without options takes none", () => {
  const plain: Usage = { command: "rest", help: "Rests.", words: 0 };
  assertEquals(readTyped([], plain), { words: [], given: { help: false } });
  assertThrows(() => readTyped(["1"], plain), UsageError, "rest has --help.");
});
