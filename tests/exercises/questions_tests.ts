import { assert, assertEquals, assertGreaterOrEqual, equal } from "@std/assert";
import { callerOf } from "../../lib/grade/caller.ts";
import { gradeExercise } from "../../lib/grade/grade.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import type { Case, Exercise } from "../../lib/workbook/exercise.ts";
import {
  anythingElse,
  readTasks,
  type Reasons,
} from "../../lib/workbook/exercise_page.ts";
import type { Plain } from "../../lib/workbook/plain.ts";
import { answerBy } from "../../lib/workbook/question.ts";
import { foldersIn, readingTest, readText } from "../source_tree.ts";

/** The seeds with which every exercise is tried. */
const seeds = Array.from({ length: 60 }, (_, i) => i + 1);

/** An exercise, and what its page says of it. */
interface Asked {
  readonly exercise: Exercise;
  readonly reasons: Reasons;
  /** The answers of our solution. */
  readonly solution: Readonly<Record<string, unknown>>;
}

async function exercisesOf(slug: string): Promise<Asked[]> {
  const { exercises } = await import(`../../exercises/${slug}/questions.ts`);
  const solution = await import(`../../solutions/${slug}/answer.ts`);
  const tasks = readTasks(readText(`exercises/${slug}/README.md`));
  return exercises.map((exercise: Exercise) => ({
    exercise,
    reasons: tasks.find(({ name }) => name === exercise.name)!.reasons,
    solution,
  }));
}

async function allExercises(): Promise<Asked[]> {
  const slugs = foldersIn("exercises");
  return (await Promise.all(slugs.map(exercisesOf))).flat();
}

/** The cases of each seed that gives others than the seeds before: what does not vary, once. */
function differing({ cases }: Exercise): Map<number, readonly Case[]> {
  const seen = new Set<string>();
  const first = cases(new Dice(seeds[0]!));
  const varies = first.some(({ args }) => args.length > 0);
  return new Map(
    (varies ? seeds : seeds.slice(0, 1)).flatMap((seed) => {
      const rolled = cases(new Dice(seed));
      const text = JSON.stringify(rolled);
      return seen.has(text) ? [] : (seen.add(text), [[seed, rolled]]);
    }),
  );
}

/** What is told to somebody who answers by an idea: nothing, if all passes. */
async function toldTo(
  { exercise, reasons }: Asked,
  answer: (args: readonly Plain[]) => unknown,
  seed: number,
): Promise<string | undefined> {
  const grade = await gradeExercise(
    exercise,
    (_, { args }) => Promise.resolve(answer(args)),
    { seeds: [seed], reasons },
  );
  return grade.status === "failed" ? grade.complaint.why : undefined;
}

/** Lists what cannot stand of one exercise: at most one complaint for each idea. */
async function complaintsAbout(asked: Asked): Promise<string[]> {
  const { exercise, reasons, solution } = asked;
  const complaints = new Map<string, string>();
  for (const [seed, rolled] of differing(exercise)) {
    const fixed = { ...asked, exercise: { ...exercise, cases: () => rolled } };
    const says = `${exercise.name}, seed ${seed}`;
    const own = await gradeExercise(fixed.exercise, callerOf(solution), {
      seeds: [seed],
      reasons,
    });
    if (own.status !== "passed") {
      complaints.set(
        "solution",
        `${says}: our solution ${JSON.stringify(own)}`,
      );
    }
    const why = await toldTo(fixed, (args) => exercise.right(...args), seed);
    if (why !== undefined) complaints.set("right", `${says}: right: ${why}`);
    for (const idea of Object.keys(exercise.wrong)) {
      const told = await toldTo(
        fixed,
        (args) => answerBy(exercise, idea, args),
        seed,
      ) ?? "it passes";
      if (told.endsWith(reasons[idea] ?? "no reason")) continue;
      complaints.set(idea, `${says}: "${idea}" is told: ${told}`);
    }
  }
  return [...complaints.values()];
}

Deno.test(
  readingTest(
    "with 60 seeds, what is right passes, and each wrong idea is told by its own reason",
    async () => {
      const complaints: string[] = [];
      for (const asked of await allExercises()) {
        complaints.push(...await complaintsAbout(asked));
      }
      assert(complaints.length === 0, `\n${complaints.join("\n")}\n`);
    },
  ),
);

/** Answers that an idea explains in part: to some of the cases, or in the field that it is about. */
function partlyBy(
  { exercise }: Asked,
  idea: string,
  cases: readonly Case[],
): ((args: readonly Plain[]) => unknown)[] {
  const byIdea = (args: readonly Plain[]): unknown =>
    answerBy(exercise, idea, args);
  const isWrong = (asked: Case): boolean =>
    exercise.judge(byIdea(asked.args), asked) !== undefined;
  const wrong = cases.filter(isWrong).map(({ args }) => args);
  const right = cases.filter((asked) => !isWrong(asked))
    .map(({ args }) => args);
  const but = (other: readonly Plain[] | undefined, gave: unknown) =>
    other === undefined
      ? []
      : [(args: readonly Plain[]) => equal(args, other) ? gave : byIdea(args)];
  const [first, ...others] = wrong;
  const last = others.at(-1);
  return [
    ...but(last, last && exercise.right(...last)),
    ...but(right[0], "none of the answers"),
    ...but(first, withoutUnspoken(exercise, idea, first!)),
  ];
}

/** Leaves out a field of which an idea does not speak; all of the answer, if there is none. */
function withoutUnspoken(
  exercise: Exercise,
  idea: string,
  args: readonly Plain[],
): unknown {
  const whole = Object.entries(answerBy(exercise, idea, args) ?? {});
  const spoken = Object.keys(exercise.wrong[idea]!(...args) ?? {});
  const other = whole.find(([name]) => !spoken.includes(name));
  return other && Object.fromEntries(whole.filter((one) => one !== other));
}

Deno.test(
  readingTest(
    "no reason is told of an idea that explains a part of the answers only",
    async () => {
      let asked = 0;
      for (const one of await allExercises()) {
        const { exercise, reasons } = one;
        for (const seed of [1, 2]) {
          const cases = exercise.cases(new Dice(seed));
          const fixed = {
            ...one,
            exercise: { ...exercise, cases: () => cases },
          };
          for (const idea of Object.keys(exercise.wrong)) {
            for (const answer of partlyBy(one, idea, cases)) {
              const told = await toldTo(fixed, answer, seed) ?? "";
              const says = `${exercise.name}, seed ${seed}, ${idea}: ${told}`;
              assert(!told.endsWith(reasons[idea]!), says);
              asked += 1;
            }
          }
        }
      }
      assert(asked > 500, `only ${asked} were asked`);
    },
  ),
);

Deno.test(
  readingTest(
    "each exercise has three wrong ideas, and a reason for each",
    async () => {
      for (const { exercise, reasons } of await allExercises()) {
        const { name, wrong } = exercise;
        const ideas = Object.keys(wrong);
        assertGreaterOrEqual(ideas.length, 3, name);
        const told = Object.keys(reasons);
        assertEquals(told.filter((idea) => idea !== anythingElse), ideas, name);
        assertEquals(new Set(Object.values(reasons)).size, told.length, name);
      }
    },
  ),
);

/** What hardly any exercise asks for. */
const odd: readonly Plain[] = [
  null,
  "",
  "NaN",
  "Infinity",
  true,
  -1,
  2.5,
  2 ** 40,
  [],
  [[null]],
  [null, 3],
  ["1", {}],
  Array(5).fill({}),
  {},
  { cpu: "ss" },
  { strategy: [] },
  { name: "", parts: [] },
  { name: "", parts: [{ repeats: "once", instructions: [{ op: "" }] }] },
];

Deno.test(
  readingTest(
    "every judge says something of whatever an answer gives",
    async () => {
      for (const { exercise } of await allExercises()) {
        const { name, cases, right, judge } = exercise;
        for (const asked of cases(new Dice(1))) {
          for (const gave of [undefined, ...odd]) {
            if (equal(gave, right(...asked.args))) continue;
            const says = `${name}: ${JSON.stringify(gave)}`;
            assertEquals(typeof judge(gave, asked), "string", says);
          }
        }
      }
    },
  ),
);

Deno.test(
  readingTest(
    "what is right for the cases of one seed, typed in, fails with another",
    async () => {
      for (const { exercise } of await allExercises()) {
        const [typedIn, other] = [1, 2].map((seed) =>
          exercise.cases(new Dice(seed))
        );
        if (typedIn!.every(({ args }) => args.length === 0)) continue;
        const known = new Set(typedIn!.map((asked) => JSON.stringify(asked)));
        const isNew = (asked: Case): boolean =>
          !known.has(JSON.stringify(asked));
        assert(other!.some(isNew), exercise.name);
      }
    },
  ),
);
