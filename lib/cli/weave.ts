/**
 * `deno task weave`: writes the facts of the models into the pages.
 *
 * @module
 */
import { findStale, weave } from "../workbook/page.ts";
import { isThere, readText } from "../workbook/file.ts";
import {
  answersModule,
  readWovenPages,
  weaveAnswers,
} from "../workbook/woven.ts";
import { print } from "./output.ts";
import { readOrHelp } from "./typed.ts";

/** Writes every page whose facts have changed. */
export async function weaveCommand(args: readonly string[]): Promise<void> {
  if (readOrHelp("weave", args) === undefined) return;
  for (const { path, url, text, facts } of await readWovenPages()) {
    const stale = findStale(text, facts);
    if (stale.length === 0) continue;
    Deno.writeTextFileSync(url, weave(text, facts));
    print(`${path}: ${stale.map(({ name }) => name).join(", ")}\n`);
  }
  if (!isThere(answersModule)) return;
  const source = readText(answersModule);
  const woven = weaveAnswers(source);
  if (woven === source) return;
  Deno.writeTextFileSync(answersModule, woven);
  print("tests/answers_test.ts: answers\n");
}
