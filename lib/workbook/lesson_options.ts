/**
 * The options that change what a lesson's model does: those of the job, the strategy, and the
 * lesson's own. What is typed at a prompt and what is set on a page is read from this one table.
 *
 * @module
 */
import {
  cacheStates,
  countPieces,
  generateFile,
  type Job,
  makeJob,
  mostCountedBytes,
  movedByModel,
  type MovedMost,
  nicAbilities,
  pageSizes,
} from "../machine/job.ts";
import { sayCount, saySize } from "../text/say.ts";
import type { Knob, Lesson, Setting } from "./lesson.ts";
import type { ValueOption } from "./option_values.ts";

/** An option of a lesson. */
export interface LessonOption extends ValueOption {
  /** What stands for its value in the help. */
  readonly word?: string;
  /**
   * Those that send a file have it, or that say that they take it, or that compare strategies,
   * which are its choices, or that have several parts.
   */
  readonly needs?: readonly ("sends" | "takes" | "compares" | "parts")[];
  /** What it is in the job. */
  readonly sets?: keyof Job;
}

/** An option that has words for the help. */
export type ToldOption = LessonOption & { readonly says: string };

const needs = ["sends", "takes"] as const;
const usual = makeJob();

/** The options of a job, and the strategy, in the order of the help. */
export const jobOptions: readonly ToldOption[] = [
  {
    name: "file",
    word: "PATH",
    kind: "path",
    says: "send this file",
    needs,
    example: "README.md",
  },
  {
    name: "size",
    word: "SIZE",
    kind: "size",
    says: "send a made-up file of this size",
    needs,
    sets: "fileBytes",
    range: [0, mostCountedBytes],
    value: usual.fileBytes,
  },
  {
    name: "buffer",
    word: "SIZE",
    kind: "size",
    says: "bytes for one call",
    needs,
    sets: "bufferBytes",
    range: [1, mostCountedBytes],
    value: "the whole file",
  },
  {
    name: "page",
    word: "SIZE",
    kind: "size",
    says: "size of a page of memory",
    needs,
    sets: "pageBytes",
    range: pageSizes,
    isPower: true,
    example: "4KiB",
    value: usual.pageBytes,
  },
  {
    name: "cache",
    word: "STATE",
    kind: "choice",
    says: "page cache at the start: %",
    needs,
    sets: "cache",
    choices: cacheStates,
    value: usual.cache,
  },
  {
    name: "nic",
    word: "ABILITY",
    kind: "choice",
    says: "%",
    needs,
    sets: "nic",
    choices: nicAbilities,
    value: usual.nic,
  },
  {
    name: "strategy",
    word: "NAME",
    kind: "choice",
    says: "only this strategy, as in --strategy sendfile",
    needs: ["compares"],
    takesParts: true,
  },
];

/** Keeps the options that a lesson has, out of any. @param parts How many parts it has. */
export function hadBy<Any extends LessonOption>(
  { sends, takes, compares }: Lesson,
  options: readonly Any[],
  parts = 1,
): Any[] {
  return options.flatMap((option): Any[] => {
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
}

/** An option for a value of the model of a lesson. */
export function optionOf(knob: Knob): ToldOption {
  const isNumber = typeof knob.value === "number";
  const allowed = knob.choices?.join(", ") ?? knob.range?.join(" to ");
  return {
    ...knob,
    kind: isNumber ? "number" : "choice",
    word: isNumber ? "N" : "WORD",
    says: `${knob.says}: ${allowed}`,
  };
}

/** All that changes what the model of a lesson does, in the order of the help. */
export function settingOptions(
  lesson: Lesson,
): ToldOption[] {
  return [...hadBy(lesson, jobOptions), ...lesson.knobs.map(optionOf)];
}

/** What was given for options, by their names: numbers are read. */
export type Given = Readonly<Record<string, number | string | undefined>>;

/**
 * Makes the setting of a model.
 *
 * @param given What was given; the usual value stands for the rest.
 * @param with.bytes A file that stands in the place of a made-up one.
 */
export function settingOf(
  lesson: Lesson,
  given: Given,
  { bytes, ...rest }: Omit<Setting, "job" | "file" | "knobs"> & {
    readonly bytes?: Uint8Array | undefined;
  },
): Setting {
  const parts = hadBy(lesson, jobOptions).flatMap(({ name, sets }) => {
    const value = given[name];
    return value === undefined || sets === undefined ? [] : [[sets, value]];
  });
  const size = bytes === undefined ? {} : { fileBytes: bytes.length };
  const job = makeJob({ ...Object.fromEntries(parts), ...size });
  const { strategy } = given;
  const knobs = lesson.knobs.map(({ name, value }) => [
    name,
    given[name] ?? value,
  ]);
  let file = bytes;
  return {
    job,
    // Made when first asked for, and once: some lessons send it by many programs.
    file: (most = job.fileBytes) => {
      if (file === undefined && most < job.fileBytes) return generateFile(most);
      file ??= generateFile(job.fileBytes);
      return most < file.length ? file.subarray(0, most) : file;
    },
    knobs: {
      ...Object.fromEntries(knobs),
      ...(strategy !== undefined && { strategy }),
    },
    ...rest,
  };
}

/** Says why a job is counted and not moved; nothing, if it is moved. @param mover What moves it. */
export function sayTooLarge(
  job: Job,
  { bytes, pieces }: MovedMost = movedByModel,
  mover = "The model",
): string | undefined {
  const wanted = countPieces(job);
  if (job.fileBytes > bytes) {
    return `${mover} moves files up to ${saySize(bytes)}, and counts larger ` +
      `ones: this one has ${sayCount(job.fileBytes)} bytes`;
  }
  return wanted > pieces
    ? `${mover} moves up to ${sayCount(pieces)} pieces, and counts more: ` +
      `these are ${sayCount(wanted)}`
    : undefined;
}
