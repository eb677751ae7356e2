import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  carryOut,
  type CopyPlan,
  isUnfinished,
  mark,
  planCopy,
} from "../../lib/workbook/copy_workbook.ts";
import { UnfitFile } from "../../lib/workbook/file.ts";
import { copyAt } from "../../lib/workbook/pristine.ts";
import { temporaryTest } from "../command.ts";
import { type End, ends, interrupt } from "../interrupt.ts";
import { makeLink, makePipe, specialFilesTest } from "../special_files.ts";
import { copyFolder, fixture, slug } from "../workbook.ts";

const answer = `exercises/${slug}/answer.ts`;

const read = Deno.readTextFileSync;
const write = Deno.writeTextFileSync;

/** Makes a small workbook, which knows two lessons. */
function make(top: string): string {
  copyFolder(fixture, top);
  Deno.removeSync(`${top}/lessons`, { recursive: true });
  for (const kind of ["exercises", "solutions"]) {
    copyFolder(`${top}/${kind}/${slug}`, `${top}/${kind}/06_mmap_write`);
  }
  for (const name of ["README.md", "deno.json"]) write(`${top}/${name}`, "{}");
  makeTests(top);
  return top;
}

/** Tests as a workbook has them, and as older ones copied them. */
const tests = [
  "tests/answers_test.ts",
  "tests/deep/er/all_test.ts",
  "tests/deep/one_tests.ts",
  "tests/house_rules.ts",
  "tests/workbook_test.ts",
];

function makeTests(top: string): void {
  Deno.mkdirSync(`${top}/tests/deep/er`, { recursive: true });
  for (const path of tests) write(`${top}/${path}`, `// ${path}\n`);
}

/** What a learner's folder has of them. */
const learnersTests = [tests[0]!, tests[3]!];

/** Makes it a newer one: its tasks are others, and so is what learners begin with. */
function renew(top: string): void {
  for (const lesson of [slug, "06_mmap_write"]) {
    const folder = `${top}/exercises/${lesson}`;
    for (const file of ["README.md", "answer.ts"]) {
      const text = read(`${folder}/${file}`);
      write(`${folder}/${file}`, text.replaceAll("countSwitches", "count"));
    }
  }
}

function copy(from: string, to: string): CopyPlan {
  const plan = planCopy(from, to);
  assertEquals(plan.obstacles, []);
  carryOut(plan);
  return plan;
}

/** What lies in a folder: the texts of all files, by their paths. */
function treeOf(top: string, folder = ""): Record<string, string> {
  const entries = [...Deno.readDirSync(`${top}/${folder}`)];
  return Object.assign(
    {},
    ...entries.map(({ name, isDirectory }) => {
      const path = `${folder}${name}`;
      return isDirectory
        ? treeOf(top, `${path}/`)
        : { [path]: read(`${top}/${path}`) };
    }),
  );
}

/** The answers that there are. */
function answersIn(top: string): Record<string, string> {
  const paths = [answer, answer.replace(slug, "06_mmap_write")]
    .filter((path) => exists(`${top}/${path}`));
  return Object.fromEntries(
    paths.map((path) => [path, read(`${top}/${path}`)]),
  );
}

Deno.test(
  temporaryTest(
    "a copy that was interrupted anywhere loses no answer, and is the same when it is made again",
    async (folder) => {
      const book = make(`${folder}/book`);
      copy(book, `${folder}/old`);
      const stub = read(`${folder}/old/${answer}`);
      const begun = `${stub}// mine\n`;
      write(`${folder}/old/${answer}`, begun);
      write(`${folder}/old/notes.txt`, "mine");
      makeTests(`${folder}/old`);
      renew(book);
      const to = `${folder}/mine`;
      for (const first of ["none", "old"]) {
        const begin = (): void => {
          if (first === "old") copyFolder(`${folder}/old`, to);
        };
        const isLate = async (k: number, end: End): Promise<boolean> => {
          begin();
          const isCut = await interrupt(k, end, () => copy(book, to));
          const says = `${first}, ${end} at change ${k}`;
          for (const [path, text] of Object.entries(answersIn(to))) {
            const may = path === answer && first === "old"
              ? [begun]
              : [stub, read(`${book}/${path}`)];
            assert(may.includes(text), `${says}: ${path}`);
          }
          copy(book, to);
          assertEquals(treeOf(to), whole, says);
          Deno.removeSync(to, { recursive: true });
          return !isCut;
        };
        begin();
        copy(book, to);
        const whole = treeOf(to);
        assertEquals(whole["notes.txt"], first === "old" ? "mine" : undefined);
        Deno.removeSync(to, { recursive: true });
        for (const end of ends) {
          let k = 1;
          while (!await isLate(k, end)) k += 1;
          assert(k > 30, `${first}, ${end}: ${k} changes`);
        }
      }
    },
  ),
);

function testsIn(top: string): string[] {
  return Object.keys(treeOf(top)).filter((path) => path.startsWith("tests/"))
    .sort();
}

Deno.test(
  temporaryTest(
    "a learner's folder has no tests of the workbook, and loses those that an older one left",
    (folder) => {
      const book = make(`${folder}/book`);
      const to = `${folder}/mine`;
      assertEquals(copy(book, to).notes, []);
      assertEquals(testsIn(to), learnersTests);
      makeTests(to);
      assertEquals(copy(book, to).notes, []);
      assertEquals(testsIn(to), learnersTests);
      assertEquals(exists(`${to}/tests/deep`), false);
      assertEquals(testsIn(book), tests, "the workbook's stay");
    },
  ),
);

Deno.test(
  temporaryTest(
    "what is not the workbook's own, byte for byte, stays in a learner's folder",
    (folder) => {
      const book = make(`${folder}/book`);
      const to = `${folder}/mine`;
      copy(book, to);
      makeTests(to);
      const mine = {
        "tests/deep/mine_test.ts": read(`${book}/${tests[2]}`),
        "tests/deep/one_tests.ts": `${read(`${book}/${tests[2]}`)}// mine\n`,
        "tests/workbook_test.ts": "",
        ".exam/sitting.json": "{}",
        ".exam/7.md": "# Exam",
        ".golf/best.json": "{}",
      };
      for (const name of [".exam", ".golf"]) Deno.mkdirSync(`${to}/${name}`);
      for (const [path, text] of Object.entries(mine)) {
        write(`${to}/${path}`, text);
      }
      const { notes, removes } = copy(book, to);
      assertEquals(removes, ["tests/deep/er/all_test.ts"]);
      assertEquals(notes, [
        "Left alone in tests/, and not run by deno test: 3 files of an older " +
        "workbook, or of yours",
      ]);
      for (const [path, text] of Object.entries(mine)) {
        assertEquals(read(`${to}/${path}`), text);
      }
    },
  ),
);

Deno.test(
  specialFilesTest(
    "no link in a learner's folder leads to a test that is removed",
    async (folder) => {
      const book = make(`${folder}/book`);
      for (const path of ["tests", "tests/deep"]) {
        const to = `${folder}/${path.replace("/", "_")}`;
        copy(book, to);
        makeTests(to);
        Deno.removeSync(`${to}/${path}`, { recursive: true });
        await makeLink(`${book}/${path}`, `${to}/${path}`);
        copy(book, to);
        assertEquals(testsIn(book), tests, path);
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "what nobody has begun is brought up to date, and nothing else is taken for it",
    (folder) => {
      const book = make(`${folder}/book`);
      const to = `${folder}/mine`;
      copy(book, to);
      const old = read(`${to}/${answer}`);
      const stub = `${to}/exercises/${slug}/stub.ts`;
      const begun = old.replace("return todo(", "return Number(");
      renew(book);
      Deno.removeSync(`${to}/.pristine`, { recursive: true });
      const stateOf = (text: string, stubText?: string): string => {
        write(`${to}/${answer}`, text);
        if (stubText !== undefined) write(stub, stubText);
        const { kept, outdated, writes } = planCopy(book, to);
        if (writes.includes(answer)) return "replaced";
        return (kept.includes(answer) ? "kept" : "lost") +
          (outdated.includes(answer) ? ", outdated" : "");
      };
      assertEquals(stateOf(old), "kept", "no copy tells what it was");
      assertEquals(
        stateOf(old, old),
        "replaced",
        "as the first workbooks kept it",
      );
      assertEquals(
        stateOf(begun, begun),
        "kept, outdated",
        "cp answer.ts stub.ts",
      );
      assertEquals(stateOf(begun, old), "kept, outdated");
      assertEquals(stateOf(old, begun), "kept, outdated");
      assertEquals(stateOf(read(`${book}/${answer}`)), "replaced");
      Deno.mkdirSync(`${book}/.vscode`);
      write(`${book}/.vscode/settings.json`, "{}");
      const isWritten = (): boolean =>
        planCopy(book, to).writes.includes(".vscode/settings.json");
      assertEquals(isWritten(), true, "settings are given");
      Deno.mkdirSync(`${to}/.vscode`);
      write(`${to}/.vscode/settings.json`, '{ "mine": true }');
      assertEquals(isWritten(), false, "settings are given once");
      write(`${to}/exercises/${slug}/README.md`, "## 5.1 old\n");
      assertEquals(stateOf(old, old), "kept, outdated", "an unreadable page");
      write(`${to}/exercises/${slug}/README.md`, "");
      assertEquals(stateOf(old, old), "kept, outdated", "a page of no tasks");
      Deno.removeSync(`${to}/exercises/${slug}/README.md`);
      assertEquals(stateOf(old, old), "kept, outdated", "no page");
    },
  ),
);

Deno.test(
  specialFilesTest(
    "what is no file is left out of a copy, and left alone where it is an answer",
    async (folder) => {
      const book = make(`${folder}/book`);
      const to = `${folder}/mine`;
      copy(book, to);
      await makeLink("nowhere", `${book}/solutions/link`);
      await makeLink(".", `${book}/solutions/loop`);
      await makePipe(`${book}/exercises/pipe`);
      write(`${folder}/target.ts`, "// far\n");
      const answers = [slug, "06_mmap_write"].map((slug) =>
        `${to}/exercises/${slug}/answer.ts`
      );
      for (const path of answers) Deno.removeSync(path);
      await makeLink(`${folder}/target.ts`, answers[0]!);
      await makePipe(answers[1]!);
      await makePipe(`${to}/exercises/${slug}/stub.ts`);
      Deno.removeSync(`${to}/README.md`);
      await makePipe(`${to}/README.md`);

      const { notes, kept } = copy(book, to);
      assertEquals(kept.length, 2);
      assertEquals(notes.map((note) => note.replace(folder, "")).sort(), [
        `Left as it is: /mine/${answer} is a link: put the file itself there`,
        `Left as it is: /mine/${
          answer.replace(slug, "06_mmap_write")
        } is a device or a pipe, and no file`,
        "Not copied, as it is no file: exercises/pipe",
        "Not copied, as it is no file: solutions/link",
        "Not copied, as it is no file: solutions/loop",
      ]);
      assertEquals(read(`${folder}/target.ts`), "// far\n");
      assertEquals(Deno.lstatSync(answers[0]!).isSymlink, true);
      assertEquals(Deno.lstatSync(`${to}/README.md`).isFile, true);
      assertEquals(exists(`${to}/solutions/loop`), false);
    },
  ),
);

Deno.test(
  specialFilesTest(
    "what stands in the way of a copy is found before anything is written",
    async (folder) => {
      const book = make(`${folder}/book`);
      const cases: readonly [path: string, make: (at: string) => unknown][] = [
        ["solutions", (at) => write(at, "")],
        ["README.md", (at) => Deno.mkdirSync(at)],
        [".pristine", (at) => write(at, "")],
        ["exercises", (at) => makeLink("nowhere", at)],
        ["exercises", (at) => makeLink("exercises", at)],
      ];
      for (const [path, make] of cases) {
        const to = `${folder}/mine`;
        Deno.mkdirSync(to);
        await make(`${to}/${path}`);
        assertEquals(planCopy(book, to).obstacles, [path]);
        Deno.removeSync(to, { recursive: true });
      }
      const to = `${folder}/mine`;
      Deno.mkdirSync(to);
      Deno.mkdirSync(`${folder}/elsewhere`);
      await makeLink(`${folder}/elsewhere`, `${to}/exercises`);
      copy(book, to);
      assert(exists(`${folder}/elsewhere/${slug}/answer.ts`));
    },
  ),
);

Deno.test(
  temporaryTest(
    "an answer that was begun in the workbook, of which no copy was kept, cannot be copied",
    (folder) => {
      const book = make(`${folder}/book`);
      write(`${book}/${answer}`, "// begun\n");
      assertEquals(planCopy(book, `${folder}/mine`).begun, [answer]);
      const place = { top: `${folder}/mine`, slug };
      write(`${book}/${answer}`, read(`${fixture}/${answer}`));
      const { begun } = copy(book, `${folder}/mine`);
      assertEquals(begun, []);
      assertEquals(read(copyAt(place)), read(`${fixture}/${answer}`));
    },
  ),
);

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

Deno.test(
  temporaryTest(
    "a copy holds its folder until it ends, and knows its own mark only",
    (folder) => {
      const book = make(`${folder}/book`);
      const to = `${folder}/mine`;
      assertEquals(isUnfinished(to), false);
      Deno.mkdirSync(to);
      write(`${to}/${mark}`, "");
      assertEquals(isUnfinished(to), true);
      const plan = planCopy(book, to);
      const { renameSync } = Deno;
      let others = 0;
      Deno.renameSync = (from, place) => {
        if (others++ === 0) {
          assertEquals(isUnfinished(to), true);
          assertThrows(() => carryOut(plan), UnfitFile, "Another command is");
        }
        renameSync(from, place);
      };
      try {
        carryOut(plan);
      } finally {
        Deno.renameSync = renameSync;
      }
      assert(others > 1);
      assertEquals(treeOf(to)[mark], undefined);
      for (const text of ["", "mine", "This copy is mine\n"]) {
        write(`${to}/${mark}`, text);
        assertEquals(isUnfinished(to), false, text);
      }
      carryOut(plan);
      assertEquals(treeOf(to)[mark], undefined);
    },
  ),
);
