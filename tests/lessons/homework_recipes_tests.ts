import { assert, assertEquals } from "@std/assert";
import { pathOf, root } from "../../lib/workbook/path.ts";
import { runningTest } from "../command.ts";
import { hostile, hostileMarks } from "../gradebook/formats/hostile.ts";
import { made } from "../gradebook/made_up_marks.ts";
import { readingTest, readText } from "../source_tree.ts";

/** A command of the page, and what the page says that it prints. */
interface Recipe {
  readonly title: string;
  readonly code: string;
  readonly args: readonly string[];
  readonly printed: string;
}

/** Reads the recipes: under each heading a command, and below it what comes of it. */
function recipes(): Recipe[] {
  const page = readText("lessons/homework_recipes.md");
  return [
    ...page.matchAll(
      /^## (.+)\n(?:(?!```)[^])*```sh\ndeno eval '\n([^']+)' ?([^<]*)<[^\n]*\n```\n\n```(?:json|text)\n([^]*?)```$/gm,
    ),
  ].map(([, title, code, args, printed]) => ({
    title: title!,
    code: code!,
    args: args!.trim().split(/\s+/).filter((word) => word !== ""),
    printed: printed!,
  }));
}

/** Runs a recipe over a gradebook. */
async function run({ code, args }: Recipe, book: unknown): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", code, ...args],
    cwd: pathOf(root),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(book)));
  await writer.close();
  const { code: ended, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  assertEquals([ended, decoder.decode(stderr)], [0, ""]);
  return decoder.decode(stdout);
}

/** What comes of a recipe over one student. */
async function textOf(
  title: string,
  student: unknown = made.students[0],
): Promise<string> {
  const recipe = recipes().find((one) => one.title === title)!;
  return await run(recipe, { ...made, students: [student] });
}

Deno.test(
  readingTest("the page has a recipe for each of four systems", () => {
    const titles = recipes().map(({ title }) => title);
    assertEquals(titles, ["PrairieLearn", "Autolab", "CodeGrade", "VPL"]);
  }),
);

Deno.test(
  runningTest("each recipe prints what the page says", async () => {
    for (const recipe of recipes()) {
      assertEquals(await run(recipe, made), recipe.printed, recipe.title);
    }
  }),
);

Deno.test(
  runningTest(
    "each recipe has the fields of its system, and gives a solution all points",
    async () => {
      const marks = made.items.map(({ id, points }) => ({
        ...{ item: id, points, status: "passed", seed: 1 },
      }));
      const best = { ...made.students[0]!, marks };
      const results = JSON.parse(await textOf("PrairieLearn", best));
      assertEquals(Object.keys(results), [
        "gradable",
        "score",
        "message",
        "output",
        "tests",
      ]);
      assertEquals([results.gradable, results.score], [true, 1]);
      for (const test of results.tests) {
        assertEquals(Object.keys(test), [
          "name",
          "description",
          "points",
          "max_points",
          "message",
          "output",
        ]);
        assertEquals(test.points, test.max_points);
      }
      const lines = (await textOf("Autolab", best)).trimEnd().split("\n");
      assertEquals(JSON.parse(lines.at(-1)!), {
        scores: { P5: 6, "5.1": 2, "5.2": 3 },
      });
      const points = JSON.parse(await textOf("CodeGrade", best));
      assertEquals(points, { tag: "points", points: "11/11" });
      const grade = (await textOf("VPL", best)).trimEnd().split("\n").at(-1);
      assertEquals(grade, "Grade :=>> 10.00");
    },
  ),
);

Deno.test(
  runningTest(
    "no text of a submission becomes a line, or a grade",
    async () => {
      const text = hostile.join("\nGrade :=>> 10\n");
      const one = hostileMarks(text);
      assertEquals(
        JSON.parse(await textOf("PrairieLearn", one)).tests.length,
        3,
      );
      assertEquals((await textOf("Autolab", one)).split("\n").length, 2);
      assertEquals((await textOf("CodeGrade", one)).split("\n").length, 2);
      const grades = (await textOf("VPL", one)).match(/^Grade :=>> .*$/gm);
      assertEquals(grades, ["Grade :=>> 0.91"]);
      const nothing = { ...made.students[1]!, marks: made.students[0]!.marks };
      assert(
        (await textOf("PrairieLearn", nothing)).includes('"gradable": false'),
      );
    },
  ),
);
