/**
 * Bad input: one line that says what was expected, what was found and what to type next.
 *
 * @module
 */

/** The user asked for something that cannot be done. The command ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  /**
   * @param problem What was found and what was expected, without a full stop.
   * @param tryThis A command line that works.
   */
  constructor(problem: string, tryThis: string) {
    super(`${problem}. Try: ${tryThis}`);
  }
}
