import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { chooseExercises } from "../../lib/cli/exercises.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { temporaryTest } from "../command.ts";
import { readingTest } from "../source_tree.ts";
import { Workbook } from "../workbook.ts";

Deno.test(
  readingTest(
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
  readingTest(
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

Deno.test(
  temporaryTest(
    "an exercise is found without loading those of other lessons",
    async (folder) => {
      const book = new Workbook(folder);
      book.repeatAsLesson6();
      const questions = `${book.top}/exercises/06_mmap_write/questions.ts`;
      Deno.writeTextFileSync(questions, "throw new Error();\n");
      const { code, err } = await book.task("hint", "5.2");
      assertEquals({ code, err }, { code: 0, err: "" });
    },
  ),
);

Deno.test(
  temporaryTest(
    "a workbook that cannot be written to can be asked all the same",
    async (folder) => {
      const book = new Workbook(folder);
      Deno.removeSync(`${book.top}/.pristine`, { recursive: true });
      const { mkdirSync } = Deno;
      Object.assign(Deno, {
        mkdirSync: (place: string) => {
          throw new Error(
            `Read-only file system (os error 30): mkdir ${place}`,
          );
        },
      });
      try {
        const { code, err } = await book.task("hint", "5.2");
        assertEquals({ code, err }, { code: 0, err: "" });
      } finally {
        Object.assign(Deno, { mkdirSync });
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "copies in disorder keep nobody from asking, and are named where they are needed",
    async (folder) => {
      const book = new Workbook(folder);
      const copies = `${book.top}/.pristine`;
      Deno.removeSync(copies, { recursive: true });
      Deno.writeTextFileSync(copies, "no folder");
      const asked = await book.task("hint", "5.2");
      assertEquals([asked.code, asked.err], [0, ""]);
      const { code, out, err } = await book.task("reset", "5.2", "--yes");
      assertEquals([code, out], [2, ""]);
      assertMatch(
        err,
        /^\.pristine\/\S+ cannot be read: .*Move \.pristine away, then .*deno task start \S+ --yes\n$/,
      );
    },
  ),
);
