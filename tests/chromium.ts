/**
 * The browser of the tests: Debian's chromium, where it is installed.
 *
 * @module
 */

/** What the tests start: it may be missing. */
export const chromium = "chromium";

/** Nothing that it does by itself reaches a network. */
export const chromiumFlags: readonly string[] = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Leaves a test out, in words, if there is no chromium, or none may be started. */
export function needingChromium(
  test: Deno.TestDefinition,
): Deno.TestDefinition {
  return hasChromium() ? test : {
    ...test,
    name: `${test.name} (needs chromium: deno task test)`,
    ignore: true,
  };
}

/** Whether there is one, and it may be started. */
export function hasChromium(): boolean {
  const run = { name: "run", command: chromium } as const;
  if (Deno.permissions.querySync(run).state !== "granted") return false;
  try {
    const { success } = new Deno.Command(chromium, {
      args: ["--version"],
      stdout: "null",
      stderr: "null",
    }).outputSync();
    return success;
  } catch {
    return false;
  }
}
