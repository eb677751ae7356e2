/**
 * `deno task weave`: writes the facts of the models into the pages.
 *
 * @module
 */
import { findStale, weave } from "../workbook/page.ts";
import { readWovenPages } from "../workbook/woven.ts";
import { print } from "./output.ts";
import { UsageError } from "./usage_error.ts";

/** Writes every page whose facts have changed. */
export async function weaveCommand(args: readonly string[]): Promise<void> {
  if (args.length > 0) {
    throw new UsageError(
      `weave takes no arguments: "${args[0]}" was given`,
      "deno task weave",
    );
  }
  for (const { path, url, text, facts } of await readWovenPages()) {
    const stale = findStale(text, facts);
    if (stale.length === 0) continue;
    Deno.writeTextFileSync(url, weave(text, facts));
    print(`${path}: ${stale.map(({ name }) => name).join(", ")}\n`);
  }
}
