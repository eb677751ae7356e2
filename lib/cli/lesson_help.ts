/**
 * What `deno task lesson` says of itself.
 *
 * @module
 */
import type { Knob, Lesson } from "../workbook/lesson.ts";
import { hangText } from "../text/hanging_text.ts";
import { displayWidth, wrapText } from "../text/width.ts";
import type { LessonFolder } from "../workbook/content.ts";

/** What each option of a job and each flag does. */
const optionHelp: Readonly<Record<string, string>> = {
  "file PATH": "send this file",
  "size SIZE": "send a made-up file of this size (64KiB)",
  "buffer SIZE": "bytes for one call (the whole file)",
  "page SIZE": "size of a page of memory (4KiB)",
  "cache STATE": "page cache at the start: cold or warm (cold)",
  "nic ABILITY": "gather, no-gather or no-checksum (gather)",
  "strategy NAME": "only this way, as in --strategy sendfile",
};

const viewHelp: Readonly<Record<string, string>> = {
  "steps": "only the program, one line a step, and its counts",
  "detail": "only the long form: every step, naming who acts",
  "diagram": "only the sequence diagram",
  "no-trace": "counts only; needed for the largest jobs",
};

const flagHelp: Readonly<Record<string, string>> = {
  "answers": "unfold the answers to the questions",
  "width N": "columns of the output, 40 to 200",
  "json": "one JSON object instead of text",
  "help": "this text",
};

/** Lists the lessons, one line each where there is room. */
export function listLessons(
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
    "Run one:      deno task lesson 1",
    "All options:  deno task lesson --help",
  ];
  return [...rows, "", ...next].join("\n") + "\n";
}

/**
 * Explains the command, or one lesson's options.
 *
 * @param about The lesson that was named, if one was.
 */
export function sayUsage(
  columns: number,
  about?: { folder: LessonFolder; lesson: Lesson },
): string {
  const heeded = Object.entries(optionHelp).filter(([option]) =>
    about === undefined ||
    about.lesson.heeds.some((name) => option.startsWith(name))
  );
  const sends = about === undefined || about.lesson.heeds.includes("buffer");
  const knobs = about?.lesson.knobs.map(helpOf) ?? [];
  const what = about === undefined
    ? "deno task lesson [N or name] [options]"
    : `deno task lesson ${about.folder.number} [options]`;
  const rows = [
    ...heeded,
    ...knobs,
    ...(sends ? Object.entries(viewHelp) : []),
    ...Object.entries(flagHelp),
  ];
  return [
    what,
    "",
    ...wrapText(
      about?.folder.summary ??
        "Without a lesson: lists them. Some lessons have options of their own: " +
          "deno task lesson 4 --help",
      columns,
    ),
    "",
    ...layOut(rows, columns),
    "",
    ...wrapText("Sizes: 4096, 64KiB, 1MiB, 1e6.", columns),
  ].join("\n") + "\n";
}

function helpOf({ name, says, value, choices, range }: Knob): [string, string] {
  const allowed = choices?.join(", ") ?? range?.join(" to ") ?? "";
  return [
    `${name} ${typeof value === "number" ? "N" : "WORD"}`,
    `${says}: ${allowed} (${value})`,
  ];
}

/** Puts what the options do beside their names, all at the same column. */
function layOut(
  rows: readonly (readonly [option: string, says: string])[],
  columns: number,
): string[] {
  const names = rows.map(([option]) => `  --${option}  `);
  const left = Math.max(...names.map((name) => name.length));
  return rows.flatMap(([, says], i) =>
    hangText(names[i]!.padEnd(left), says, columns)
  );
}
