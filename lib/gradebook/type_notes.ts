/**
 * The types of a class's answers, looked at all at once by Deno's own checker.
 *
 * The checker follows every import, so that only what imports nothing of its own is shown to it, and
 * only answers that were called. It changes no mark.
 *
 * @module
 */
import { answerIn } from "../box/answer_files.ts";
import type { Submission } from "../collect/submission.ts";
import type { ExerciseChoice } from "../grade/exercise_choice.ts";
import { allowedImports } from "../grade/own_imports.ts";
import {
  type Checker,
  denoCheck,
  findTypeProblems,
  type Source,
  type TypeProblem,
} from "../grade/type_check.ts";
import { readText } from "../workbook/file.ts";
import { root, urlOf } from "../workbook/path.ts";
import type { Gradebook, StudentMarks } from "./marks.ts";

/** The most answers that are looked at alone, where the checker says nothing of each. */
const mostAlone = 10;

/** An answer that is looked at, and whose it is. */
interface Typed extends Source {
  readonly student: string;
  /** [from 1] */
  readonly lesson: number;
}

/** What types are looked at with. */
export interface TypeSetting {
  readonly choices: readonly ExerciseChoice[];
  /** The submissions that count, by the student's id. */
  readonly submissions: ReadonlyMap<string, Submission>;
  /** An empty folder. */
  readonly folder: string;
  /** Another checker, for a test. */
  readonly check?: Checker;
}

/** Adds to the notes of each student what the checker says, with the place. */
export async function withTypes(
  book: Gradebook,
  setting: TypeSetting,
): Promise<Gradebook> {
  const { folder, check = denoCheck } = setting;
  writeSettings(folder);
  const answers = [...book.students.entries()]
    .flatMap(([i, student]) => writeAnswers(student, `s${i}`, setting));
  if (answers.length === 0) return book;
  let alone = 0;
  const found = await findTypeProblems(answers, async (hrefs) => {
    const isAlone = hrefs.length === 1 && answers.length > 1;
    if (isAlone && ++alone > mostAlone) return { success: true, printed: "" };
    return await check(hrefs);
  });
  const notes = Map.groupBy(
    answers.flatMap((answer, i) =>
      found[i]!.map((problem) => ({
        student: answer.student,
        // Where the folder is, is nobody's business, and differs each time.
        says: sayProblem(answer, problem)
          .replaceAll(urlOf(folder).href, "").replaceAll(folder, ""),
      }))
    ),
    ({ student }) => student,
  );
  return {
    ...book,
    students: book.students.map((one) => ({
      ...one,
      notes: [
        ...one.notes,
        ...notes.get(one.student.id)?.map(({ says }) => says) ?? [],
      ],
    })),
  };
}

function sayProblem(
  { lesson }: Typed,
  { name, line, says, elsewhere }: TypeProblem,
): string {
  const place = elsewhere ?? (line === undefined ? "" : `answer.ts:${line}`);
  return `Types of lesson ${lesson}${name === undefined ? "" : `, ${name}`}: ` +
    `${place === "" ? "" : `${place}: `}${says}`;
}

/** Settings as those of exercises/ are, with imports that lead into the workbook. */
function writeSettings(folder: string): void {
  const read = (path: string): {
    imports?: Record<string, string>;
    compilerOptions: Record<string, unknown>;
  } => JSON.parse(readText(new URL(path, root)));
  const [all, own] = [read("deno.json"), read("exercises/deno.json")];
  const imports = Object.entries(all.imports!).map(([name, target]) => [
    name,
    target.startsWith("./") ? new URL(target, root).href : target,
  ]);
  const settings = {
    imports: Object.fromEntries(imports),
    compilerOptions: { ...all.compilerOptions, ...own.compilerOptions },
    nodeModulesDir: "none",
  };
  Deno.writeTextFileSync(`${folder}/deno.json`, JSON.stringify(settings));
  Deno.copyFileSync(new URL("deno.lock", root), `${folder}/deno.lock`);
}

/** Writes the answers of a student that may be looked at. */
function writeAnswers(
  { student, marks }: StudentMarks,
  name: string,
  { choices, submissions, folder }: TypeSetting,
): Typed[] {
  const files = submissions.get(student.id)?.files;
  if (files === undefined) return [];
  return choices.flatMap(({ folder: exercises }) => {
    const { slug, number } = exercises.lesson;
    const wasCalled = marks.some(({ item, status, complaint }) =>
      item.startsWith(`${number}.`) &&
      (status === "passed" || status === "failed" && complaint?.asked !== "")
    );
    if (!wasCalled) return [];
    const answer = answerIn(files, slug, allowedImports(exercises));
    if (answer.refusal !== undefined) return [];
    const place = `${folder}/${name}/${slug}`;
    Deno.mkdirSync(place, { recursive: true });
    const types = new URL("types.ts", exercises.answerUrl);
    copyIfThere(types, `${place}/types.ts`);
    for (const [path, text] of answer.files) {
      Deno.writeTextFileSync(`${folder}/${name}/${path}`, text);
    }
    const text = answer.files.get(`${slug}/answer.ts`)!;
    const url = urlOf(`${place}/answer.ts`);
    return [{ student: student.id, lesson: number, url, text }];
  });
}

function copyIfThere(from: URL, to: string): void {
  try {
    Deno.copyFileSync(from, to);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
