import { assertEquals, assertMatch } from "@std/assert";
import { answerIn } from "../../lib/box/answer_files.ts";

/** What is looked at, by names beside the answer. */
function look(
  files: Readonly<Record<string, string>>,
): ReturnType<typeof answerIn> {
  const paths = Object.entries(files)
    .map(([name, text]) => [`05_x/${name}`, text] as const);
  return answerIn(new Map(paths), "05_x", ["zero-copy/a.ts"]);
}

Deno.test("answerIn() takes the modules that an answer leads to, and no others", () => {
  const { files, refusal } = look({
    "answer.ts": `import "zero-copy/a.ts"; import { b } from "./b.ts";`,
    "b.ts":
      `import { c } from "./answer.ts"; import type { T } from "./types.ts";`,
    "notes.ts": `import "node:fs";`,
    "questions.ts": "",
  });
  assertEquals(refusal, undefined);
  assertEquals([...files.keys()].sort(), ["05_x/answer.ts", "05_x/b.ts"]);
});

Deno.test("answerIn() refuses what imports what it may not, by file and line", () => {
  const { refusal } = look({
    "answer.ts": `import "./b.ts";`,
    "b.ts": `\nexport * from "../../solutions/05_x/answer.ts";`,
  });
  assertMatch(refusal!, /^b\.ts:2 imports the solutions/);
  assertMatch(
    look({ "answer.ts": `import "./b.ts";` }).refusal!,
    /"\.\/b\.ts" was not handed in/,
  );
});

Deno.test("answerIn() refuses names that are of the same file on some systems", () => {
  for (const name of ["ANSWER.ts", "Types.ts", "B.ts"]) {
    const { refusal } = look({
      "answer.ts": `import "./b.ts"; import "./${name}";`,
      "b.ts": "",
      [name]: "",
    });
    assertMatch(refusal!, /is named like another file, but for cases/);
  }
});
