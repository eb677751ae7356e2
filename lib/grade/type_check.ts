/**
 * Type errors of an answer, found by Deno's own checker and laid at the door of the export that
 * has them.
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
  /** [from 1] */
  readonly line: number;
  /** What the checker says, in one line. */
  readonly says: string;
}

/**
 * Type-checks an answer. Needs permission to run Deno.
 *
 * @param answer The file with the answer.
 * @param source Its text.
 */
export async function findTypeProblems(
  answer: URL,
  source: string,
): Promise<TypeProblem[]> {
  const { stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", "--quiet", answer.href],
    env: { NO_COLOR: "1" },
    stdout: "null",
    stderr: "piped",
  }).output();
  return readTypeProblems(new TextDecoder().decode(stderr), answer, source);
}

/** Reads what the checker printed, as far as it is about one file. */
export function readTypeProblems(
  output: string,
  answer: URL,
  source: string,
): TypeProblem[] {
  const reports = output.matchAll(
    /TS\d+ \[ERROR\]: (.*)\n[^]*?\n +at (file:\S+?):(\d+):\d+/g,
  );
  return [...reports].flatMap(([, says, file, line]) =>
    file === answer.href
      ? [{
        name: exportAt(source, Number(line)),
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
