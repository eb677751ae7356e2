/**
 * Asking in a terminal, a line at a time.
 *
 * @module
 */
import { print } from "./output.ts";

/** Whether somebody is there who reads a question, and can answer it. */
export function canAsk(): boolean {
  return Deno.stdin.isTerminal() && Deno.stdout.isTerminal();
}

/** Asks for a line. @returns Nothing, if there will be none: at Ctrl-D. */
export function askLine(question = ">"): string | undefined {
  for (;;) {
    try {
      return prompt(question)?.trim();
    } catch (error) {
      if (!(error instanceof Deno.errors.InvalidData)) throw error;
      print("That is not text: it has a byte that is not UTF-8.\n");
    }
  }
}
