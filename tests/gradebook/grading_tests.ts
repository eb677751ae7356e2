import { assertEquals } from "@std/assert";
import type { BoxWork } from "../../lib/box/box.ts";
import {
  type Asked,
  type Grader,
  gradeWorks,
  type Work,
} from "../../lib/gradebook/grading.ts";
import type { Result } from "../../lib/gradebook/results.ts";
import type { ExerciseFolder } from "../../lib/workbook/content.ts";
import { passing, passingGrader } from "./made_up_grader.ts";

/** Of a folder, no more than grading looks at. */
const folder = {
  lesson: { number: 5, slug: "05_read_write", title: "Read" },
} as unknown as ExerciseFolder;

const asked: Asked = {
  items: ["P5", "5.1", "5.2"].map((id) => ({
    id,
    lesson: 5,
    name: "x",
    points: 2,
  })),
  choices: [{ folder, chosen: [0, 1] }],
  seed: 9,
  digests: new Map([["P5", "p"], ["5.1", "a"], ["5.2", "b"]]),
};

function workOf(student: string, more: Partial<Work> = {}): Work {
  const submission = {
    source: student,
    claim: {},
    files: new Map([["05_read_write/answer.ts", student]]),
    predictions: new Map(),
    notes: [],
  };
  const problem = {
    ...{ lesson: 5, seed: 3, title: "", given: [] },
    blanks: [],
  };
  return {
    ...{ student, submission, digest: `d${student}`, known: {} },
    ...{ problems: [problem], predictionSeed: 3 },
    ...more,
  };
}

/** Grades, and lists what was done. */
async function run(
  works: readonly Work[],
  grader: Grader = passingGrader,
  atOnce = 2,
): Promise<{ done: string[]; kept: Result[]; broken: string[] }> {
  const done: string[] = [];
  const kept: Result[] = [];
  const { broken } = await gradeWorks(works, asked, {
    ...{ grader, atOnce },
    keep: (result) => kept.push(result),
    onDone: ({ student }) => done.push(student),
    onAgain: ({ student }) => done.push(`${student} again`),
  });
  return { done, kept, broken: [...broken].flat() };
}

function statuses({ items }: Result): string[] {
  return Object.entries(items).map(([id, { status }]) => `${id} ${status}`);
}

Deno.test("gradeWorks() keeps a result when its submission is graded, in the order of the items", async () => {
  const { kept } = await run([workOf("a")]);
  assertEquals(kept, [{
    result: 1,
    student: "a",
    submission: "da",
    items: {
      P5: { status: "missing", seed: 3, asked: "p" },
      "5.1": { status: "passed", seed: 9, asked: "a" },
      "5.2": { status: "passed", seed: 9, asked: "b" },
    },
  }]);
});

Deno.test("gradeWorks() asks nothing of a lesson that was not handed in", async () => {
  const none = { ...workOf("a").submission, files: new Map() };
  const grader = {
    ...passingGrader,
    grade: () => Promise.reject(new Error("asked")),
  };
  const { kept, done } = await run([workOf("a", { submission: none })], grader);
  assertEquals(kept.map(statuses), [
    ["P5 missing", "5.1 missing", "5.2 missing"],
  ]);
  assertEquals(done, ["a"]);
});

Deno.test("gradeWorks() asks only what is not known, and writes nothing if all is", async () => {
  const known = {
    P5: { status: "failed", seed: 3, asked: "old" },
    "5.1": { status: "failed", seed: 1, asked: "old" },
  } as const;
  const { kept } = await run([workOf("a", { known })]);
  assertEquals(kept.map(({ items }) => items), [{
    ...known,
    "5.2": { status: "passed", seed: 9, asked: "b" },
  }]);
  const all = { ...known, "5.2": known["5.1"] };
  assertEquals((await run([workOf("a", { known: all })])).kept, []);
});

Deno.test("gradeWorks() tries again alone what ran out of time, and keeps no result of it before", async () => {
  let running = 0;
  const alone: string[] = [];
  const grader: Grader = {
    grade: async (answers) => {
      running += 1;
      await Promise.resolve();
      running -= 1;
      const isLate = answers.files.get("05_read_write/answer.ts") !== "b";
      return { lessons: passing(answers), late: isLate ? ["5.2"] : [] };
    },
    gradeAlone: (answers) => {
      assertEquals(running, 0);
      alone.push(...answers.choices.map(({ chosen }) => chosen.join()));
      return Promise.resolve(passing(answers));
    },
  };
  const { done, kept } = await run(
    ["a", "b", "c"].map((id) => workOf(id)),
    grader,
  );
  assertEquals(done.slice(3), ["a again", "c again"]);
  assertEquals(alone, ["1", "1"]);
  const ofA = kept.filter(({ student }) => student === "a").map(statuses);
  assertEquals(ofA, [
    ["P5 missing", "5.1 passed"],
    ["P5 missing", "5.1 passed", "5.2 passed"],
  ]);
});

Deno.test("gradeWorks() goes on where one cannot be graded, tries it again, and says so", async () => {
  const failing = (only: string) => (answers: BoxWork) =>
    answers.files.get("05_read_write/answer.ts") === only
      ? Promise.reject(new Error("no room"))
      : passingGrader.grade(answers);
  const works = ["a", "b", "c"].map((id) => workOf(id));
  const mended = await run(works, { ...passingGrader, grade: failing("b") }, 1);
  assertEquals(mended.done, ["a", "b", "c", "b again"]);
  assertEquals(mended.broken, []);
  const lasting = await run(works, {
    grade: failing("b"),
    gradeAlone: () => Promise.reject(new Error("no room")),
  }, 1);
  assertEquals(lasting.broken, ["b", "It threw Error: no room"]);
  assertEquals(lasting.kept.map(statuses), [
    ["P5 missing", "5.1 passed", "5.2 passed"],
    ["P5 missing"],
    ["P5 missing", "5.1 passed", "5.2 passed"],
  ]);
});

Deno.test("gradeWorks() grades no more at once than it may, and each once", async () => {
  let most = 0;
  let running = 0;
  const grader: Grader = {
    ...passingGrader,
    grade: async (answers) => {
      most = Math.max(most, running += 1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      return await passingGrader.grade(answers);
    },
  };
  const ids = Array.from({ length: 9 }, (_, i) => String(i));
  const { done } = await run(ids.map((id) => workOf(id)), grader, 3);
  assertEquals(most, 3);
  assertEquals(done.sort(), ids);
});
