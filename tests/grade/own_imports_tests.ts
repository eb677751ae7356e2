import { assert, assertEquals, assertMatch } from "@std/assert";
import { ChosenAnswer } from "../../lib/grade/chosen_answer.ts";
import {
  allowedImports,
  ownModulesIn,
  sayForeign,
  sayForeignIn,
} from "../../lib/grade/own_imports.ts";
import {
  loadAllExercises,
  loadExercises,
  readLessons,
} from "../../lib/workbook/content.ts";
import { readText } from "../../lib/workbook/file.ts";
import { temporaryTest } from "../command.ts";
import { readingTest } from "../source_tree.ts";

/** Says which import of some modules is not for an answer. */
function said(
  modules: Readonly<Record<string, string>>,
  allowed: readonly string[] = ["zero-copy/workbook/hole.ts", "./types.ts"],
): string | undefined {
  return sayForeign((name) => modules[name], allowed);
}

Deno.test("sayForeign() names the first import that is not for an answer, with its place", () => {
  const todo = 'import { todo } from "zero-copy/workbook/hole.ts";\n';
  assertEquals(said({ "answer.ts": todo }), undefined);
  assertEquals(said({}), undefined);
  const library = 'import { splice } from "zero-copy/strategy/textbook.ts";';
  assertEquals(said({ "answer.ts": library }), undefined, "at home");
  for (const out of ["..", "%2e%2e", "text/..%2f.."]) {
    const leading =
      `import "zero-copy/${out}/solutions/05_read_write/answer.ts";`;
    assertMatch(said({ "answer.ts": leading })!, /^answer\.ts:1 imports /);
  }
  const solutions = 'export * from "../../solutions/05_read_write/answer.ts";';
  assertMatch(
    said({ "answer.ts": todo + solutions })!,
    /^answer\.ts:2 imports the solutions, by ".*": an answer can import /,
  );
  assertMatch(
    said({ "answer.ts": 'import { exercises } from "./questions.ts";' })!,
    /^answer\.ts:1 imports the questions, which only the one who grades has/,
  );
});

Deno.test("sayForeign() looks into the modules beside an answer, each once, and not into ours", () => {
  const answer = 'import { a } from "./one.ts";\nimport "./types.ts";';
  const foreign = 'import "node:fs";';
  const one = 'import "./two.ts";\nimport "./answer.ts";';
  const modules = { "answer.ts": answer, "one.ts": one };
  assertEquals(said({ ...modules, "types.ts": foreign }), undefined);
  assertMatch(
    said({ ...modules, "two.ts": `\n${foreign}` })!,
    /^two\.ts:2 imports a module of the system, by "node:fs"/,
  );
});

Deno.test(
  readingTest("a stub and its solution import what is for them", async () => {
    for (const folder of await loadAllExercises()) {
      const allowed = allowedImports(folder);
      for (const url of [folder.answerUrl, folder.solutionUrl]) {
        const foreign = said({ "answer.ts": readText(url) }, allowed);
        assertEquals(foreign, undefined, url.href);
      }
    }
  }),
);

Deno.test(
  temporaryTest(
    "an answer that imports the solutions is told so, is not run and does not pass",
    async (folder) => {
      const lesson = readLessons().find(({ number }) => number === 5)!;
      const exercises = await loadExercises(lesson);
      const answerUrl = new URL(`file://${folder}/answer.ts`);
      Deno.writeTextFileSync(
        answerUrl,
        `export * from "../../solutions/${lesson.slug}/answer.ts";`,
      );
      const choice = { folder: { ...exercises, answerUrl }, chosen: [0, 1] };
      await using answer = new ChosenAnswer(choice);
      answer.begin();
      const { grades } = await answer.grade();
      for (const grade of grades) {
        assertEquals(grade.status, "failed");
        const why = grade.status === "failed" ? grade.complaint.why : "";
        assertMatch(why, /^answer\.ts:1 imports the solutions, by "/);
      }
    },
  ),
);

Deno.test("ownModulesIn() names what lies beside, and sayForeignIn() the first that is not for an answer", () => {
  const source = `import { a } from "./mine.ts";
    import { b } from "zero-copy/b.ts";
    import { c } from "npm:c";`;
  assertEquals(ownModulesIn(source), ["mine.ts"]);
  const says = sayForeignIn("mine.ts", source, ["zero-copy/b.ts"]);
  assert(says?.startsWith("mine.ts:3 imports "), says);
  assertEquals(
    sayForeignIn("mine.ts", source, ["zero-copy/b.ts", "npm:c"]),
    undefined,
  );
});
