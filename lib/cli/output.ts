/**
 * The terminal: how wide it is, whether it has colours, and how text gets there.
 *
 * @module
 */
import { wrapText } from "../text/width.ts";

/** The columns of text that goes into a file or a pipe. */
const pipedColumns = 80;

/** More columns than this are hard to read. */
const mostReadColumns = 100;

/** The range of `--width`. */
export const columnsRange: readonly [least: number, most: number] = [40, 200];

/** How many columns to write. */
export function terminalColumns(): number {
  if (!Deno.stdout.isTerminal()) return pipedColumns;
  try {
    const { columns } = Deno.consoleSize();
    if (columns === 0) return pipedColumns;
    return Math.max(columnsRange[0], Math.min(columns, mostReadColumns));
  } catch {
    return pipedColumns;
  }
}

/** Whether colours may be used. @see https://no-color.org */
export function terminalIsColored(): boolean {
  return Deno.stdout.isTerminal() && !Deno.noColor && !isDumb();
}

/** Empties the screen; what has been scrolled off it stays where it can be read. */
export const clearScreen = "\x1b[2J\x1b[H";

/** Whether there is a screen, or a line of one, that can be emptied. */
export function terminalCanClear(
  stream: typeof Deno.stderr = Deno.stdout,
): boolean {
  return stream.isTerminal() && !isDumb();
}

/** Whether the terminal says that it knows no codes. A command that may not ask takes it for one that does. */
function isDumb(): boolean {
  const term = { name: "env", variable: "TERM" } as const;
  return Deno.permissions.querySync(term).state === "granted" &&
    Deno.env.get("TERM") === "dumb";
}

/** Colours the marks of grades, where colours may be used. They say nothing that words do not. */
export function colourMarks(lines: readonly string[]): string[] {
  if (!terminalIsColored()) return [...lines];
  return lines.map((line) =>
    line.replace(/^( *)✓/, "$1\x1b[32m✓\x1b[39m")
      .replace(/^( *)✗/, "$1\x1b[31m✗\x1b[39m")
  );
}

/** Breaks text for the terminal, and nowhere within what is to be typed. */
export function fitText(text: string): string[] {
  const held = text.replaceAll(
    /deno task [a-z]+(?: [\d.]*\d)*/g,
    (command) => command.replaceAll(" ", "\xa0"),
  );
  return wrapText(held, terminalColumns());
}

/** Writes text to standard output. A reader that has gone away ends it without a word. */
export function print(text: string): void {
  write(Deno.stdout, text);
}

/** Writes a paragraph, broken where the terminal ends. */
export function printText(text: string): void {
  print(fitText(text).join("\n") + "\n");
}

/** Does the same as `print`. @returns Whether somebody reads it. */
export function isPrinted(text: string): boolean {
  return write(Deno.stdout, text);
}

/** Writes one line to standard error. */
export function complain(line: string): void {
  write(Deno.stderr, `${line}\n`);
}

function write(
  stream: { writeSync(bytes: Uint8Array): number },
  text: string,
): boolean {
  let bytes = new TextEncoder().encode(text);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
    return true;
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
    return false;
  }
}
