/**
 * The setting of a lesson's model, from the values of its options.
 *
 * @module
 */
import {
  type Knob,
  type Lesson,
  mostKeptRounds,
  type Setting,
} from "../workbook/lesson.ts";
import {
  generateFile,
  type Job,
  makeJob,
  mostMovedBytes,
  mostMovedRounds,
  nicAbilities,
  roundsOf,
} from "../machine/job.ts";
import { sayCount, saySize } from "../text/say.ts";
import { strategies } from "../strategy/linux.ts";
import { columnsRange } from "./output.ts";
import { readPrices } from "./saved_prices.ts";
import { UsageError } from "./usage_error.ts";
import {
  type Given,
  quote,
  readChoice,
  readSize,
  readWhole,
  sayFound,
} from "./values.ts";

/**
 * Reads the width of the output.
 *
 * @returns As it was given [columns], or `undefined`.
 * @throws {UsageError} If it is not a width.
 */
export function readWidth(given: Given): number | undefined {
  if (given.width === undefined) return undefined;
  const [least, most] = columnsRange;
  return readWhole("width", String(given.width), [least, most]);
}

/**
 * Makes the setting of a model from what was typed.
 *
 * @param readFile Reads the file of `--file`, or throws a `UsageError`.
 * @throws {UsageError} If a value is not one that its option takes.
 */
export function readSetting(
  given: Given,
  lesson: Lesson,
  readFile: (path: string) => Uint8Array,
): Setting {
  let bytes = given.file === undefined
    ? undefined
    : readFile(String(given.file));
  if (bytes !== undefined && given.size !== undefined) {
    throw new UsageError(
      "Give --file or --size, not both: a file has its own size",
      "--size 1MiB",
    );
  }
  const job = readJob(given, bytes?.length);
  const keepsTrace = given["no-trace"] !== true;
  if (keepsTrace) requireMovable(job, lesson, given);
  return {
    job,
    // Made when first asked for, and once: lessons 10 and 11 send it in many ways.
    file: () => bytes ??= generateFile(job.fileBytes),
    keepsTrace,
    knobs: {
      ...readKnobs(given, lesson.knobs),
      ...readStrategy(given),
    },
    measuredPrices: readPrices,
  };
}

function readJob(given: Given, fileBytes: number | undefined): Job {
  const size = fileBytes ?? readSize(given, "size", 0);
  const bufferBytes = readSize(given, "buffer", 1);
  const pageBytes = readSize(given, "page", 1);
  const cache = readChoice(given, "cache", ["cold", "warm"]);
  const nic = readChoice(given, "nic", nicAbilities);
  try {
    return makeJob({
      ...(size === undefined ? {} : { fileBytes: size }),
      ...(bufferBytes === undefined ? {} : { bufferBytes }),
      ...(pageBytes === undefined ? {} : { pageBytes }),
      ...(cache === undefined ? {} : { cache }),
      ...(nic === undefined ? {} : { nic }),
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(
      "--page takes a power of two from 512 B to 2 MiB: " +
        sayFound(given.page),
      "--page 4KiB",
    );
  }
}

/** Refuses what would take minutes, or could be told only in part. */
function requireMovable(job: Job, lesson: Lesson, given: Given): void {
  if (!lesson.heeds.includes("buffer")) return;
  const rounds = roundsOf(job);
  const problem = job.fileBytes > mostMovedBytes
    ? `moves files up to ${saySize(mostMovedBytes)}, and counts larger ones: ` +
      `this one has ${sayCount(job.fileBytes)} bytes`
    : rounds > mostMovedRounds
    ? `moves up to ${
      sayCount(mostMovedRounds)
    } pieces, and counts more: these ` +
      `are ${sayCount(rounds)}`
    : given.json && rounds > mostKeptRounds
    ? `keeps the events of up to ${
      sayCount(mostKeptRounds)
    } pieces: these are ` +
      sayCount(rounds)
    : undefined;
  if (problem === undefined) return;
  const what = given.file === undefined || job.fileBytes > mostMovedBytes
    ? `--size ${job.fileBytes}`
    : `--file ${quote(String(given.file))}`;
  const pieces = given.buffer === undefined ? "" : ` --buffer ${given.buffer}`;
  throw new UsageError(
    `The model ${problem}`,
    `${what}${pieces} --no-trace`,
  );
}

/** Finds the way that is meant: its name, or a part of it that no other name has. */
function readStrategy(given: Given): { strategy?: string } {
  if (given.strategy === undefined) return {};
  const names = strategies.map(({ name }) => name);
  const wanted = String(given.strategy).toLowerCase().replaceAll(/\W/g, "");
  const plain = (name: string): string => name.replaceAll(/\W/g, "");
  const found = names.filter((name) => plain(name) === wanted);
  const near = names.filter((name) =>
    wanted !== "" && plain(name).includes(wanted)
  );
  const [strategy, other] = found.length > 0 ? found : near;
  if (strategy !== undefined && other === undefined) return { strategy };
  throw new UsageError(
    `--strategy takes ${names.join(", ")}: ${sayFound(given.strategy)}`,
    `--strategy ${quote(strategy ?? names[0]!)}`,
  );
}

function readKnobs(
  given: Given,
  knobs: readonly Knob[],
): Record<string, number | string> {
  return Object.fromEntries(knobs.map((knob) => {
    const text = given[knob.name];
    if (text === undefined) return [knob.name, knob.value];
    const value = typeof knob.value === "number"
      ? readWhole(knob.name, String(text), knob.range ?? [0, 2 ** 32])
      : readChoice(given, knob.name, knob.choices ?? [String(text)])!;
    return [knob.name, value];
  }));
}
