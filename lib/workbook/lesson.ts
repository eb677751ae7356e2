/**
 * What a lesson is: a page for people and a model function for the facts on it.
 *
 * The page (`README.md`) holds every reason and no count; the model holds every count and no
 * reason. The two meet in woven blocks, named by the keys of `facts`.
 *
 * @module
 */
import type { CostModel } from "../cost/cost.ts";
import type { Job, MovedMost } from "../machine/job.ts";
import type { Program } from "../machine/program.ts";
import type { Picture } from "../picture/picture.ts";

/** A value of the model that a learner may change: `--frames 3`. */
export interface Knob {
  /** Its name at the prompt, without the dashes. */
  readonly name: string;
  /** What it does, in a few words. */
  readonly says: string;
  /** Its value when it is left alone. */
  readonly value: number | string;
  /** For words: all that are allowed. */
  readonly choices?: readonly string[];
  /** For numbers: the smallest and the largest. */
  readonly range?: readonly [least: number, most: number];
}

/** What a model is run with. */
export interface Setting {
  /** The file to send and the machine to send it on. */
  readonly job: Job;
  /** The bytes of the file, or the first of them: read or made up when first asked for. */
  readonly file: (mostBytes?: number) => Uint8Array;
  /** Whether the run is to be kept event by event. If not, and the file is too large to move, it is only counted. */
  readonly keepsTrace: boolean;
  /** The most that is moved, if that is less than the model can move. */
  readonly movedMost?: MovedMost;
  /** The value of each knob, and of `strategy` where it was given. */
  readonly knobs: Readonly<Record<string, number | string>>;
  /**
   * A program of the learner's own: beside the strategies that the lesson compares, or else in the
   * place of its own.
   */
  readonly own?: Program;
  /** The prices that the lab measured on this machine; throws if it has not. */
  readonly measuredPrices: () => CostModel;
}

/** What a model found out. */
export interface Outcome {
  /**
   * The facts of the page, as Markdown for a number of columns. Text in fixed columns is fenced as
   * `text`; its lines must fit into the columns given, from 40 upward.
   */
  readonly facts: Readonly<Record<string, (columns: number) => string>>;
  /** The pictures of the page: each is the fact of its name for whoever can see it. */
  readonly pictures?: Readonly<Record<string, () => Picture>>;
  /** Other facts that a page folds away: below which words. In a terminal they are in sight. */
  readonly folded?: Readonly<Record<string, string>>;
  /** Whether the program of the learner's own delivered the file: nothing, where there was none. */
  readonly ownArrives?: boolean;
  /** The fields that `--json` adds to `lesson`, `title` and `job`. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** A sentence that the page prints, and what makes it true. */
export interface Claim {
  /** One sentence, as the page prints it. */
  readonly says: string;
  /** Whether the model agrees. A test asks. */
  readonly holds: () => boolean;
  /** The part of the lesson whose page prints it, if not the first. [from 1] */
  readonly part?: number;
}

/** A program to go through step by step, and the job that it does. */
export interface Stepped {
  readonly program: Program;
  readonly job: Job;
}

/** The half of a lesson that is code. */
export interface Lesson {
  /** Whether it sends the file of the job: so it takes all that describes one, and shows its run. */
  readonly sends?: boolean;
  /** The options of a job that change what this model does, besides. */
  readonly takes?: readonly string[];
  /** The strategies that it compares, by name: `--strategy` keeps one of them. */
  readonly compares?: readonly string[];
  /** The values of its own that a learner may change. */
  readonly knobs: readonly Knob[];
  /** The command whose results it explains. */
  readonly explains?: string;
  /** The program that `--step` goes through; nothing as long as several are compared. */
  readonly stepped?: (setting: Setting) => Stepped | undefined;
  /** Runs the model. */
  readonly model: (setting: Setting) => Outcome | Promise<Outcome>;
  /** What the page asserts. */
  readonly claims: readonly Claim[];
  /** What this system cannot do of the lesson: a sentence without its full stop, or nothing. */
  readonly obstacle?: () => string | undefined;
}

/** The largest number of pieces whose events are all kept. */
export const mostKeptPieces = 10_000;

/** The columns that woven text has on a page in the repository. */
export const pageColumns = 72;

/** The fewest columns that facts can be drawn in. */
export const slimColumns = 40;

/**
 * Fences text in fixed columns, so that Markdown leaves it as it is. Spaces that begin every line
 * are left out, as `deno fmt` would leave them out.
 */
export function fence(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  const text = lines.map((line) => line.slice(indent).trimEnd());
  return ["```text", ...text, "```"].join("\n");
}
