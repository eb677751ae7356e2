/**
 * What a lesson's model is run with: which options a lesson has, and what their values make.
 *
 * @module
 */
import {
  countPieces,
  generateFile,
  type Job,
  makeJob,
  mostMovedBytes,
  mostMovedPieces,
} from "../machine/job.ts";
import { sayCount, saySize } from "../text/say.ts";
import {
  type Knob,
  type Lesson,
  mostKeptPieces,
  type Setting,
} from "../workbook/lesson.ts";
import { quote } from "./option_values.ts";
import type { Option } from "./option.ts";
import { optionsOf } from "./options.ts";
import { typedPath } from "./path.ts";
import { readPrices } from "./saved_prices.ts";
import { isGiven, textOf, type Typed, valueOf } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Lists the options of a lesson: those of the job that it takes, its own, and the others.
 *
 * @param parts How many parts it has.
 */
export function optionsOfLesson(lesson: Lesson, parts = 1): Option[] {
  const { sends, takes, compares, knobs } = lesson;
  const has = optionsOf("lesson").flatMap((option): Option[] => {
    const { name, needs = [] } = option;
    if (needs.includes("compares")) {
      return compares === undefined ? [] : [{ ...option, choices: compares }];
    }
    if (needs.includes("parts")) {
      return parts === 1 ? [] : [{ ...option, range: [1, parts] }];
    }
    const isHad = needs.length === 0 || (needs.includes("sends") && sends) ||
      (needs.includes("takes") && takes?.includes(name));
    return isHad ? [option] : [];
  });
  const isOfJob = ({ needs = [] }: Option): boolean =>
    needs.includes("takes") || needs.includes("compares");
  return [
    ...has.filter(isOfJob),
    ...knobs.map(optionOf),
    ...has.filter((option) => !isOfJob(option)),
  ];
}

function optionOf(knob: Knob): Option {
  const isNumber = typeof knob.value === "number";
  const allowed = knob.choices?.join(", ") ?? knob.range?.join(" to ");
  return {
    ...knob,
    of: ["lesson"],
    kind: isNumber ? "number" : "choice",
    word: isNumber ? "N" : "WORD",
    says: `${knob.says}: ${allowed}`,
  };
}

/**
 * Makes the setting of a model from what was typed.
 *
 * @param typed With the options of the lesson.
 * @throws {UsageError} If a value is not one that its option takes.
 */
export function readSetting(typed: Typed, lesson: Lesson): Setting {
  const path = textOf(typed, "file");
  let bytes = path === undefined ? undefined : readSentFile(path, lesson);
  if (bytes !== undefined && isGiven(typed, "size")) {
    throw new UsageError(
      "Give --file or --size, not both: a file has its own size",
      "--size 1MiB",
    );
  }
  const job = readJob(typed, bytes?.length);
  const keepsTrace = !isGiven(typed, "no-trace");
  if (keepsTrace && lesson.sends) requireMovable(job, typed);
  const strategy = textOf(typed, "strategy");
  const knobs = lesson.knobs.map(({ name, value }) =>
    [name, valueOf(typed, name) ?? value] as const
  );
  return {
    job,
    // Made when first asked for, and once: some lessons send it by many programs.
    file: () => bytes ??= generateFile(job.fileBytes),
    keepsTrace,
    knobs: {
      ...Object.fromEntries(knobs),
      ...(strategy !== undefined && { strategy }),
    },
    measuredPrices: readPrices,
  };
}

function readJob(typed: Typed, fileBytes: number | undefined): Job {
  const parts = typed.options.flatMap(({ name, sets }) => {
    const value = sets === undefined ? undefined : valueOf(typed, name);
    return value === undefined ? [] : [[sets, value]];
  });
  const size = fileBytes === undefined ? {} : { fileBytes };
  return makeJob({ ...Object.fromEntries(parts), ...size });
}

/** Refuses what would take minutes, or could be told only in part. */
function requireMovable(job: Job, { given }: Typed): void {
  const pieces = countPieces(job);
  const problem = job.fileBytes > mostMovedBytes
    ? `moves files up to ${saySize(mostMovedBytes)}, and counts larger ones: ` +
      `this one has ${sayCount(job.fileBytes)} bytes`
    : pieces > mostMovedPieces
    ? `moves up to ${sayCount(mostMovedPieces)} pieces, and counts more: ` +
      `these are ${sayCount(pieces)}`
    : given.has("--json") && pieces > mostKeptPieces
    ? `keeps the events of up to ${sayCount(mostKeptPieces)} pieces: these ` +
      `are ${sayCount(pieces)}`
    : undefined;
  if (problem === undefined) return;
  const file = given.get("--file");
  const what = file === undefined || job.fileBytes > mostMovedBytes
    ? `--size ${job.fileBytes}`
    : `--file ${quote(file)}`;
  const buffer = given.get("--buffer");
  const option = buffer === undefined ? "" : ` --buffer ${buffer}`;
  throw new UsageError(
    `The model ${problem}`,
    `${what}${option} --no-trace`,
  );
}

/**
 * Reads the file of `--file`, named from the folder in which the command was typed.
 *
 * @param lesson The lesson that sends it: not all can count a file that is too large to read.
 * @throws {UsageError} If there is none, or it cannot be read, or is too large.
 */
function readSentFile(path: string, { sends }: Lesson): Uint8Array {
  if (path === "") throw refuse("it has no value");
  const place = typedPath(path);
  try {
    const { isFile, size } = Deno.statSync(place);
    if (!isFile) throw refuse(`"${path}" is not a regular file`);
    if (size > mostMovedBytes) {
      throw refuse(
        `"${path}" has ${sayCount(size)} bytes, more than the model moves`,
        `--size ${size}${sends ? " --no-trace" : ""}`,
      );
    }
    return Deno.readFileSync(place);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof Deno.errors.NotFound) {
      throw refuse(`"${path}" does not exist`);
    }
    const reason = error instanceof Error ? error.name : String(error);
    throw refuse(`"${path}" cannot be read (${reason})`);
  }
}

function refuse(state: string, tryThis = "--size 1MiB"): UsageError {
  return new UsageError(
    `--file takes a file that can be read: ${state}`,
    tryThis,
  );
}
