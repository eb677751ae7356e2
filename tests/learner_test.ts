import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { loadAllExercises } from "../lib/workbook/content.ts";
import { type CommandResult, runDeno, temporaryTest } from "./command.ts";
import { Workbook } from "./workbook.ts";

/**
 * Types `deno test` in a learner's folder: with no permission, and no flag but those that are given.
 */
async function denoTest(
  book: Workbook,
  ...flags: string[]
): Promise<CommandResult> {
  return await runDeno(["test", ...flags], {
    top: book.top,
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", ...ownFolders() },
  });
}

/** Where Deno keeps packages: nothing else of the surroundings matters. */
function ownFolders(): Record<string, string> {
  const names = ["HOME", "USERPROFILE", "LOCALAPPDATA", "DENO_DIR", "PATH"];
  return Object.fromEntries(
    names.map((name) => [name, Deno.env.get(name) ?? ""] as const)
      .filter(([, value]) => value !== ""),
  );
}

/** What came of each exercise, by its place. */
function resultsIn({ out }: CommandResult): Record<string, string> {
  const rows = out.matchAll(
    /^exercise (\d+\.\d+) .*\.\.\. (ok|ignored|FAILED)/gm,
  );
  return Object.fromEntries([...rows].map(([, place, result]) => [
    place,
    result,
  ]));
}

Deno.test(
  temporaryTest(
    "deno test ignores what is open, and passes",
    async (folder) => {
      const book = new Workbook(folder, "fresh", true);
      const fresh = await denoTest(book, "--no-check");
      assertEquals(fresh.code, 0, fresh.out + fresh.err);
      const results = Object.values(resultsIn(fresh));
      assertEquals(new Set(results), new Set(["ignored"]));
      const all = (await loadAllExercises())
        .flatMap(({ exercises }) => exercises);
      assertEquals(results.length, all.length);
      const ran = fresh.out.match(/^.* \.\.\. \w+/gm);
      assertEquals(ran?.length, all.length, "the answers' tests and no others");
    },
  ),
);

Deno.test(
  temporaryTest(
    "deno test passes our solutions, and fails only what is wrong",
    async (folder) => {
      const book = new Workbook(folder, "solved", true);
      book.solveAll();
      const right = await denoTest(book);
      const rights = resultsIn(right);
      assertEquals(right.code, 0, right.out + right.err);
      assert(Object.keys(rights).length > 0, right.out);
      assertEquals(new Set(Object.values(rights)), new Set(["ok"]), right.out);
      book.answer = book.oneWrong;
      const one = await denoTest(book, "--no-check");
      assertEquals(one.code, 1);
      assertEquals(resultsIn(one), { ...rights, "5.2": "FAILED" });
      assertStringIncludes(one.out, "A call goes into the kernel, and it also");
    },
  ),
);

Deno.test(
  temporaryTest(
    "deno test goes on after an answer that hangs, exits, waits for nothing or leaves errors behind",
    async (folder) => {
      const solved = new Workbook(folder, "solved", true);
      solved.solveAll();
      solved.answer = solved.solution
        .replace("  const pieces", '  Promise.reject("late");\n  $&')
        .replace(/function mended.*$/m, "$&\n  for (;;) {}")
        .replace(/function readAndWrite.*$/m, "$&\n  Deno.exit(0);");
      const waiting = `${solved.top}/exercises/06_mmap_write/answer.ts`;
      const text = Deno.readTextFileSync(waiting)
        .replace(
          "export function mapAndWrite",
          "export async function mapAndWrite",
        )
        .replace(/mapAndWrite.*$/m, "$&\n  await new Promise(() => {});");
      Deno.writeTextFileSync(waiting, text);
      // What an answer does at load.
      const atLoad: Record<string, string> = {
        "02_context": "self.close();",
        "03_dma": "process.kill(process.pid, 9);",
        "07_sendfile": "await new Promise(() => {});",
        "08_sendfile_gather": "setInterval(() => { for (;;) {} }, 1e4);",
        "10_choosing":
          "Array.prototype.map = JSON.stringify = (() => []) as never;",
      };
      for (const [name, text] of Object.entries(atLoad)) {
        const path = `${solved.top}/exercises/${name}/answer.ts`;
        Deno.writeTextFileSync(path, `\n${text}\n`, { append: true });
      }
      const ran = await denoTest(solved, "--no-check");
      const results = resultsIn(ran);
      assertEquals(ran.code, 1, ran.out + ran.err);
      const isSpoilt = (place: string): boolean =>
        ["5.1", "5.3", "6.1"].includes(place) || /^[237]\./.test(place);
      const places = Object.keys(results);
      assertEquals(
        places.filter((place) => results[place] !== "ok"),
        places.filter(isSpoilt),
        ran.out,
      );
      assert(!ran.out.includes("ext:core"), ran.out);
      assertStringIncludes(ran.out, "Test timed out after");
    },
  ),
);
