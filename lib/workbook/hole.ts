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

/**
 * Finds the holes of an answer that are still there, without running it.
 *
 * @param source The text of the answer.
 * @returns The names of the exports in which `todo(` is called.
 */
export function openHoles(source: string): string[] {
  const code = withoutComments(source);
  const starts = [...code.matchAll(
    /^export (?:async )?(?:function\*?|const|let) (\w+)/gm,
  )];
  return starts.flatMap((start, i) => {
    const body = code.slice(start.index, starts[i + 1]?.index);
    return /\btodo\s*\(/.test(body) ? [start[1]!] : [];
  });
}

/** Blanks comments and texts, so that what looks like code in them is not taken for code; lines stay. */
export function withoutComments(source: string): string {
  const quietParts =
    /\/\/.*|\/\*[^]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;
  return source.replaceAll(quietParts, (part) => part.replaceAll(/\S/g, " "));
}
