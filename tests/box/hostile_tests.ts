import { assert, assertEquals } from "@std/assert";
import { askSubmission } from "../../lib/box/asking.ts";
import { type Box, openBox } from "../../lib/box/box.ts";
import { commandIn } from "../../lib/box/command.ts";
import { findGuard } from "../../lib/box/guard.ts";
import { usedByClock } from "../../lib/box/meter.ts";
import { BoxPlace } from "../../lib/box/place.ts";
import { run } from "../../lib/box/run.ts";
import { choicesAt } from "../../lib/grade/exercise_choice.ts";
import { foreignImports } from "../../lib/grade/imports.ts";
import type { PlacedGrade } from "../../lib/grade/report.ts";
import {
  type ExerciseFolder,
  loadAllExercises,
} from "../../lib/workbook/content.ts";
import { openHoles } from "../../lib/workbook/hole.ts";
import { runningTest, temporaryTest } from "../command.ts";
import { quickLimits, solutionOf, solved, stubOf, whyOf } from "./graded.ts";
import { type Hostile, hostilesOf, unseenImports } from "./hostile.ts";

/** What is asked of each submission: 5.2 is the hostile one, 5.1 stands in the same file. */
const chosen: Readonly<Record<number, readonly number[]>> = {
  4: [2],
  5: [0, 1],
  8: [2],
};

type Files = ReadonlyMap<string, string>;
type Grades = Readonly<Record<string, PlacedGrade>>;

/** A class: a box, and what each has handed in. */
class Class {
  readonly #box: Box;
  readonly #folders: readonly ExerciseFolder[];

  constructor(box: Box, folders: readonly ExerciseFolder[]) {
    this.#box = box;
    this.#folders = folders;
  }

  /** Our answers, but for the files of lesson 5. */
  with(own: Readonly<Record<string, string>> = {}): Files {
    const files = solved(this.#folders);
    for (const [name, text] of Object.entries(own)) {
      files.set(`${this.slug}/${name}`, text);
    }
    return files;
  }

  get slug(): string {
    return this.#folders.find(({ lesson }) => lesson.number === 5)!.lesson.slug;
  }

  /** Grades all, two at a time; then what was late, each alone. */
  async grade(all: readonly Files[]): Promise<Grades[]> {
    const choices = this.#folders.map((folder) => ({
      folder,
      chosen: chosen[folder.lesson.number]!,
    }));
    const left = [...all.entries()];
    const graded: Grades[] = [];
    const late = new Map<number, readonly string[]>();
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) {
        const [i, files] = next;
        const boxed = await this.#box.grade({ files, choices });
        graded[i] = byPlace(boxed.lessons);
        if (boxed.late.length > 0) late.set(i, boxed.late);
      }
    };
    await Promise.all([work(), work()]);
    for (const [i, places] of late) {
      const lessons = await this.#box.gradeAlone({
        files: all[i]!,
        choices: choicesAt(choices, (place) => places.includes(place)),
      });
      graded[i] = { ...graded[i], ...byPlace(lessons) };
    }
    return graded;
  }
}

function byPlace(
  lessons: readonly { readonly grades: readonly PlacedGrade[] }[],
): Grades {
  return Object.fromEntries(
    lessons.flatMap(({ grades }) => grades.map((one) => [one.place, one])),
  );
}

async function foldersOf(): Promise<ExerciseFolder[]> {
  return (await loadAllExercises())
    .filter(({ lesson }) => lesson.number in chosen);
}

/** What must not be seen in a grade: a place on this machine, a command to a terminal. */
const unseen = /\/tmp|box-|canary|(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** Says what is not as it must be. */
function complaintOf(
  { name, state, told, sparesFile }: Hostile,
  grades: Grades,
): string[] {
  const states = Object.fromEntries(
    Object.entries(grades).map(([place, { status }]) => [place, status]),
  );
  const wanted = { "4.3": "passed", "5.2": state, "8.3": "passed" };
  const isRight = Object.entries(wanted)
    .every(([place, status]) => states[place] === status) &&
    (!sparesFile || states["5.1"] === "passed");
  const why = whyOf(grades, "5.2");
  const isTold = told.test(why) && !unseen.test(JSON.stringify(grades));
  return isRight && isTold
    ? []
    : [`${name}: ${JSON.stringify(states)} ${why.slice(0, 300)}`];
}

/** Reads what Linux says: a shell may, where tests may not. */
function proc(path: string): string {
  const { stdout } = new Deno.Command("sh", {
    args: ["-c", `echo $$; cat /proc/${path} 2> /dev/null`],
    stderr: "null",
  }).outputSync();
  return new TextDecoder().decode(stdout);
}

/** Lists what a process has started and has not ended, without the shell that is asked. */
function childrenOf(pid: number): number[] {
  const [shell, ...children] = proc(`${pid}/task/*/children`).split(/\s+/);
  return children.filter((one) => one !== shell && one !== "").map(Number);
}

/** Does something while the temporary folder is another one, and something stands in the environment. */
async function inSurroundings(
  folder: string,
  act: () => Promise<void>,
): Promise<void> {
  const set = { TMPDIR: folder, ZERO_COPY_CANARY: "canary" };
  const before = Object.keys(set).map((name) =>
    [name, Deno.env.get(name)] as const
  );
  for (const [name, value] of Object.entries(set)) Deno.env.set(name, value);
  try {
    await act();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    }
  }
}

Deno.test(
  temporaryTest(
    "hostile submissions get their verdicts, change nobody's marks, and leave nothing",
    async (folder) => {
      const isLinux = Deno.build.os === "linux";
      const before = isLinux ? childrenOf(Deno.pid) : [];
      const canary = `${folder}/canary.txt`;
      Deno.writeTextFileSync(canary, "canary");
      await inSurroundings(folder, async () => {
        const folders = await foldersOf();
        await using box = await openBox(folders, [7], quickLimits);
        const all = new Class(box, folders);
        const [four, five] = folders as [ExerciseFolder, ExerciseFolder];
        const hostiles = hostilesOf({
          ours: solutionOf(five),
          stub: stubOf(five),
          other: solutionOf(four),
          canary,
        });
        assert(hostiles.length >= 100, `there are ${hostiles.length}`);
        const honest = all.with();
        const graded = await all.grade([
          honest,
          ...hostiles.map(({ files }) => all.with(files)),
          honest,
        ]);
        const [first, ...others] = graded as [Grades, ...Grades[]];
        const states = Object.values(first).map(({ status }) => status);
        assertEquals(states, Array(4).fill("passed"));
        assertEquals(others.at(-1), first);
        const complaints = hostiles.flatMap((one, i) =>
          complaintOf(one, others[i]!)
        );
        assert(complaints.length === 0, `\n${complaints.join("\n")}\n`);
      });
      assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), [
        "canary.txt",
      ]);
      assertEquals(Deno.readTextFileSync(canary), "canary");
      if (isLinux) assertEquals(childrenOf(Deno.pid), before);
    },
  ),
);

Deno.test(
  temporaryTest(
    "what a look at the text would miss leads nowhere either",
    async (folder) => {
      const canary = `${folder}/canary.txt`;
      Deno.writeTextFileSync(canary, "canary");
      const folders = await foldersOf();
      const five = folders.find(({ lesson }) => lesson.number === 5)!;
      const place = await BoxPlace.make(folders);
      const guard = await findGuard();
      try {
        const [slot, other] = [place.take(), place.take()];
        const path = `${five.lesson.slug}/answer.ts`;
        place.fill(other, new Map([[path, solutionOf(five)]]));
        const begin = `const canary = ${JSON.stringify(canary)};`;
        const [exercise] = [five.exercises[1]!];
        for (const code of unseenImports) {
          const text = `${begin}\nconst found = ${code};
            export const countSwitches = () => String(found);`;
          place.fill(slot, new Map([[path, text]]));
          const came = await askSubmission([{
            folder: five,
            left: [1],
            isPure: false,
          }], {
            asked: new Map([[exercise, [{ args: [1, 1] }]]]),
            slot,
            patience: { limitMs: () => 2000, mostLate: 1 },
            run: (options) =>
              run(commandIn(place, slot, guard), {
                ...options,
                used: () => Promise.resolve(usedByClock()),
              }),
          });
          const what = came.get("5.2")!;
          assert("failure" in what, `${code}: ${JSON.stringify(what)}`);
          assertEquals(what.failure.lacks, "module", code);
        }
      } finally {
        place.remove();
      }
    },
  ),
);

/** What has as many beginnings as it has letters, and no end. */
const endless = [
  ...["/[", "/*", "/**\n", '\\"', "\\`", "import ", "import * ", "import {"],
  ...["import a, ", "{ import", "export {", "{todo(", "export * from "],
];

Deno.test({
  name: "a text that is made to be read for long is read",
  fn: () => {
    for (const part of endless) {
      for (const begin of ["", "`", "/*", "/*\n".padEnd(20_000, "\n")]) {
        const text = begin + part.repeat(60_000 / part.length);
        assertEquals(openHoles(text), []);
        foreignImports(text, []);
      }
    }
  },
  timeout: 120_000,
});

/** Waits until something is there. */
async function until<Found>(
  find: () => Found | undefined | false,
): Promise<Found> {
  for (;;) {
    const found = find();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What Linux says of a process; nothing, if it has ended. */
function procOf(pid: number): { cpu: number; command: string } | undefined {
  const stat = proc(`${pid}/stat`);
  const [state, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (!stat.includes(")") || state === "Z" || state === "X") return undefined;
  return { cpu: Number(rest[10]), command: proc(`${pid}/cmdline`) };
}

Deno.test({
  ...temporaryTest(
    "a looping answer ends with a grader that is killed, and its folder goes",
    async (folder) => {
      const { before } = await findGuard();
      // Where there is none, the box says that this is not limited.
      if (!before.includes("setpriv")) return;
      const grader = new Deno.Command(Deno.execPath(), {
        args: [
          ...["run", "--no-check", "--allow-all"],
          new URL("looping_grader.ts", import.meta.url).href,
        ],
        env: { TMPDIR: folder },
        stdin: "null",
        stdout: "null",
        stderr: "null",
      }).spawn();
      const looping = await until(() =>
        childrenOf(grader.pid).find((pid) => {
          const { cpu = 0, command = "" } = procOf(pid) ?? {};
          return command.includes("box/child.ts") && cpu > 30;
        })
      );
      assertEquals([...Deno.readDirSync(folder)].length, 1);
      grader.kill("SIGKILL");
      await grader.status;
      await until(() => procOf(looping) === undefined);
      await until(() => [...Deno.readDirSync(folder)].length === 0);
    },
  ),
  ...(Deno.build.os !== "linux" && { ignore: true }),
});

/** Processes that have nothing to do but to keep the machine busy, and end by themselves. */
function startBusy(number: number): Deno.ChildProcess[] {
  const script = "i=0; while [ $i -lt 40000000 ]; do i=$((i+1)); done";
  return Array.from({ length: number }, () =>
    new Deno.Command("sh", {
      args: ["-c", script],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn());
}

Deno.test({
  ...runningTest(
    "a busy machine gives the marks of a quiet one",
    async () => {
      const folders = await foldersOf();
      const five = folders.find(({ lesson }) => lesson.number === 5)!;
      const [ours, stub] = [solutionOf(five), stubOf(five)];
      const all = hostilesOf({ ours, stub, other: ours, canary: "" });
      const hanging = all.filter(({ told }) => /CPU|waits/.test(told.source));
      const some = [all[0]!, all.at(-1)!, ...hanging.slice(0, 2)];
      const grade = async (): Promise<unknown> => {
        await using box = await openBox(folders, [7], quickLimits);
        const work = new Class(box, folders);
        const files = some.map(({ files }) => work.with(files));
        const grades = await work.grade([work.with(), ...files, work.with()]);
        return grades.map((one) =>
          Object.values(one).map(({ place, status }) => `${place} ${status}`)
        );
      };
      const quiet = await grade();
      const busy = startBusy(10);
      try {
        assertEquals(await grade(), quiet);
      } finally {
        for (const one of busy) {
          try {
            one.kill("SIGKILL");
          } catch {
            // It has ended by itself.
          }
          await one.status;
        }
      }
    },
  ),
  ...(Deno.build.os === "windows" && { ignore: true }),
});
