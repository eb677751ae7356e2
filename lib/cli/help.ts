/**
 * What `--help` prints.
 *
 * @module
 */
import { hangText } from "../text/hanging_text.ts";
import { saySize } from "../text/say.ts";
import { displayWidth, wrapText } from "../text/width.ts";
import { type CommandName, commands, type CommandText } from "./commands.ts";
import type { Option } from "./option.ts";
import { optionsOf } from "./options.ts";

/**
 * Explains a command, or one lesson.
 *
 * @param columns How wide. [columns]
 * @param of.prompt How it is called.
 * @param of.options Its options.
 * @param of.summary What stands in the place of the first paragraph.
 */
export function helpOf(
  command: CommandName,
  columns: number,
  { prompt, options = optionsOf(command), summary }: {
    prompt?: string;
    options?: readonly Option[];
    summary?: string;
  } = {},
): string {
  const { takes, about, column }: CommandText = commands[command];
  const text = summary === undefined
    ? about
    : about.replace(/^.*/, () => summary);
  // A paragraph is written in lines of 80 columns, and told in those that there are.
  const whole = text.replaceAll(/(?<=[^\s}])\n(?=[^\s{])/g, " ");
  const lines = whole.split("\n").flatMap((line) =>
    line === "{options}"
      ? drawOptions(options, columns, column)
      : drawLine(line, columns)
  );
  const head = wrapText(prompt ?? `deno task ${command} ${takes}`, columns);
  return [...head, "", ...lines].join("\n") + "\n";
}

/**
 * Wraps a line; what stands beside a command stays there, or comes below where there is no room. A
 * line that is to be typed stays one for the shell.
 */
function drawLine(line: string, columns: number): string[] {
  const [label = ""] = /^ {2}\S.*? {2,}/.exec(line) ?? [];
  if (label === "" && line.startsWith("  ")) {
    if (displayWidth(line) <= columns) return [line];
    return wrapText(line.replace(/ \\$/, ""), columns - 2)
      .map((row, i, { length }) =>
        i < length - 1 || line.endsWith("\\") ? `${row} \\` : row
      );
  }
  const says = line.slice(label.length);
  return 2 * label.length > columns
    ? [...wrapText(label, columns), ...hangText("      ", says, columns)]
    : hangText(label, says, columns);
}

/** Puts what the options do beside their names, all at the same column. */
function drawOptions(
  options: readonly Option[],
  columns: number,
  column?: number,
): string[] {
  const told = options.filter(({ says }) => says !== undefined);
  const names = told.map(({ name, word }) =>
    `  --${name}${word === undefined ? "" : ` ${word}`}`
  );
  const left = column ?? 2 + Math.max(...names.map(({ length }) => length));
  return told.flatMap((option, i) =>
    hangText(names[i]!.padEnd(left), sayOption(option), columns)
  );
}

/** Says what an option does, what it may be, and what it is if it is left alone. */
function sayOption({ says = "", kind, choices, range, value }: Option): string {
  const words = choices ?? range?.map(String) ?? [];
  const allowed = [words.slice(0, -1).join(", "), ...words.slice(-1)]
    .join(choices === undefined ? " to " : " or ");
  const usual = kind === "size" && typeof value === "number"
    ? saySize(value).replace(" ", "")
    : value;
  return says.replace("%", allowed) +
    (usual === undefined ? "" : ` (${usual})`);
}
