/**
 * Type errors of answers, found by Deno's own checker and told at the export that has them.
 *
 * Grading itself runs without types: it is faster, and one wrong type does not stop the others.
 *
 * @module
 */
import { splitCodes } from "../text/escape_code.ts";
import { withoutComments } from "../workbook/hole.ts";
import { offlineEnv, offlineFlags } from "./closed_off.ts";
import { readable } from "./readable.ts";

/** One type error. */
export interface TypeProblem {
  /** The export in which it is; nothing, if it is outside all of them. */
  readonly name: string | undefined;
  /** [from 1]; nothing, if the checker did not say. */
  readonly line: number | undefined;
  /** What the checker says, in one line. */
  readonly says: string;
  /** The place, if it is in a module that the answer imports. */
  readonly elsewhere?: string;
}

/** An answer: its file, and its text. */
export interface Source {
  readonly url: URL;
  readonly text: string;
}

/** What the checker did with some files: its verdict, and what it printed. */
export interface CheckerVerdict {
  readonly success: boolean;
  readonly printed: string;
}

/** Looks at the types of some files. */
export type Checker = (hrefs: readonly string[]) => Promise<CheckerVerdict>;

/** How long the checker may take. [ms] */
const checkMs = 120_000;

/**
 * Type-checks answers, all at once: what they have in common is looked at once. Where that gives no
 * verdict about each, each is looked at alone; an answer that still has none has a problem.
 *
 * @returns The problems of each, in the order given.
 */
export async function findTypeProblems(
  answers: readonly Source[],
  check: Checker = denoCheck,
): Promise<TypeProblem[][]> {
  const { success, printed } = await check(answers.map(({ url }) => url.href));
  if (success || isUntypedOnly(printed)) return answers.map(() => []);
  const found = answers.map((answer) => readTypeProblems(printed, answer));
  const told = found.reduce((sum, problems) => sum + problems.length, 0);
  const [, other] = found;
  if (told > 0 && (other === undefined || isAll(printed, told))) return found;
  if (other === undefined) return [[unread(printed)]];
  const alone: TypeProblem[][] = [];
  for (const answer of answers) {
    alone.push(...await findTypeProblems([answer], check));
  }
  return alone;
}

/** Asks Deno, with the settings of the folder of the first file. Needs permission to run it. */
export async function denoCheck(
  hrefs: readonly string[],
): Promise<CheckerVerdict> {
  const { success, code, stderr, signal } = await new Deno.Command(
    Deno.execPath(),
    {
      args: ["check", "--quiet", ...offlineFlags, ...hrefs],
      // Deno looks for its settings here: answers have some of their own.
      cwd: new URL(".", hrefs[0]),
      env: offlineEnv,
      stdout: "null",
      stderr: "piped",
      signal: AbortSignal.timeout(checkMs),
    },
  ).output();
  const printed = new TextDecoder().decode(stderr).trim();
  if (success || printed !== "") return { success, printed };
  const end = signal === null ? `exit code ${code}` : signal;
  return { success, printed: `it ended with ${end} and without a word` };
}

/** Whether so many reports are all that the checker has to say. */
function isAll(printed: string, told: number): boolean {
  return reportsIn(printed).length === told &&
    !/^error: (?!Type checking failed)/m.test(plain(printed));
}

/** Whether the checker says nothing but that types are not written down. */
function isUntypedOnly(printed: string): boolean {
  return untyped.test(plain(printed)) && isAll(printed, 0);
}

/** The problem of an answer about which nothing can be read. */
function unread(printed: string): TypeProblem {
  const [report] = reportsIn(printed);
  if (report !== undefined) {
    const { says, file, line } = report;
    const elsewhere = readable(`${file}:${line}`);
    return { name: undefined, line, says: readable(says), elsewhere };
  }
  const lines = plain(printed).split("\n").map((line) => line.trim());
  const [first = ""] = lines.filter((line) => line !== "");
  const place = lines.find((line) => /^at \S+:\d+:\d+$/.test(line));
  const says = [first.replace(/^error: /, ""), place ?? ""].join(" ");
  return { name: undefined, line: undefined, says: readable(says) };
}

/** One report of the checker. */
interface CheckerReport {
  readonly says: string;
  readonly file: string;
  /** [from 1] */
  readonly line: number;
}

/**
 * What says that a type is not written down, and that is no mistake: TS7005 to TS7034, and what
 * follows from that; but not what says that there is no such field.
 */
const untyped =
  /^(?:error: )?TS(?:70[0-3]\d |7053 .* expression of type 'any' |(?:2571|18046) )/m;

/** Reads the reports but those. Of a line that is long, no copy stands between what is said and its place. */
function reportsIn(printed: string): CheckerReport[] {
  return plain(printed).split(/^(?=(?:error: )?TS\d+ \[ERROR\]: )/m)
    .flatMap((text) => {
      const says = /^(?:error: )?TS\d+ \[ERROR\]: (.*)/.exec(text)?.[1];
      if (says === undefined || untyped.test(text)) return [];
      const [, file = "", line] = /^ {4}at (\S+):(\d+):\d+$/m.exec(text) ?? [];
      return [{ says, file, line: Number(line) }];
    });
}

/** Leaves out colours. */
function plain(printed: string): string {
  return splitCodes(printed).filter((_, i) => i % 2 === 0).join("");
}

/** Reads what the checker printed, as far as it is about one answer. */
export function readTypeProblems(
  printed: string,
  { url, text }: Source,
): TypeProblem[] {
  return reportsIn(printed).filter(({ file }) => file === url.href)
    .map(({ says, line }) => ({
      name: exportAt(text, line),
      line,
      says: readable(says),
    }));
}

/** The name of the export that a line belongs to. */
function exportAt(source: string, line: number): string | undefined {
  const lines = withoutComments(source).split("\n").slice(0, line);
  for (const text of lines.reverse()) {
    const name = /^export (?:async )?(?:function\*?|const|let) (\w+)/.exec(
      text,
    );
    if (name !== null) return name[1];
    // What closes an export ends there; what closes only its parameters goes on.
    if (/^[})\]]+[;,]?$/.test(text) && text !== lines[0]) return undefined;
  }
  return undefined;
}
