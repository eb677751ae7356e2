/**
 * Bad input: one line that says what was expected, what was found and what to type next.
 *
 * @module
 */
import { oneLine } from "../text/escape_code.ts";

/** The user asked for something that cannot be done. The command ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly #problem: string;
  readonly #tryThis: string;

  /**
   * @param problem What was found and what was expected, without a full stop. It may end with a question.
   * @param tryThis A command line that works, or only its options: see `for`.
   */
  constructor(problem: string, tryThis: string) {
    // What was typed may hold line ends and escape codes; the message is one line.
    const stop = problem.endsWith("?") ? "" : ".";
    super(oneLine(`${problem}${stop} Try: ${tryThis}`));
    this.#problem = problem;
    this.#tryThis = tryThis;
  }

  /** Completes a suggestion of options only by the command that they belong to. */
  for(command: string): UsageError {
    return this.#tryThis.startsWith("--")
      ? new UsageError(this.#problem, `${command} ${this.#tryThis}`)
      : this;
  }
}

/** Carries something out; what it suggests to type instead begins with the command. */
export async function suggesting<Result>(
  command: string,
  act: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof UsageError ? error.for(command) : error;
  }
}

/**
 * Carries something out; what it refuses as out of range, somebody has typed.
 *
 * @param tryThis A command line that works.
 */
export async function refusing<Result>(
  tryThis: string,
  act: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message.replace(/\.$/, ""), tryThis);
  }
}
