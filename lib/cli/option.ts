/**
 * What an option of a command is, and how a row of their table is written.
 *
 * @module
 */
import type { Job } from "../machine/job.ts";
import type { Knob } from "../workbook/lesson.ts";
import type { CommandName } from "./commands.ts";

/** One option. */
export interface Option extends Partial<Knob> {
  /** The commands that have it. */
  readonly of: readonly CommandName[];
  /** Its name at the prompt, without the dashes. */
  readonly name: string;
  /** What it takes: a flag takes nothing. */
  readonly kind: "flag" | "size" | "number" | "choice" | "path" | "word";
  /** What stands for its value in the help. */
  readonly word?: string;
  /**
   * What it does, with what it may be in the place of `%`. Left out where the first lines of the
   * help tell it.
   */
  readonly says?: string;
  /** A value to suggest, if that is not plain from its kind. */
  readonly example?: string;
  /** For sizes: whether only powers of two are taken. */
  readonly isPower?: boolean;
  /** For choices: whether a part is enough that no other has. */
  readonly takesParts?: boolean;
  /**
   * For lessons: those that send a file have it, or that say that they take it, or that compare
   * strategies, which are its choices, or that have several parts.
   */
  readonly needs?: readonly ("sends" | "takes" | "compares" | "parts")[];
  /** For lessons: what it is in the job. */
  readonly sets?: keyof Job;
  /** For lessons: the fact that is shown in the place of the page. */
  readonly shows?: string;
  /** For the lab: the part that it is for, and without which it would change nothing. */
  readonly part?: "bench";
}

/** Writes a row: `typed` is the name, and what stands for the value in the help. */
export function option(
  of: CommandName | readonly CommandName[],
  typed: string,
  kind: Option["kind"],
  says: string | undefined,
  more: Partial<Option>,
): Option {
  const [name, word] = typed.split(" ");
  return {
    of: [of].flat(),
    name: name!,
    kind,
    ...(word && { word }),
    ...(says && { says }),
    ...more,
  };
}

/** Writes a row of an option that takes no value. */
export function flag(
  of: CommandName | readonly CommandName[],
  name: string,
  says?: string,
  more: Partial<Option> = {},
): Option {
  return option(of, name, "flag", says, more);
}
