import { assert, assertEquals, assertRejects } from "@std/assert";
import { chooseExercises, loadAllExercises } from "../../lib/cli/exercises.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { entriesOf, readingTest, readText } from "../source_tree.ts";

/** Defines a test of the exercises as they lie in their folders. */
function contentTest(
  name: string,
  fn: () => Promise<void>,
): Deno.TestDefinition {
  return { ...readingTest(name, () => {}), fn };
}

Deno.test(
  contentTest(
    "every folder of exercises is loaded, with a task for each exercise",
    async () => {
      const all = await loadAllExercises();
      assertEquals(
        all.map(({ lesson }) => lesson.slug),
        entriesOf("exercises").map(({ name }) => name),
      );
      for (const { lesson, exercises, tasks } of all) {
        const names = exercises.map(({ name }) => name);
        assertEquals(tasks.map(({ name }) => name), names, lesson.slug);
        assertEquals(new Set(names).size, names.length, lesson.slug);
        assert(names.length > 0, lesson.slug);
      }
    },
  ),
);

Deno.test(
  contentTest(
    "an answer, a stub and a solution have the exports that are asked for",
    async () => {
      for (const { lesson, exercises } of await loadAllExercises()) {
        for (const file of ["exercises/N/stub.ts", "solutions/N/answer.ts"]) {
          const path = file.replace("N", lesson.slug);
          const source = readText(path);
          for (const { name } of exercises) {
            const isThere = new RegExp(
              `^export (async )?(function\\*?|const) ${name}\\b`,
              "m",
            ).test(source);
            assert(isThere, `${path} has no export ${name}`);
          }
        }
      }
    },
  ),
);

Deno.test(
  contentTest(
    "exercises are chosen by lesson, by place and by name",
    async () => {
      const all = await loadAllExercises();
      assertEquals(
        (await chooseExercises(undefined, "grade")).map(({ chosen }) =>
          chosen.length
        ),
        all.map(({ exercises }) => exercises.length),
      );
      const { lesson, exercises } = all.at(-1)!;
      const { number, slug } = lesson;
      const whole = exercises.map((_, i) => i);
      const last = exercises.length;
      const cases: readonly [wanted: string, chosen: number[]][] = [
        [`${number}`, whole],
        [slug, whole],
        [slug.slice(3), whole],
        [`${number}.1`, [0]],
        [`${number}.${last}`, [last - 1]],
        [`${slug}.${last}`, [last - 1]],
      ];
      for (const [wanted, chosen] of cases) {
        const found = await chooseExercises(wanted, "grade");
        assertEquals(found.length, 1, wanted);
        assertEquals(found[0]!.folder.lesson.slug, slug, wanted);
        assertEquals(found[0]!.chosen, chosen, wanted);
      }
      for (const wanted of [`${number}.0`, `${number}.${last + 1}`]) {
        await assertRejects(
          () => chooseExercises(wanted, "watch"),
          UsageError,
          `Try: deno task watch ${number}.1`,
        );
      }
    },
  ),
);

Deno.test(
  contentTest(
    "each exercise is found by its name, or told apart by its places",
    async () => {
      const all = await loadAllExercises();
      const names = all.flatMap(({ exercises }) =>
        exercises.map(({ name }) => name)
      );
      for (const { lesson, exercises } of all) {
        for (const [i, { name }] of exercises.entries()) {
          const isOnly = names.filter((one) => one === name).length === 1;
          if (!isOnly) {
            await assertRejects(
              () => chooseExercises(name, "hint"),
              UsageError,
              `${lesson.number}.${i + 1}`,
            );
            continue;
          }
          const [choice] = await chooseExercises(name, "hint");
          assertEquals(choice!.folder.lesson.slug, lesson.slug, name);
          assertEquals(choice!.chosen, [i], name);
        }
      }
    },
  ),
);
