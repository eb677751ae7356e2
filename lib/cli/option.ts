/**
 * What an option of a command is, and how a row of their table is written.
 *
 * @module
 */
import type { LessonOption } from "../workbook/lesson_options.ts";
import type { CommandName } from "./commands.ts";

/** A part of the lab that has options of its own. */
export type OptionalPart = "bench" | "program";

/** How each of these parts is asked for. */
export const askedBy: Readonly<Record<OptionalPart, string>> = {
  bench: "--bench",
  program: "--program mine.ts",
};

/** One option. */
export interface Option extends LessonOption {
  /** The commands that have it. */
  readonly of: readonly CommandName[];
  /**
   * What it does, with what it may be in the place of `%`. Left out where the first lines of the
   * help tell it.
   */
  readonly says?: string;
  /** For lessons: the fact that is shown in the place of the page. */
  readonly shows?: string;
  /** For the lab: the parts that it is for, and without which it would change nothing. */
  readonly parts?: readonly [OptionalPart, ...OptionalPart[]];
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
