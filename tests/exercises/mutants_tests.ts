/**
 * The mutants of our solutions, graded: a learner's small mistake passes with no seed.
 *
 * A mutant is killed if it fails with each of some seeds, as `deno task grade` would fail it. What
 * survives stands in `survivors.ts`, with the reason why it may. To see the numbers of lessons 5 and
 * 6 only: `deno test -A --no-check tests/exercises/mutants_tests.ts -- 5 6`. Without permission to
 * read it is ignored.
 */
import { assert, assertEquals, assertGreaterOrEqual } from "@std/assert";
import { callerOf } from "../../lib/grade/caller.ts";
import { Globals } from "../../lib/grade/globals.ts";
import { exportOf } from "../../lib/workbook/answer_source.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import type { Case, Exercise } from "../../lib/workbook/exercise.ts";
import { foldersIn, readingTest, readText } from "../source_tree.ts";
import { type Mutant, mutantsOf, scriptOf } from "./mutants.ts";
import { survivors } from "./survivors.ts";

/** The seeds with which each mutant is graded. */
const seeds = [1, 2, 3, 4, 5];

/** How often the loops of an answer go round in one call, at most: more is taken for without end. */
const mostRounds = 20_000;

/** An exercise, and the cases of each seed: rolled once, for all mutants. */
interface Asked {
  readonly exercise: Exercise;
  /** "5.2". */
  readonly place: string;
  readonly cases: readonly (readonly Case[])[];
}

/** What came of a mutant: with how many seeds it passes. */
interface Graded extends Mutant {
  readonly place: string;
  readonly passes: number;
}

type Names = Readonly<Record<string, unknown>>;

/** All that the modules export of which a solution imports something: loaded once. */
async function importedBy(script: string): Promise<Names> {
  const paths = [...script.matchAll(/^import [^;]* from "(.*)";/gm)];
  const modules = await Promise.all(paths.map(([, path]) => import(path!)));
  return Object.assign({}, ...modules);
}

/** Makes a module of a text in this process, with a limit for its loops. */
function load(script: string, imported: Names): Names {
  const exported = [...script.matchAll(/^export function (\w+)/gm)];
  const body = script.replaceAll(/^import [^;]*;|^export /gm, "")
    .replaceAll("while (", "while (round(), ")
    .replaceAll(/^( *for \(.*\) \{)$/gm, "$1 round();");
  const limited = `return (() => { ${body}
    let rounds = 0;
    const begin = () => { rounds = 0; };
    function round() { if (++rounds > ${mostRounds}) throw Error("no end"); }
    return { begin, ${exported.map(([, name]) => name)} };
  })();`;
  return new Function(...Object.keys(imported), limited)(
    ...Object.values(imported),
  );
}

/** Counts the seeds with which a module passes some exercises: those of which one passes all. */
async function countPasses(
  script: string,
  imported: Names,
  asked: readonly Asked[],
): Promise<number> {
  let module: Names;
  try {
    module = load(script, imported);
  } catch {
    return 0;
  }
  const call = callerOf(module);
  const isRight = async (exercise: Exercise, one: Case): Promise<boolean> => {
    (module.begin as () => void)();
    try {
      return exercise.judge(await call(exercise.name, one), one) === undefined;
    } catch {
      return false;
    }
  };
  let passes = 0;
  for (const i of seeds.keys()) {
    let isPassing = true;
    for (const { exercise, cases } of asked) {
      for (const one of cases[i]!) isPassing &&= await isRight(exercise, one);
    }
    passes += isPassing ? 1 : 0;
  }
  return passes;
}

async function exercisesOf(slug: string): Promise<Asked[]> {
  const { exercises } = await import(`../../exercises/${slug}/questions.ts`);
  return exercises.map((exercise: Exercise, i: number) => ({
    exercise,
    place: `${Number(slug.slice(0, 2))}.${i + 1}`,
    cases: seeds.map((seed) => exercise.cases(new Dice(seed))),
  }));
}

/**
 * Grades all mutants of a lesson's solutions: each by its exercise; what several exercises use, by
 * those.
 */
async function sweep(slug: string): Promise<Graded[]> {
  const source = readText(`solutions/${slug}/answer.ts`);
  const all = await exercisesOf(slug);
  const script = scriptOf(source)!;
  const imported = await importedBy(script);
  assertEquals(await countPasses(script, imported, all), seeds.length, slug);
  const globals = new Globals();
  const graded: Graded[] = [];
  for (const mutant of mutantsOf(source)) {
    const own = all.filter(({ exercise: { name } }) => name === mutant.name);
    const asked = own.length > 0
      ? own
      : all.filter(({ exercise }) =>
        exportOf(source, exercise.name).includes(mutant.name)
      );
    const passes = await countPasses(mutant.script, imported, asked);
    globals.restore();
    graded.push({ ...mutant, place: asked[0]!.place, passes });
  }
  return graded;
}

/** One mutant as `survivors.ts` lists it. */
function sayMutant({ rule, was, now }: Mutant): string {
  return `${rule}: ${was} → ${now || "nothing"}`;
}

function sayNumbers(slug: string, graded: readonly Graded[]): string {
  const killed = graded.filter(({ passes }) => passes === 0).length;
  const never = graded.filter(({ passes }) => passes === seeds.length).length;
  return `${slug}: ${graded.length} mutants, ${killed} killed, ` +
    `${graded.length - killed - never} sometimes, ${never} never`;
}

/** Compares what has survived with what is listed. */
function differences(slug: string, graded: readonly Graded[]): string[] {
  const lesson = `${Number(slug.slice(0, 2))}.`;
  const listed = survivors.filter(({ exercise }) => exercise.startsWith(lesson))
    .flatMap(({ exercise, mutants }) =>
      mutants.map((mutant) => `${exercise} ${mutant}`)
    );
  const found = new Map(
    graded.filter(({ passes }) => passes > 0)
      .map((one) => [`${one.place} ${sayMutant(one)}`, one.passes]),
  );
  return [
    ...[...found].filter(([mutant]) => !listed.includes(mutant))
      .map(([mutant, passes]) =>
        `passes with ${passes} of ${seeds.length} seeds: ${mutant}`
      ),
    ...listed.filter((mutant) => !found.has(mutant))
      .map((mutant) => `is killed, and listed: ${mutant}`),
  ];
}

function print(text: string): void {
  // deno-lint-ignore no-console -- numbers that no assertion needs
  console.log(text);
}

Deno.test(readingTest(
  "a small mistake in a solution fails with each seed, or is listed with its reason",
  async () => {
    const wrong: string[] = [];
    const used = new Set<string>();
    for (const slug of foldersIn("exercises")) {
      const isWanted = Deno.args.length === 0 ||
        Deno.args.includes(`${Number(slug.slice(0, 2))}`);
      if (!isWanted) continue;
      const graded = await sweep(slug);
      for (const { rule } of graded) used.add(rule);
      wrong.push(...differences(slug, graded));
      if (Deno.args.length > 0) print(sayNumbers(slug, graded));
    }
    if (Deno.args.length === 0) assertGreaterOrEqual(used.size, 30);
    assert(wrong.length === 0, `\n${wrong.join("\n")}\n`);
  },
));
