/**
 * Importing an answer, in the process in which it lives.
 *
 * @module
 */
import { AnswerError } from "./caller.ts";

/**
 * Imports an answer. A module inherits nothing, so no `then` that the answer adds comes between.
 *
 * @throws {AnswerError} If it cannot be loaded: with the place, as far as it is the answer's own.
 */
export async function importAnswer(
  answer: string,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(answer);
  } catch (error) {
    throw new AnswerError(sayLoading(error), "module");
  }
}

/** Says why an answer cannot be loaded, and where. */
function sayLoading(error: unknown): string {
  let text = "something that cannot be written down";
  try {
    text = error instanceof Error ? String(error.message) : String(error);
  } catch {
    // It is not said.
  }
  const [first = "", ...rest] = text.split("\n");
  const place = / at file:\S*?(\/[^/\s]+\.ts:\d+:\d+)/.exec(rest.join(" "))
    ?.[1];
  return `It cannot be loaded: ${first}${place ? ` (${place.slice(1)})` : ""}`;
}
