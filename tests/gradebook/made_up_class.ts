/**
 * A made-up class: students with right, wrong, half-done and hostile answers, and for each of them
 * the marks that they must get. A seed makes the same class again.
 *
 * Right answers are our solutions; wrong ones have one small mistake; so it is known what each is
 * worth before anybody grades it.
 *
 * @module
 */
import type { Student } from "../../lib/collect/submission.ts";
import type { ExerciseChoice } from "../../lib/grade/exercise_choice.ts";
import type { Mark } from "../../lib/gradebook/marks.ts";
import { isPrediction, type Manifest } from "../../lib/homework/manifest.ts";
import {
  markPredictions,
  predictionPoints,
  predictionsFor,
} from "../../lib/homework/predictions.ts";
import { exportOf, withExportOf } from "../../lib/workbook/answer_source.ts";
import { readText } from "../../lib/workbook/file.ts";
import {
  canvasZipOf,
  type Delivered,
  folders,
  type MadeUpStudent as AnswerFiles,
  moodleZip,
  packText,
  rosterCsv,
} from "../collect/deliveries.ts";
import { makeDice, type TestDice } from "../dice.ts";
import { mutantsOf, scriptOf } from "../exercises/mutants.ts";
import { survivors } from "../exercises/survivors.ts";

/** What somebody hands in at one time. */
export interface Attempt {
  /** By their paths in exercises/. */
  readonly files: Readonly<Record<string, string>>;
  /** By the item: "P5". */
  readonly predictions: Readonly<Record<string, readonly string[]>>;
  /** ISO 8601. */
  readonly at: string;
}

/** In which form something is handed in. Of the last two, nobody knows when; they have no predictions. */
const forms = ["pack", "canvas", "moodle", "folder"] as const;

/** Somebody, and what their marks must be. */
export interface MadeUpStudent {
  readonly student: Student;
  readonly kind: Kind;
  readonly form: typeof forms[number];
  /** In the order of their times. Nothing, if nothing was handed in. */
  readonly attempts: readonly Attempt[];
  readonly isLate: boolean;
  /** Of the last attempt: by the item. */
  readonly marks: ReadonlyMap<string, Pick<Mark, "points" | "status">>;
}

/** How one exercise is answered. */
type Way = "right" | "wrong" | "open";

/** What a file is like besides. All exercises of its lesson then fail, if `fails`. */
interface Trick {
  readonly change: (text: string) => string;
  readonly fails: boolean;
}

const before = (line: string) => (text: string): string => `${line}\n${text}`;

/** What the last lesson of a hostile student begins with. */
const tricks = {
  "ends the process": { change: before("Deno.exit(0);"), fails: true },
  "throws at load": {
    change: before('throw new Error("\\x1b[2J");'),
    fails: true,
  },
  "imports the questions": {
    change: before('import { exercises } from "./questions.ts";'),
    fails: true,
  },
  "is no TypeScript": { change: () => "<<<<<<< HEAD\n", fails: true },
  "never ends": { change: before("while (true);"), fails: true },
  "prints": {
    change: before('console.log("\\x1b[2J=HYPERLINK(1) ]]><script>");'),
    fails: false,
  },
} satisfies Readonly<Record<string, Trick>>;

/** How often each kind of student is there, and how they answer: one way is rolled an exercise. */
const kinds = {
  "all right": { share: 30, ways: ["right"] },
  "mixed": { share: 34, ways: ["right", "right", "right", "wrong", "open"] },
  "all wrong": { share: 8, ways: ["wrong"] },
  "stub": { share: 4, ways: ["open"] },
  "late": { share: 5, ways: ["right", "wrong"] },
  "twice": { share: 5, ways: ["right", "wrong"] },
  "nothing": { share: 4, ways: [] },
  "ends the process": { share: 2, ways: ["right"] },
  "throws at load": { share: 2, ways: ["right"] },
  "imports the questions": { share: 2, ways: ["right"] },
  "is no TypeScript": { share: 2, ways: ["right"] },
  "prints": { share: 1, ways: ["right"] },
  "never ends": { share: 1, ways: ["right"] },
} as const satisfies Readonly<
  Record<string, { readonly share: number; readonly ways: readonly Way[] }>
>;

/** What a student is like. */
export type Kind = keyof typeof kinds;

/** What a class is made of. */
export interface ClassParts {
  readonly manifest: Manifest;
  /** What it asks, as `loadAsked` finds it. */
  readonly choices: readonly ExerciseChoice[];
  readonly seed: number;
  /** What a student must not be: hangs take their time, whatever the rest takes. */
  readonly without?: readonly Kind[];
}

/** Makes a class of some students: of each kind its share, each at least once if there is room. */
export async function makeClass(
  size: number,
  parts: ClassParts,
): Promise<MadeUpStudent[]> {
  const dice = makeDice(parts.seed);
  const texts = textsOf(parts.choices);
  const names = Object.keys(kinds) as Kind[];
  const rest = names.filter((kind) => !parts.without?.includes(kind));
  const often = rest.flatMap((kind) =>
    Array.from({ length: kinds[kind].share }, () => kind)
  );
  const students = Array.from({ length: size }, (_, i) => ({
    kind: rest[i] ?? dice.oneOf(often),
    student: makeStudent(i),
  }));
  const made: MadeUpStudent[] = [];
  for (const one of students) {
    made.push(await answerAs(one, { ...parts, texts, dice }));
  }
  return made;
}

/** Some have the same name; some ids look like numbers, and like each other. */
function makeStudent(i: number): Student {
  const ids = ["007", "7", "07", "1e3", "0x10", "Kim"];
  const id = ids[i] ?? `s${1000 + i}`;
  const [lastName, firstName] = i % 25 < 2
    ? ["Lee", "Kim"]
    : [`Family${i % 90}`, `Given${i % 70}`];
  return {
    id,
    lastName,
    firstName,
    email: `${id.toLowerCase()}.${i}@example.org`,
    canvas: String(50_000 + i),
    moodle: String(900_000 + i),
  };
}

/** The texts of a lesson: as they were given out, as they are right, and wrong in each way. */
interface LessonTexts {
  readonly path: string;
  readonly stub: string;
  readonly solution: string;
  /** Modules that have a mistake in one export, by its name. */
  readonly wrong: Readonly<Record<string, readonly string[]>>;
  readonly items: readonly { readonly id: string; readonly name: string }[];
}

/** Mistakes after which every call ends. */
const endingRules = [
  ["a field dropped", "a length one off", "a number one off"],
  ["a result cut short", "a result one off", "a result turned round"],
  ["an element doubled", "an element dropped"],
  ["another result", "another word", "elements swapped", "true for false"],
].flat();

function textsOf(choices: readonly ExerciseChoice[]): LessonTexts[] {
  return choices.map(({ folder, chosen }) => {
    const { lesson: { number, slug }, exercises } = folder;
    const solution = readText(folder.solutionUrl)
      .replaceAll(`../../exercises/${slug}/`, "./");
    const items = chosen.map((at) => ({
      id: `${number}.${at + 1}`,
      name: exercises[at]!.name,
    }));
    const passing = survivors.flatMap(({ exercise, mutants }) =>
      mutants.map((mutant) => `${exercise} ${mutant}`)
    );
    const mutants = mutantsOf(solution).filter(({ name, rule, was, now }) => {
      const id = items.find((item) => item.name === name)?.id;
      return endingRules.includes(rule) && !/\b(?:for|while) \(/.test(was) &&
        !passing.includes(`${id} ${rule}: ${was} → ${now || "nothing"}`);
    });
    return {
      path: `${slug}/answer.ts`,
      stub: readText(folder.answerUrl),
      solution,
      wrong: Object.fromEntries(items.map(({ name }) => [
        name,
        mutants.filter((one) => one.name === name).map(({ script }) => script),
      ])),
      items,
    };
  });
}

interface Answering extends ClassParts {
  readonly texts: readonly LessonTexts[];
  readonly dice: TestDice;
}

/** Makes all that a student hands in. */
async function answerAs(
  { student, kind }: Pick<MadeUpStudent, "student" | "kind">,
  parts: Answering,
): Promise<MadeUpStudent> {
  const due = Date.parse(parts.manifest.due);
  const at = (hours: number): string =>
    new Date(due + hours * 3_600_000).toISOString();
  const isLate = kind === "late";
  const last = answers(kind, parts);
  const form = forms[parts.dice.below(isTimed(kind) ? 2 : forms.length)]!;
  const predicted = form === "pack" || form === "canvas"
    ? await predict(student.id, parts)
    : { typed: {}, marks: new Map() };
  const attempt = {
    files: last.files,
    predictions: predicted.typed,
    at: at(isLate ? 5 : -5),
  };
  const earlier = kind === "twice"
    ? [{ ...attempt, files: answers("all wrong", parts).files, at: at(-9) }]
    : [];
  const isThere = kind !== "nothing";
  const marks = new Map(parts.manifest.items.map(({ id, points }) => {
    const one = last.status.get(id) ?? predicted.marks.get(id) ?? "missing";
    const mark = typeof one === "string"
      ? { status: one, points: one === "passed" ? points : 0 }
      : one;
    return [id, isThere ? mark : { status: "missing" as const, points: 0 }];
  }));
  const attempts = isThere ? [...earlier, attempt] : [];
  return { student, kind, form, attempts, isLate, marks };
}

function isTimed(kind: Kind): boolean {
  return kind === "late" || kind === "twice";
}

/** Answers all exercises. */
function answers(
  kind: Kind,
  { texts, dice }: Answering,
): { files: Record<string, string>; status: Map<string, Mark["status"]> } {
  const trick = (tricks as Readonly<Record<string, Trick>>)[kind];
  const ways: readonly Way[] = kinds[kind].ways;
  const status = new Map<string, Mark["status"]>();
  const files = texts.map((one, i) => {
    const isTricky = trick !== undefined && i === texts.length - 1;
    const rolled = rollWays(one, ways, dice);
    let text = rolled.every(({ way }) => way === "open")
      ? one.stub
      : one.solution;
    for (const { id, name, way } of rolled) {
      if (way === "open") text = withExportOf(text, one.stub, name);
      if (way === "wrong") {
        text = withMistake(text, one.wrong[name]!, { name, dice });
      }
      status.set(id, statusOf(isTricky && trick.fails ? "wrong" : way));
    }
    return [one.path, isTricky ? trick.change(text) : text] as const;
  });
  return { files: Object.fromEntries(files), status };
}

/** Puts an export with a mistake in the place of a right one. */
function withMistake(
  text: string,
  wrong: readonly string[],
  { name, dice }: { name: string; dice: TestDice },
): string {
  const changed = withExportOf(text, dice.oneOf(wrong), name);
  return canBeLoaded(changed)
    ? changed
    : withMistake(text, wrong, { name, dice });
}

/** Whether a module is one for the engine. */
function canBeLoaded(text: string): boolean {
  try {
    new Function(scriptOf(text)!.replaceAll(/^import [^;]*;|^export /gm, ""));
    return true;
  } catch {
    return false;
  }
}

/** Rolls how each exercise is answered. What calls one that is not right is left open. */
function rollWays(
  { items, solution }: LessonTexts,
  ways: readonly Way[],
  dice: TestDice,
): (LessonTexts["items"][number] & { readonly way: Way })[] {
  const rolled = items.map((item) => ({
    ...item,
    way: ways.length === 0 ? "open" : dice.oneOf(ways),
  }));
  return rolled.map((item) => {
    const text = exportOf(solution, item.name);
    const callsWrong = rolled.some(({ name, way }) =>
      name !== item.name && way !== "right" && text.includes(`${name}(`)
    );
    return callsWrong ? { ...item, way: "open" } : item;
  });
}

function statusOf(way: Way): Mark["status"] {
  return ({ right: "passed", wrong: "failed", open: "open" } as const)[way];
}

/** Predicts: the first blanks right, the others not, and one who never comes to the last. */
async function predict(
  id: string,
  { manifest, dice }: Answering,
): Promise<{
  typed: Record<string, string[]>;
  marks: Map<string, Pick<Mark, "points" | "status">>;
}> {
  const problems = await predictionsFor(manifest, id);
  const typed: Record<string, string[]> = {};
  const marks = new Map<string, Pick<Mark, "points" | "status">>();
  for (const [i, item] of manifest.items.filter(isPrediction).entries()) {
    const { blanks } = problems[i]!;
    const right = dice.below(blanks.length + 1);
    typed[item.id] = blanks.map(({ answer }, at) =>
      at < right
        ? `${answer}`
        : typeof answer === "number"
        ? `${answer + 1}`
        : "none of these"
    );
    const marked = markPredictions(problems[i]!, typed[item.id]!);
    const points = predictionPoints(item, marked);
    marks.set(item.id, {
      points,
      status: right === blanks.length ? "passed" : "failed",
    });
  }
  return { typed, marks };
}

/** Delivers what a class has handed in: packs, two archives of courses' systems, and folders. */
export async function deliver(
  students: readonly MadeUpStudent[],
  manifest: Manifest,
): Promise<Delivered> {
  const of = (form: MadeUpStudent["form"]): AnswerFiles[] =>
    students.filter((one) => one.form === form).flatMap(handedIn);
  const uploads = await Promise.all(
    of("canvas").map(async (student) => ({
      student,
      name: `${student.id}.json`,
      data: await packText(student, manifest),
    })),
  );
  const packed = await Promise.all(
    of("pack").map(async (one, i) =>
      [`${one.id} (${i}).json`, await packText(one, manifest)] as const
    ),
  );
  return new Map([
    ...packed,
    ...folders(of("folder")),
    ["canvas.zip", canvasZipOf(uploads)],
    ["moodle.zip", moodleZip(of("moodle"))],
  ]);
}

/** What a student has handed in, each time, as the tests of deliveries take it. */
export function handedIn(
  { student, attempts, isLate }: MadeUpStudent,
): AnswerFiles[] {
  return attempts.map(({ files, predictions, at }) => ({
    ...student,
    canvas: student.canvas!,
    moodle: student.moodle!,
    isLate,
    made: at,
    predictions,
    answers: files,
  }));
}

/** The roster of a class. */
export function rosterOf(students: readonly MadeUpStudent[]): string {
  return rosterCsv(students.map(({ student }) => student));
}
