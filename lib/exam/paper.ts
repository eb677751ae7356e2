/**
 * The paper of an exam: questions over the whole book, rolled by a seed.
 *
 * The same seed gives the same paper to everybody who has the same workbook. Each kind has a fixed
 * share, and lessons that were not asked about yet come first: so twelve questions ask about twelve
 * lessons. The order is by chance, since it would tell what a question is about.
 *
 * @module
 */
import { strategies } from "../strategy/linux.ts";
import type { Strategy } from "../strategy/strategy.ts";
import {
  hasProblems,
  type LessonFolder,
  loadProblems,
  readLessons,
} from "../workbook/content.ts";
import { Dice, largestSeed, seedOf } from "../workbook/dice.ts";
import {
  type Problem,
  questionOf,
  type Recipe,
  type Roll,
  rollProblem,
} from "../workbook/prediction.ts";
import { choosing } from "./choosing.ts";
import { explaining } from "./explaining.ts";
import { mendingOf } from "./mending.ts";
import { readingOf } from "./reading.ts";

/** How many questions there are. */
export const questionCount = 12;

/** What is asked: a problem with one blank. */
export interface ExamQuestion extends Problem {
  readonly kind: string;
}

/** An exam. */
export interface Paper {
  readonly seed: number;
  readonly questions: readonly ExamQuestion[];
  /** Changes with each change of what is asked. */
  readonly digest: number;
}

/** A way to roll a question about a lesson, by the name of its folder without the number. */
interface Source {
  readonly page: string;
  readonly load: () => Promise<Roll>;
}

/** A kind of question that no lesson has of its own. */
interface Kind {
  readonly name: string;
  /** How many questions are of it. */
  readonly share: number;
  readonly sources: readonly Source[];
}

function source(page: string, roll: Roll): Source {
  return { page, load: () => Promise.resolve(roll) };
}

/** A way for each strategy: its lesson has its name. */
function sourcesOf<Case>(
  recipeOf: (strategy: Strategy) => Recipe<Case>,
): Source[] {
  return strategies.map((one) => {
    const page = one.name.replaceAll(/\W+/g, "_");
    return source(page, questionOf(recipeOf(one)));
  });
}

/** The kinds; all that is left of the questions are predictions. */
export const kinds: readonly Kind[] = [
  { name: "reading", share: 2, sources: sourcesOf(readingOf) },
  { name: "mending", share: 2, sources: sourcesOf(mendingOf) },
  {
    name: "choosing",
    share: 1,
    sources: ["choosing", "in_the_wild"].map((page) =>
      source(page, questionOf(choosing))
    ),
  },
  {
    name: "explaining",
    share: 1,
    sources: [source("on_your_kernel", questionOf(explaining))],
  },
];

/** Questions that the lessons have of their own. */
export const predicting = "predicting";

/** Rolls the paper of a seed. */
export async function rollPaper(seed: number): Promise<Paper> {
  const dice = new Dice(seed);
  const lessons = readLessons();
  const asked = new Set<LessonFolder>();
  const questions: ExamQuestion[] = [];
  const own = lessons.filter(hasProblems).map((folder): Source => ({
    page: nameOf(folder),
    load: async () => oneOf((await loadProblems(folder))!),
  }));
  for (const { name, share, sources } of [...kinds, predictions(own)]) {
    const found = dice.shuffle(sources).flatMap(({ page, load }) => {
      const folder = lessons.find((one) => nameOf(one) === page);
      return folder === undefined ? [] : [{ folder, load }];
    });
    const count = Math.min(share, questionCount - questions.length);
    for (let i = 0; i < count && found.length > 0; i++) {
      const fresh = found.find(({ folder }) => !asked.has(folder));
      const { folder, load } = fresh ?? found[i % found.length]!;
      const of = { lesson: folder.number, seed: dice.whole(0, largestSeed) };
      questions.push({ kind: name, ...rollProblem(await load(), of) });
      asked.add(folder);
    }
  }
  const shuffled = dice.shuffle(questions);
  const asks = shuffled.map((
    { title, given, blanks: [blank] },
  ) => [title, given, blank!.asks, blank!.choices]);
  const digest = seedOf(JSON.stringify(asks));
  return { seed, questions: shuffled, digest };
}

function predictions(sources: readonly Source[]): Kind {
  return { name: predicting, share: questionCount, sources };
}

function nameOf({ slug }: LessonFolder): string {
  return slug.slice(3);
}

/** Asks for one blank of each problem. */
function oneOf(roll: Roll): Roll {
  return (dice) => {
    const body = roll(dice);
    return { ...body, blanks: [dice.pick(body.blanks)] };
  };
}
