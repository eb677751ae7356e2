/**
 * `deno task weave`: writes the facts of the models into the pages.
 *
 * @module
 */
import { findStale, weave } from "../workbook/page.ts";
import { isThere, readText } from "../workbook/file.ts";
import { answersModule, readWoven, weaveAnswers } from "../workbook/woven.ts";
import { print } from "./output.ts";
import { readOrHelp } from "./typed.ts";

/** Writes every page whose facts have changed, and every picture that has. */
export async function weaveCommand(args: readonly string[]): Promise<void> {
  if (readOrHelp("weave", args) === undefined) return;
  const { pages, pictures } = await readWoven();
  for (const { path, url, svg } of pictures) {
    if (isThere(url) && readText(url) === svg) continue;
    Deno.mkdirSync(new URL(".", url), { recursive: true });
    Deno.writeTextFileSync(url, svg);
    print(`${path}\n`);
  }
  for (const { path, url, text, facts } of pages) {
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
