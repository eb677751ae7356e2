import { assert, assertEquals, assertGreaterOrEqual } from "@std/assert";
import { callerOf, gradeExercise } from "../../lib/grade/grade.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import type { Exercise } from "../../lib/workbook/exercise.ts";
import {
  anythingElse,
  readTasks,
  type Reasons,
} from "../../lib/workbook/exercise_page.ts";
import { answerBy, type Plain } from "../../lib/workbook/question.ts";
import { entriesOf, readingTest, readText } from "../source_tree.ts";

/** The seeds with which every exercise is tried. */
const seeds = Array.from({ length: 200 }, (_, i) => i + 1);

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
  // Those whose wrong ideas are not named yet are tried in files of their own.
  const named = exercises.filter(({ wrong }: Exercise) =>
    Object.keys(wrong).length > 0
  );
  const tasks = readTasks(readText(`exercises/${slug}/README.md`));
  return named.map((exercise: Exercise) => ({
    exercise,
    reasons: tasks.find(({ name }) => name === exercise.name)!.reasons,
    solution,
  }));
}

/** The seeds that give different cases: what does not vary is tried once. */
function differing({ cases }: Exercise): number[] {
  const seen = new Set<string>();
  return seeds.filter((seed) => {
    const rolled = JSON.stringify(cases(new Dice(seed)));
    return !seen.has(rolled) && seen.add(rolled);
  });
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
  for (const seed of differing(exercise)) {
    const says = `${exercise.name}, seed ${seed}`;
    const own = await gradeExercise(exercise, callerOf(solution), {
      seeds: [seed],
      reasons,
    });
    if (own.status !== "passed") {
      complaints.set(
        "solution",
        `${says}: our solution ${JSON.stringify(own)}`,
      );
    }
    const why = await toldTo(asked, (args) => exercise.right(...args), seed);
    if (why !== undefined) complaints.set("right", `${says}: right: ${why}`);
    for (const idea of Object.keys(exercise.wrong)) {
      const told = await toldTo(
        asked,
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
    "with 200 seeds, what is right passes, and each wrong idea is told by its own reason",
    async () => {
      const complaints: string[] = [];
      for (const { name } of entriesOf("exercises")) {
        for (const asked of await exercisesOf(name)) {
          complaints.push(...await complaintsAbout(asked));
        }
      }
      assert(complaints.length === 0, `\n${complaints.join("\n")}\n`);
    },
  ),
);

Deno.test(
  readingTest(
    "each exercise has three wrong ideas, and a reason for each",
    async () => {
      for (const { name: slug } of entriesOf("exercises")) {
        for (const { exercise, reasons } of await exercisesOf(slug)) {
          const { name, wrong } = exercise;
          const ideas = Object.keys(wrong);
          assertGreaterOrEqual(ideas.length, 3, name);
          const told = Object.keys(reasons);
          assertEquals(
            told.filter((idea) => idea !== anythingElse),
            ideas,
            name,
          );
          assertEquals(new Set(Object.values(reasons)).size, told.length, name);
        }
      }
    },
  ),
);
