/**
 * Tests that make scripts: Deno must be told that it may.
 *
 * @module
 */
import { temporaryTest } from "../command.ts";

/** Defines a test that makes scripts in a folder of its own: ignored where Deno may not. */
export function bundlingTest(
  name: string,
  fn: (folder: string) => Promise<void>,
): Deno.TestDefinition {
  const test = temporaryTest(name, fn);
  const canBundle = typeof Deno.bundle === "function";
  return canBundle ? test : {
    ...test,
    name: `${name} (needs --unstable-bundle: deno task test)`,
    ignore: true,
  };
}
