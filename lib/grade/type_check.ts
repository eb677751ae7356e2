/**
 * Type errors of answers, found by Deno's own checker and told at the export that has them.
 *
 * Grading itself runs without types: it is faster, and one wrong type does not stop the others.
 *
 * @module
 */
import { withoutComments } from "../workbook/hole.ts";

/** One type error. */
export interface TypeProblem {
  /** The export in which it is; nothing, if it is outside all of them. */
  readonly name: string | undefined;
  /** [from 1]; nothing, if the checker did not say. */
  readonly line: number | undefined;
  /** What the checker says, in one line. */
  readonly says: string;
}

/** An answer: its file, and its text. */
export interface Source {
  readonly url: URL;
  readonly text: string;
}

/**
 * Type-checks answers, all at once: what they have in common is looked at once. Needs permission to
 * run Deno.
 *
 * @returns The problems of each, in the order given.
 */
export async function findTypeProblems(
  answers: readonly Source[],
): Promise<TypeProblem[][]> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", "--quiet", ...answers.map(({ url }) => url.href)],
    env: { NO_COLOR: "1" },
    stdout: "null",
    stderr: "piped",
  }).output();
  const output = new TextDecoder().decode(stderr);
  const found = answers.map((answer) => readTypeProblems(output, answer));
  if (success || found.some((problems) => problems.length > 0)) return found;
  const says = output.trim().split("\n")[0] ?? "";
  const problem = { name: undefined, line: undefined, says };
  return answers.map(() => [problem]);
}

/** Reads what the checker printed, as far as it is about one answer. */
export function readTypeProblems(
  output: string,
  { url, text }: Source,
): TypeProblem[] {
  const reports = output.matchAll(
    /TS\d+ \[ERROR\]: (.*)\n[^]*?\n +at (file:\S+?):(\d+):\d+/g,
  );
  return [...reports].flatMap(([, says, file, line]) =>
    file === url.href
      ? [{
        name: exportAt(text, Number(line)),
        line: Number(line),
        says: says!,
      }]
      : []
  );
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
