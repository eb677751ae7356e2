/**
 * Grading a class from end to end: what is known from an earlier run is read, all else is asked, and
 * the gradebook is put together.
 *
 * @module
 */
import type { Matched } from "../collect/match.ts";
import { isPrediction, type Manifest } from "../homework/manifest.ts";
import { predictionsFor } from "../homework/predictions.ts";
import { predictionSeed } from "../homework/seeds.ts";
import { bookOf, type Entry } from "./book.ts";
import {
  type Asked,
  gradeWorks,
  type GradingOptions,
  type Work,
} from "./grading.ts";
import type { Gradebook } from "./marks.ts";
import type { Override } from "./overrides.ts";
import { type Result, type Results, submissionDigest } from "./results.ts";

/** A class, and what is asked of it. */
export interface ClassWork {
  readonly manifest: Manifest;
  readonly students: readonly Matched[];
  readonly asked: Asked;
  readonly overrides: readonly Override[];
  readonly results: Results;
  /** The items that are asked again, while all other marks stay; without it, what has changed is asked. */
  readonly regrade?: ReadonlySet<string> | undefined;
}

/** What is known of the work before anything is graded. */
export interface Outlook {
  /** Submissions of which something is asked. */
  readonly toGrade: number;
  /** Submissions of which all is known. */
  readonly known: number;
  /** Items whose questions are not what they were when somebody's mark was made. */
  readonly outdated: readonly string[];
}

/** What came of a class. */
export interface GradedBook {
  readonly book: Gradebook;
  /** How many students have marks that are not final. */
  readonly broken: number;
}

/** A class that is ready to be graded. */
export interface ReadyClass {
  readonly outlook: Outlook;
  /** Grades what must be, and puts the gradebook together. */
  readonly grade: (
    options: Omit<GradingOptions, "keep">,
  ) => Promise<GradedBook>;
}

/** Looks what must be graded, and what is known. Nothing is written. */
export async function prepareClass(of: ClassWork): Promise<ReadyClass> {
  const seeds = new Map<string, number>();
  const works: Work[] = [];
  const outdated = new Set<string>();
  for (const { student: { id }, submission } of of.students) {
    const seed = of.overrides.find((one) =>
      one.student === id && one.seed !== undefined
    )?.seed ?? await predictionSeed(of.manifest, id);
    seeds.set(id, seed);
    if (submission === undefined) continue;
    const digest = await submissionDigest(submission);
    const before = of.results.read(id);
    const isSame = before?.submission === digest;
    const known = isSame ? knownIn(before, seed, of, outdated) : {};
    const isAsked = of.asked.items.some((item) =>
      isPrediction(item) && known[item.id] === undefined
    );
    const problems = isAsked ? await predictionsFor(of.manifest, seed) : [];
    const own = { predictionSeed: seed, problems };
    works.push({ student: id, submission, digest, ...own, known });
  }
  const isKnown = (work: Work): boolean =>
    of.asked.items.every(({ id }) => work.known[id] !== undefined);
  const known = works.filter(isKnown).length;
  return {
    outlook: {
      known,
      toGrade: works.length - known,
      outdated: of.asked.items.map(({ id }) => id)
        .filter((id) => outdated.has(id)),
    },
    grade: async (options) => await gradeReady(works, of, { seeds, options }),
  };
}

/** Keeps what need not be asked again, and notes what was asked in another way. */
function knownIn(
  { items }: Result,
  predictionSeed: number,
  { asked, regrade }: ClassWork,
  outdated: Set<string>,
): Result["items"] {
  const kept = asked.items.flatMap((item) => {
    const { id } = item;
    const one = items[id];
    if (one === undefined || regrade?.has(id)) return [];
    const seed = isPrediction(item) ? predictionSeed : asked.seed;
    if (one.seed !== seed) return [];
    if (one.asked === asked.digests.get(id)) return [[id, one]];
    outdated.add(id);
    return regrade === undefined ? [] : [[id, one]];
  });
  return Object.fromEntries(kept);
}

async function gradeReady(
  works: readonly Work[],
  { manifest, students, asked, overrides, results }: ClassWork,
  { seeds, options }: {
    readonly seeds: ReadonlyMap<string, number>;
    readonly options: Omit<GradingOptions, "keep">;
  },
): Promise<GradedBook> {
  const graded = await gradeWorks(works, asked, {
    ...options,
    keep: (result) => results.keep(result),
  });
  const digests = new Map(
    works.map(({ student, digest }) => [student, digest]),
  );
  const entries = students.map((one): Entry => {
    const { id } = one.student;
    const result = graded.results.get(id);
    return {
      ...one,
      digest: digests.get(id) ?? "",
      result,
      broken: graded.broken.get(id),
      predictionSeed: seeds.get(id)!,
    };
  });
  const { seed } = asked;
  return {
    book: bookOf(entries, { manifest, seed, overrides }),
    broken: graded.broken.size,
  };
}
