/**
 * Holes: what an exercise leaves to the learner.
 *
 * @module
 */

/** A hole that has not been filled. */
class Todo extends Error {
  override readonly name = "Todo";
}

/**
 * Marks a hole. Replace it, with the `return` before it, by your answer.
 *
 * @param task What belongs there, in a few words.
 * @throws {Todo} Always.
 */
export function todo(task: string): never {
  throw new Todo(task);
}

/** A hole that is still there. */
export interface Hole {
  /** The export in which `todo` is called. */
  readonly name: string;
  /** Where it is called first. [from 1] */
  readonly line: number;
}

/**
 * Finds the holes of an answer that are still there, without running it.
 *
 * @param source The text of the answer.
 */
export function findHoles(source: string): Hole[] {
  const code = withoutComments(source);
  const starts = [...code.matchAll(
    /^[ \t]*export (?:async )?(?:function\*?|const|let) (\w+)/gm,
  )];
  return starts.flatMap((start, i) => {
    const at = holeIn(code.slice(start.index, starts[i + 1]?.index));
    if (at === undefined) return [];
    const line = code.slice(0, start.index + at).split("\n").length;
    return [{ name: start[1]!, line }];
  });
}

/** Names the exports that have a hole. */
export function openHoles(source: string): string[] {
  return findHoles(source).map(({ name }) => name);
}

/** Finds where `todo` is called: not a method of that name, and not where one is defined. */
function holeIn(body: string): number | undefined {
  return [...body.matchAll(/(?<![.\w$]|\bfunction\s+)todo\s*\(/g)]
    .find(({ index }) => {
      // What stands just before: a text is not read again for each call in it.
      const near = body.slice(Math.max(0, index - 100), index);
      const before = /(\S?)\s*(?:async\s+)?$/.exec(near)![1]!;
      const isMethod = "{},;".includes(before) &&
        /^\s*(?::[^;,]*)?\{/.test(afterCall(body.slice(index)));
      return before === "" || !isMethod;
    })?.index;
}

/** What follows the parenthesis that closes the first one. */
function afterCall(code: string): string {
  let depth = 0;
  for (const { index, 0: bracket } of code.matchAll(/[()]/g)) {
    depth += bracket === "(" ? 1 : -1;
    if (depth === 0) return code.slice(index + 1);
  }
  return "";
}

/**
 * Comments, texts, and patterns: what begins with a slash where no value stands before it. What goes
 * over lines and is not closed goes to the end, and the others have a longest: else a stranger's text
 * of 64 KiB would be read again from each of its signs, which takes seconds.
 */
const quietParts =
  /\/\/.*|\/\*[^]*?(?:\*\/|(?![^]))|"(?:\\.|[^"\\\n]){0,1000}"|'(?:\\.|[^'\\\n]){0,1000}'|`(?:\\[^]|[^`\\])*(?:`|\\?(?![^]))|(?<=(?:^|[=(,:;!&|?{[+*%~^<>-]|\breturn|\bcase|\btypeof)\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n]){0,100}\]|[^/\\\n[]){1,200}\//gm;

/** Blanks comments, texts and patterns, so that what looks like code in them is not taken for code; lines stay. */
export function withoutComments(source: string): string {
  return source.replaceAll(quietParts, (part) => part.replaceAll(/\S/g, " "));
}
