/**
 * Files that are none: links and pipes, as people have them in their folders.
 *
 * To make them needs every permission, so another process does it.
 *
 * @module
 */
import { runDeno, temporaryTest } from "./command.ts";

/** Defines a test that makes such files. */
export function specialFilesTest(
  name: string,
  fn: (folder: string) => Promise<void>,
): Deno.TestDefinition {
  const test = temporaryTest(name, fn);
  return Deno.build.os === "windows"
    ? { ...test, name: `${name} (needs links and pipes)`, ignore: true }
    : test;
}

/** Makes a link, also to nothing. */
export async function makeLink(target: string, place: string): Promise<void> {
  await evaluate(
    `Deno.symlinkSync(${JSON.stringify(target)}, ${JSON.stringify(place)})`,
  );
}

/** Makes what waits for a writer when it is read. */
export async function makePipe(place: string): Promise<void> {
  await evaluate(
    `new Deno.Command("mkfifo", { args: [${
      JSON.stringify(place)
    }] }).outputSync()`,
  );
}

async function evaluate(code: string): Promise<void> {
  const { code: exit, err } = await runDeno(["eval", "--quiet", code]);
  if (exit !== 0) throw new Error(err);
}
