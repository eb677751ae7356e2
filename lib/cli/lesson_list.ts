/**
 * The list of lessons, as `deno task lesson` prints it.
 *
 * @module
 */
import { displayWidth, wrapText } from "../text/width.ts";
import { type LessonFolder, readLessons } from "../workbook/content.ts";
import { jsonText } from "../workbook/plain.ts";
import { helpOf } from "./help.ts";
import { print, terminalColumns } from "./output.ts";
import { isGiven, numberOf, otherIn, suggestion, type Typed } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Lists the lessons, or refuses what only a lesson can have.
 *
 * @param command What everything begins with that is suggested.
 * @throws {UsageError} If an option was given that needs a lesson.
 */
export function listLessons(args: Typed, command: string): void {
  const options = args.options.filter(({ needs }) => needs === undefined);
  const typed = { ...args, options };
  const columns = numberOf(typed, "width") ?? terminalColumns();
  if (isGiven(typed, "help")) return print(helpOf("lesson", columns));
  const other = otherIn(typed);
  if (other !== undefined) {
    throw new UsageError(
      `The option ${other} needs a lesson that has it: no lesson was named`,
      suggestion(typed, other, command) ?? `${command} --help`,
    );
  }
  const lessons = readLessons();
  if (!isGiven(typed, "json")) return print(drawList(lessons, columns));
  const list = lessons.map(({ number, slug, title, summary }) => ({
    lesson: number,
    slug,
    title,
    summary,
  }));
  print(jsonText({ lessons: list }));
}

/** Lists the lessons, one line each where there is room. */
function drawList(
  lessons: readonly LessonFolder[],
  columns: number,
): string {
  const titleColumns = Math.max(
    ...lessons.map(({ title }) => displayWidth(title)),
  );
  const rows = lessons.flatMap(({ number, title, summary }) => {
    const head = `${String(number).padStart(2)}  ${title}`;
    const pad = " ".repeat(titleColumns - displayWidth(title) + 2);
    const oneLine = head + pad + summary;
    if (displayWidth(oneLine) <= columns) return [oneLine];
    return [head, ...wrapText(summary, columns - 4).map((row) => `    ${row}`)];
  });
  const next = [
    `Run one:      deno task lesson ${lessons[0]?.number}`,
    "All options:  deno task lesson --help",
  ];
  return [...rows, "", ...next].join("\n") + "\n";
}
