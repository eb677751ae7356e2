import { assert, assertEquals, assertMatch } from "@std/assert";
import { carryOut, mark, planCopy } from "../../lib/workbook/copy_workbook.ts";
import { openHoles } from "../../lib/workbook/hole.ts";
import {
  type CommandResult,
  inParallel,
  runDeno,
  runTask,
  temporaryTest,
} from "../command.ts";
import { makeLink, specialFilesTest } from "../special_files.ts";
import { slug, Workbook } from "../workbook.ts";

const answer = `exercises/${slug}/answer.ts`;

/** Types `deno task start` in the folder that holds a copy. */
async function start(
  book: Workbook,
  ...args: string[]
): Promise<CommandResult> {
  const typedIn = book.top.replace(/\/[^/]*$/, "");
  return await runTask("start", args, { top: book.top, typedIn });
}

/** What `start` copies: a workbook whose library is no link, with the exercises of one lesson. */
function whole(folder: string): Workbook {
  const book = new Workbook(folder, "workbook", true);
  for (const kind of ["exercises", "solutions"]) {
    for (
      const { name, isDirectory } of Deno.readDirSync(`${book.top}/${kind}`)
    ) {
      if (name === slug || !isDirectory) continue;
      Deno.removeSync(`${book.top}/${kind}/${name}`, { recursive: true });
    }
  }
  return book;
}

function read(path: string): string {
  return Deno.readTextFileSync(path);
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

Deno.test(
  temporaryTest(
    "start makes a folder in which the tasks work, with all open",
    async (folder) => {
      const book = whole(folder);
      book.answer = "// somebody's answer\n";
      Deno.writeTextFileSync(
        `${book.top}/exercises/${slug}/answer.1.bak.ts`,
        "",
      );
      Deno.mkdirSync(`${book.top}/.git`);
      Deno.writeTextFileSync(`${book.top}/.git/config`, "");
      const made = await start(book, "new/mine");
      assertEquals([made.code, made.err], [0, ""]);
      assertMatch(
        made.out,
        /^\d+ files written to new\/mine, 0 answers kept\.\nNext: cd new\/mine, then deno task lesson 1\n$/,
      );
      const mine = `${folder}/new/mine`;
      assertEquals(read(`${mine}/${answer}`), book.stub);
      assert(!exists(`${mine}/.git`), "its history is its own");
      assert(!exists(`${mine}/exercises/${slug}/answer.1.bak.ts`), "a copy");
      const tests = [...Deno.readDirSync(`${mine}/tests`)];
      assertEquals(tests.map(({ name }) => name).sort(), [
        "answers_test.ts",
        "house_rules.ts",
      ]);
      const own = await runDeno(["task", "--quiet", "test"], { top: mine });
      assertEquals([own.code, own.out], [2, ""]);
      assertMatch(
        own.err,
        /^The tests of the workbook stay .* Try: deno test\n$/,
      );
      const lint = await runDeno(["lint", "--quiet", "lessons"], { top: mine });
      assertEquals([lint.code, lint.err], [0, ""]);
      const graded = await runDeno(["task", "--quiet", "grade"], { top: mine });
      const open = openHoles(book.stub).length;
      assert(graded.out.startsWith(`0 passed, 0 failed, ${open} open\n`));
      assertEquals([graded.code, graded.err], [1, ""]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "an update keeps begun answers and tells which exercises have changed",
    async (folder) => {
      const book = whole(folder);
      book.repeatAsLesson6();
      assertEquals((await start(book, "mine")).code, 0);
      const mine = `${folder}/mine`;
      const begun = `${book.solution}// mine\n`;
      Deno.writeTextFileSync(`${mine}/${answer}`, begun);
      Deno.writeTextFileSync(`${mine}/notes.txt`, "mine");
      Deno.writeTextFileSync(`${mine}/README.md`, "old");

      const same = await start(book, "mine", "--yes");
      assertEquals([same.code, same.err], [0, ""]);
      assertMatch(
        same.out,
        /^\d+ files written to mine, 1 answer kept\.\nNext: cd mine, then deno task progress\n$/,
      );
      assertEquals(read(`${mine}/${answer}`), begun);

      const newer = `${book.stub}// newer\n`;
      for (const lesson of [slug, "06_mmap_write"]) {
        const exercises = `${book.top}/exercises/${lesson}`;
        Deno.writeTextFileSync(`${exercises}/questions.ts`, "// new\n", {
          append: true,
        });
        Deno.writeTextFileSync(`${exercises}/answer.ts`, newer);
      }
      const changed = await start(book, "mine", "--yes");
      const told = changed.out.split("\n").slice(1, -2);
      assertEquals(told, [
        `The exercise has changed, your answer has not: ${answer}`,
        "Where grade misses an export, as of a new exercise: deno task reset " +
        "N.k puts it in, and leaves the others",
      ]);
      assertEquals(read(`${mine}/${answer}`), begun);
      assertEquals(
        read(`${mine}/${answer.replace(slug, "06_mmap_write")}`),
        newer,
        "an untouched answer is brought up to date",
      );
      assertEquals(read(`${mine}/notes.txt`), "mine");
      assertEquals(read(`${mine}/README.md`), read(`${book.top}/README.md`));
    },
  ),
);

Deno.test(
  temporaryTest(
    "an update asks first, and cannot without a terminal",
    async (folder) => {
      const book = whole(folder);
      const to = `${folder}/mine`;
      carryOut(planCopy(book.top, to));
      Deno.writeTextFileSync(`${to}/README.md`, "old");
      const { code, out, err } = await start(book, "mine");
      assertEquals({ code, out, err }, {
        code: 2,
        out: "",
        err:
          "Without a terminal, start cannot ask before an update. Try: deno " +
          "task start mine --yes\n",
      });
      assertEquals(read(`${to}/README.md`), "old");
    },
  ),
);

Deno.test(
  temporaryTest(
    "start refuses what is no place for a learner's folder, and writes nothing",
    async (folder) => {
      const book = whole(folder);
      Deno.writeTextFileSync(`${folder}/file`, "mine");
      Deno.mkdirSync(`${folder}/other`);
      Deno.writeTextFileSync(`${folder}/other/file`, "mine");
      for (const name of ["deno.json", "exercises", "lessons"]) {
        Deno.mkdirSync(`${folder}/foreign/${name}`, { recursive: true });
      }
      Deno.mkdirSync(`${folder}/deno/exercises`, { recursive: true });
      Deno.writeTextFileSync(`${folder}/deno/deno.json`, '{"imports": {}}');
      Deno.mkdirSync(`${folder}/marked`);
      Deno.writeTextFileSync(`${folder}/marked/${mark}`, "my own");
      const within =
        "lies in the workbook that this is. Try: deno task start ../another-w";
      const cases: readonly [dir: string, says: string][] = [
        ["file", '"file" is a file. Try: deno task start ../another-workbook'],
        ["file/mine", '"file/mine" is a file.'],
        ["file/", '"file/" is a file.'],
        ["other", '"other" holds something else.'],
        ["foreign", '"foreign" holds something else.'],
        ["deno", '"deno" holds something else.'],
        ["marked", '"marked" holds something else.'],
        ["workbook", `"workbook" ${within}`],
        ["workbook/mine", `"workbook/mine" ${within}`],
        ["workbook/a/b", `"workbook/a/b" ${within}`],
        ["./other/../workbook/lessons", `lessons" ${within}`],
      ];
      const ran = await inParallel(cases, ([dir]) => start(book, dir, "--yes"));
      for (const [i, { code, out, err }] of ran.entries()) {
        const [dir, says] = cases[i]!;
        assertEquals([code, out], [2, ""], dir);
        assert(
          err.startsWith("start takes a new or an empty folder, or a "),
          err,
        );
        assert(err.includes(says), err);
      }
      const [none, many] = await Promise.all([
        start(book),
        start(book, "a", "b"),
      ]);
      assertEquals([none.code, many.code], [2, 2]);
      for (const name of ["a", "workbook/mine", "workbook/a", "file/mine"]) {
        assert(!exists(`${folder}/${name}`), name);
      }
      assertEquals(read(`${folder}/file`), "mine");
      for (const name of ["other", "deno/exercises", "foreign/lessons"]) {
        const names = [...Deno.readDirSync(`${folder}/${name}`)];
        assertEquals(names.length, name === "other" ? 1 : 0, name);
      }
    },
  ),
);

Deno.test(
  specialFilesTest(
    "start refuses a link that leads to no folder, and follows one that does",
    async (folder) => {
      const book = whole(folder);
      Deno.writeTextFileSync(`${folder}/file`, "mine");
      Deno.mkdirSync(`${folder}/empty`);
      await makeLink("nowhere", `${folder}/dangling`);
      await makeLink("loop", `${folder}/loop`);
      await makeLink("file", `${folder}/link`);
      await makeLink("empty", `${folder}/good`);
      for (
        const dir of ["dangling", "dangling/mine", "dangling/", "loop", "link"]
      ) {
        const { code, out, err } = await start(book, dir);
        assertEquals([code, out], [2, ""], dir);
        const says = `: "${dir}" is a link, and leads to no folder. Try: `;
        assert(err.includes(says), err);
      }
      assertEquals(read(`${folder}/file`), "mine");
      assertEquals((await start(book, "good")).code, 0);
      assert(exists(`${folder}/empty/${answer}`));
    },
  ),
);

Deno.test(
  temporaryTest(
    "start takes an empty folder, and one beside the workbook with a longer name, and says how to go there",
    async (folder) => {
      const book = whole(folder);
      Deno.mkdirSync(`${folder}/empty`);
      Deno.mkdirSync(`${folder}/workbook2/.git`, { recursive: true });
      const cases: readonly [dir: string, cd: string][] = [
        ["empty", "empty"],
        ["workbook2", "workbook2"],
        [`${folder}/whole/path`, `${folder}/whole/path`],
        ["my book/", '"my book/"'],
        ["a;b", '"a;b"'],
        [
          "$(id)'s",
          Deno.build.os === "windows" ? `"$(id)'s"` : "'$(id)'\\''s'",
        ],
      ];
      for (const [dir, cd] of cases) {
        const { code, out } = await start(book, dir);
        assertEquals(code, 0, dir);
        assert(out.endsWith(`Next: cd ${cd}, then deno task lesson 1\n`), out);
      }
      assertEquals(exists(`${folder}/whole/path/${answer}`), true);
    },
  ),
);

Deno.test(
  temporaryTest(
    "start goes on without a question where it was interrupted",
    async (folder) => {
      const book = whole(folder);
      const to = `${folder}/mine`;
      const { renameSync } = Deno;
      let renamed = 0;
      const rename: typeof renameSync = (from, to) => {
        if (renamed++ < 20) renameSync(from, to);
        else throw new Error("Input/output error (os error 5): rename");
      };
      Object.assign(Deno, { renameSync: rename });
      const { code, out, err } = await start(book, "mine");
      Object.assign(Deno, { renameSync });
      assertEquals([code, out], [1, ""]);
      assertMatch(
        err,
        /^The system refused: Input.* The disk or the drive [^\n]*\n$/,
      );
      assert(!exists(`${to}/tests`), "it is not complete");
      assertEquals(exists(`${to}/${mark}`), true);
      Deno.writeTextFileSync(`${to}/${answer}`, "// mine\n");
      const again = await start(book, "mine");
      assertEquals([again.code, again.err], [0, ""]);
      assertMatch(again.out, /^\d+ files written to mine, 1 answer kept\.\n/);
      assertEquals(read(`${to}/${answer}`), "// mine\n");
      assertEquals(exists(`${to}/${mark}`), false);
    },
  ),
);

Deno.test(
  temporaryTest(
    "two starts into one folder at once do not get in each other's way",
    async (folder) => {
      const book = whole(folder);
      const both = await Promise.all(
        [1, 2].map(() => book.taskAlone("start", `${folder}/mine`)),
      );
      const busy = /^Another command is writing to \S*mine: let it end\n$/;
      for (const { code, err } of both) {
        if (code !== 0) assertMatch(err, busy);
      }
      assert(both.some(({ code }) => code === 0));
      assert(exists(`${folder}/mine/${answer}`));
      assertEquals(exists(`${folder}/mine/${mark}`), false);
    },
  ),
);

Deno.test(
  temporaryTest(
    "what learners began with in older folders still loads",
    async (folder) => {
      const book = whole(folder);
      const old = book.solution
        .replace("zero-copy/workbook/hole.ts", "zero-copy/grade/todo.ts") +
        [
          "basics/device_transfer.ts",
          "grade/todo.ts",
          "transfer/closed_form.ts",
          "transfer/fallback.ts",
          "transfer/linux.ts",
          "transfer/textbook.ts",
        ].map((path) => `export * from "zero-copy/${path}";\n`).join("");
      book.answer = old.replaceAll(/export \* from/g, "import");
      const { code, out } = await book.task("grade", "5.2");
      assertEquals(code, 0, out);
    },
  ),
);

Deno.test(
  temporaryTest(
    "a workbook in which somebody has begun, and no copy was kept, makes no folder for learners",
    async (folder) => {
      const book = whole(folder);
      Deno.removeSync(`${book.top}/.pristine`, { recursive: true });
      book.answer = book.solution;
      const { code, out, err } = await start(book, "mine");
      assertEquals([code, out], [2, ""]);
      assertEquals(
        err,
        `${answer} was begun in this workbook, before a copy of it was kept. ` +
          "Try: git checkout exercises\n",
      );
    },
  ),
);
