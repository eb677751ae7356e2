import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { parse } from "@std/csv";
import type { Gradebook } from "../../lib/gradebook/marks.ts";
import { loadAsked } from "../../lib/homework/asked_exercises.ts";
import { questionsDigest } from "../../lib/homework/questions_digest.ts";
import { itemsOf } from "../../lib/homework/items.ts";
import type { Manifest } from "../../lib/homework/manifest.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { carryOut, planCopy } from "../../lib/workbook/copy_workbook.ts";
import { pathOf, root } from "../../lib/workbook/path.ts";
import { packText, writeDelivery } from "../collect/deliveries.ts";
import {
  type CommandResult,
  runTask,
  runTaskAlone,
  temporaryTest,
} from "../command.ts";
import config from "../../deno.json" with { type: "json" };
import { deliver, makeClass, rosterOf } from "../gradebook/made_up_class.ts";

/** A homework about lesson 5, as it was given out. */
async function homework(): Promise<Manifest> {
  const folders = (await loadAllExercises())
    .filter(({ lesson }) => lesson.number === 5);
  const items = await itemsOf(folders);
  return {
    ...{ homework: 1, title: "Sending", seed: 7, items },
    due: "2026-12-06T23:59:00Z",
    workbook: await questionsDigest({ items }),
  };
}

/** A student without a name, who has done nothing. */
const nobody = {
  ...{ lastName: "", firstName: "", email: "", canvas: "", moodle: "" },
  ...{ made: "", predictions: {}, answers: {}, isLate: false },
};

/** Writes what some students handed in, and the roster. @returns What their marks must be. */
async function handIn(
  folder: string,
  size: number,
): Promise<Awaited<ReturnType<typeof makeClass>>> {
  const manifest = await homework();
  const choices = await loadAsked(manifest);
  const students = await makeClass(size, {
    ...{ manifest, choices, seed: 3, without: ["never ends"] as const },
  });
  writeDelivery(`${folder}/hw`, await deliver(students, manifest));
  Deno.writeTextFileSync(
    `${folder}/hw/homework.json`,
    JSON.stringify(manifest),
  );
  Deno.writeTextFileSync(`${folder}/roster.csv`, rosterOf(students));
  return students;
}

async function gradebook(
  folder: string,
  line: string,
): Promise<CommandResult> {
  const words = line.split(" ").filter((word) => word !== "");
  return await runTask("gradebook", words, { typedIn: folder });
}

function bookIn(folder: string): Gradebook {
  return JSON.parse(Deno.readTextFileSync(`${folder}/gradebook.json`));
}

/** All files of a folder, by their paths. */
function filesIn(folder: string): Record<string, string> {
  const below = (path: string): [string, string][] =>
    [...Deno.readDirSync(`${folder}${path}`)].flatMap(({ name, isDirectory }) =>
      isDirectory ? below(`${path}/${name}`) : [[
        `${path}/${name}`,
        Deno.readTextFileSync(`${folder}${path}/${name}`),
      ]]
    );
  return Object.fromEntries(below("").sort(([a], [b]) => a < b ? -1 : 1));
}

Deno.test(
  temporaryTest(
    "gradebook grades a class: each mark is what it must be, and twice the same bytes",
    async (folder) => {
      const students = await handIn(folder, 14);
      const { code, out } = await gradebook(folder, "hw --roster roster.csv");
      assertEquals(code, 0, out);
      const marked = bookIn(`${folder}/hw-graded`).students;
      assertEquals(marked.length, students.length);
      for (const { student, isLate, marks } of marked) {
        const must = students.find((one) => one.student.id === student.id)!;
        for (const { item, points, status } of marks) {
          assertEquals(
            { points, status },
            must.marks.get(item),
            `${student.id} ${must.kind} ${item}`,
          );
        }
        assertEquals(isLate, must.isLate, `${student.id} ${must.kind} late`);
      }
      const rows = parse(
        Deno.readTextFileSync(`${folder}/hw-graded/gradebook.csv`),
      );
      assertEquals(rows.length, students.length + 1);
      assertEquals(rows[1]![3], "007");
      assertStringIncludes(out, `${students.length} students:`);
      assertStringIncludes(
        out.replaceAll(/\s+/g, " "),
        "deno task gradebook hw --roster roster.csv --resume. When a check is " +
          "mended, with --regrade 5.4 in its place.",
      );
      const widest = Math.max(...out.split("\n").map((line) => line.length));
      assert(widest <= 80, `${widest} columns`);
      // deno-lint-ignore no-control-regex -- no code of a submission may be there
      assert(!/[\x00-\x09\x0b-\x1f\x7f\u202e]/.test(out));
      await gradebook(folder, "hw --roster roster.csv --to other");
      assertEquals(filesIn(`${folder}/other`), filesIn(`${folder}/hw-graded`));
    },
  ),
);

Deno.test(
  temporaryTest(
    "gradebook --resume grades what is new, and loses no gradebook without it",
    async (folder) => {
      const class_ = await handIn(folder, 8);
      await gradebook(folder, "hw");
      const before = filesIn(`${folder}/hw-graded`);
      const again = await gradebook(folder, "hw --roster roster.csv");
      assertEquals(again.code, 2);
      assertMatch(
        again.err,
        /"hw-graded" has a gradebook already.*Try: deno task gradebook hw --roster roster\.csv --resume\n$/,
      );
      assertEquals(filesIn(`${folder}/hw-graded`), before);
      const same = await gradebook(folder, "hw --resume");
      assertEquals(same.code, 0);
      assertMatch(
        same.err,
        /^\d+ submissions? of an earlier run: not graded again\n$/,
      );
      assertEquals(filesIn(`${folder}/hw-graded`), before);
      const { student: { id } } = class_.find(({ form, attempts }) =>
        form === "pack" && attempts.length > 0
      )!;
      const manifest = await homework();
      const pack = await packText({
        ...{ ...nobody, id, made: "2027-01-01T00:00:00.000Z" },
        answers: { "05_read_write/answer.ts": "export {};\n" },
      }, manifest);
      Deno.writeTextFileSync(`${folder}/hw/zz.json`, pack);
      const more = await gradebook(folder, "hw --resume");
      assertStringIncludes(more.err, "1 of 1 submission graded");
      assertStringIncludes(
        Deno.readTextFileSync(`${folder}/hw-graded/changes.csv`),
        `\r\n${id},P5,`,
      );
    },
  ),
);

Deno.test(
  temporaryTest(
    "gradebook goes on after kill -9, and all files are as if it had not been",
    async (folder) => {
      await handIn(folder, 12);
      const line = ["hw", "--roster", "roster.csv"];
      const [deno, ...task] = config.tasks.gradebook.command.split(" ");
      assertEquals(deno, "deno");
      const child = new Deno.Command(Deno.execPath(), {
        args: [...task, ...line],
        cwd: pathOf(root),
        env: { INIT_CWD: folder },
        stdin: "null",
        stdout: "null",
        stderr: "null",
      }).spawn();
      const results = `${folder}/hw-graded/results`;
      const kept = (): number => {
        try {
          return [...Deno.readDirSync(results)].length;
        } catch {
          return 0;
        }
      };
      let hasEnded = false;
      child.status.then(() => hasEnded = true);
      while (kept() < 3 && !hasEnded) {
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      child.kill("SIGKILL");
      await child.status;
      const { code, err } = await gradebook(
        folder,
        [...line, "--resume"].join(" "),
      );
      assertEquals(code, 0, err);
      assertMatch(err, /^\d+ submissions? of an earlier run/);
      // What was graded before is not counted again.
      for (const [, done, all] of err.matchAll(/(\d+) of (\d+) subm/g)) {
        assert(Number(done) <= Number(all), err);
      }
      await gradebook(folder, [...line, "--to", "whole"].join(" "));
      const [resumed, whole] = ["hw-graded", "whole"]
        .map((name) => filesIn(`${folder}/${name}`));
      assertEquals(resumed, whole);
    },
  ),
);

Deno.test(
  temporaryTest(
    "gradebook --regrade asks one exercise again when its check was mended",
    async (folder) => {
      await handIn(folder, 6);
      const top = `${folder}/workbook`;
      carryOut(planCopy(pathOf(root).replace(/\/$/, ""), top));
      const questions = `${top}/exercises/05_read_write/questions.ts`;
      const mended = Deno.readTextFileSync(questions);
      const mistaken = mended.replace(
        /\bexercise<[^]*?>\("countSwitches", \{/,
        (begin) => `${begin} judge: () => "Nothing is right.",`,
      );
      assert(mistaken !== mended, "the exercise is written in another way");
      Deno.writeTextFileSync(questions, mistaken);
      const run = async (line: string): Promise<CommandResult> =>
        await runTaskAlone("gradebook", line.split(" "), {
          typedIn: folder,
          top,
        });
      const first = await run("hw --roster roster.csv");
      assertEquals(first.code, 0, first.err);
      const told = "The questions have changed since this homework was given";
      assertStringIncludes(first.err, told);
      const before = bookIn(`${folder}/hw-graded`);
      Deno.writeTextFileSync(questions, mended);
      const again = await run("hw --roster roster.csv --regrade 5.2");
      assertEquals(again.code, 0, again.err);
      assert(!again.err.includes(told), again.err);
      assertMatch(again.out, /marks? changed:/);
      assertStringIncludes(
        again.err,
        "has changed as well, and those marks stay",
      );
      const after = bookIn(`${folder}/hw-graded`);
      let changed = 0;
      for (const [i, { marks, at }] of after.students.entries()) {
        const old = before.students[i]!;
        assertEquals(at, old.at);
        for (const [k, mark] of marks.entries()) {
          if (mark.item !== "5.2") assertEquals(mark, old.marks[k]);
          else if (mark.points !== old.marks[k]!.points) changed += 1;
        }
      }
      const [head, ...rows] = parse(
        Deno.readTextFileSync(`${folder}/hw-graded/changes.csv`),
      );
      assertEquals(head, ["student_id", "item", "from", "to", "why"]);
      assertEquals(rows.map((row) => row[1]), Array(changed).fill("5.2"));
      assert(changed > 0);
      const right = await gradebook(
        folder,
        "hw --roster roster.csv --to right",
      );
      assertEquals(right.code, 0);
      assertEquals(
        bookIn(`${folder}/right`).students.map(({ marks }) => marks),
        after.students.map(({ marks }) => marks),
      );
    },
  ),
);

Deno.test(
  temporaryTest(
    "gradebook applies overrides, lists them, and refuses bad ones before it grades",
    async (folder) => {
      await handIn(folder, 3);
      const write = (text: string): void =>
        Deno.writeTextFileSync(`${folder}/overrides.csv`, text);
      write("student,item,points\nnobody,5.1,1\n007,5.1,9\n");
      const line = "hw --roster roster.csv --overrides overrides.csv";
      const refused = await gradebook(folder, line);
      assertEquals(refused.code, 2);
      assertEquals(refused.err.split("\n").slice(0, 2), [
        'overrides.csv, line 2: there is no student "nobody"',
        'overrides.csv, line 3: 5.1 gives 0 to 2 points, whole numbers: found "9"',
      ]);
      assertEquals([...Deno.readDirSync(folder)].length, 3);
      write(
        "student,item,points,status,why\n007,5.1,1,,a typo\n7,,,excused,ill\n",
      );
      const { code, out } = await gradebook(folder, line);
      assertEquals(code, 0);
      assertStringIncludes(
        out,
        "007: 5.1 1 points (a typo)\n  7: all excused (ill)",
      );
      const rows = parse(
        Deno.readTextFileSync(`${folder}/hw-graded/gradebook.csv`),
      );
      const [head, jane, other] = rows;
      assertEquals(jane![head!.indexOf("5.1")], "1");
      assertEquals(other!.slice(7), ["0", "0", "0", "0", "", "", "", "", ""]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "gradebook takes what is asked from the packs, if they agree",
    async (folder) => {
      await handIn(folder, 8);
      Deno.removeSync(`${folder}/hw/homework.json`);
      const { code, err } = await gradebook(folder, "hw --to packed");
      assertEquals(code, 0, err);
      const manifest = await homework();
      const drawnAnew = { ...manifest, seed: 8 };
      const pack = await packText({ ...nobody, id: "x" }, drawnAnew);
      Deno.writeTextFileSync(`${folder}/hw/x.json`, pack);
      const other = await gradebook(folder, "hw");
      assertEquals(other.code, 2);
      assertMatch(
        other.err,
        /the packs in "hw" are of 2 homeworks.*--homework/,
      );
    },
  ),
);

Deno.test(
  temporaryTest(
    "gradebook writes into its own folder, whatever a student is called",
    async (folder) => {
      const manifest = await homework();
      const ids = ["../x", "CON", "Ada", "ada", "=1+1", "a/b", "x".repeat(90)];
      const packs = await Promise.all(
        ids.map(async (id, i) =>
          [`${i}.json`, await packText({ ...nobody, id }, manifest)] as const
        ),
      );
      writeDelivery(`${folder}/hw`, new Map(packs));
      const { code, err } = await gradebook(folder, "hw");
      assertEquals(code, 0, err);
      assertEquals(
        [...Deno.readDirSync(folder)].map(({ name }) => name).sort(),
        ["hw", "hw-graded"],
      );
      const paths = Object.keys(filesIn(`${folder}/hw-graded/results`));
      assertEquals(paths.length, ids.length);
      for (const path of paths) {
        assertMatch(path, /^\/\w[\w.@-]*~[0-9a-f]{8}\.json$/);
      }
      const again = await gradebook(folder, "hw --resume");
      assertMatch(again.err, /^7 submissions of an earlier run/);
    },
  ),
);

Deno.test(
  temporaryTest(
    "gradebook refuses in one line what it cannot use, and writes nothing",
    async (folder) => {
      await handIn(folder, 2);
      Deno.mkdirSync(`${folder}/empty`);
      Deno.mkdirSync(`${folder}/full`);
      Deno.writeTextFileSync(`${folder}/full/mine.txt`, "mine");
      const lines: [line: string, says: RegExp][] = [
        ["", /^A folder with what the class handed in was expected/],
        ["nowhere", /^"nowhere" is not there: .* into a folder/],
        ["roster.csv", /^"roster.csv" is no folder/],
        [
          "empty",
          /there is no homework.json in "empty", and no pack.*--homework/,
        ],
        ["hw --to full", /^"full" holds other files, and no gradebook/],
        ["hw --to hw/graded", /^--to takes a folder beside/],
        ["hw --regrade 5.1", /^"hw-graded" has no gradebook yet/],
        [
          "hw --regrade 9.9 --resume",
          /^("hw-graded" has no|--regrade takes items)/,
        ],
        ["hw --homework roster.csv", /^--homework takes the homework.json/],
        ["hw --roster hw/homework.json", /^--roster takes a CSV/],
        [
          "hw --overrides roster.csv",
          /^roster.csv, line 1: expected student,item/,
        ],
        ["hw --canvas roster.csv", /^--canvas "roster.csv": /],
        ["hw --junit full/mine.txt", /^--junit takes a new file/],
      ];
      for (const [line, says] of lines) {
        const { code, out, err } = await gradebook(folder, line);
        assertEquals([code, out], [2, ""], line);
        assertMatch(err, says);
        assertEquals(err.trimEnd().split("\n").length <= 2, true, err);
      }
      assertEquals(
        [...Deno.readDirSync(folder)].map(({ name }) => name).sort(),
        ["empty", "full", "hw", "roster.csv"],
      );
    },
  ),
);
