import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type Ran, runDeno, temporaryTest } from "./command.ts";
import { Workbook } from "./workbook.ts";

/**
 * Grades the answers of a copy as a bare `deno test` does: with no flag and no permission. The
 * other tests of the copy are those that are running now, and are left out.
 */
async function denoTest(book: Workbook): Promise<Ran> {
  return await runDeno(["test", "exercises/"], {
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
function resultsIn({ out }: Ran): Record<string, string> {
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
      const fresh = await denoTest(new Workbook(folder, "fresh", true));
      assertEquals(fresh.code, 0, fresh.out + fresh.err);
      const results = Object.values(resultsIn(fresh));
      assert(results.length > 0, fresh.out);
      assertEquals(new Set(results), new Set(["ignored"]));
    },
  ),
);

Deno.test(
  temporaryTest(
    "deno test passes our solutions, and fails only what is wrong",
    async (folder) => {
      const solved = new Workbook(folder, "solved", true);
      solved.solveAll();
      const wrong = new Workbook(folder, "wrong", true);
      wrong.solveAll();
      wrong.answer = wrong.oneWrong;
      const [right, one] = await Promise.all([
        denoTest(solved),
        denoTest(wrong),
      ]);
      const rights = resultsIn(right!);
      assertEquals(right!.code, 0, right!.out + right!.err);
      assert(Object.keys(rights).length > 0, right!.out);
      assertEquals(new Set(Object.values(rights)), new Set(["ok"]), right!.out);
      assertEquals(one!.code, 1);
      assertEquals(resultsIn(one!), { ...rights, "5.2": "FAILED" });
      assertStringIncludes(
        one!.out,
        "A call goes into the kernel, and it also",
      );
    },
  ),
);

Deno.test(
  temporaryTest(
    "deno test goes on after an answer that hangs, exits or leaves errors behind",
    async (folder) => {
      const solved = new Workbook(folder, "solved", true);
      solved.solveAll();
      solved.answer = solved.solution
        .replace("  const pieces", '  Promise.reject("late");\n  $&')
        .replace('  return program("mended"', "  for (;;) {}\n  $&")
        .replace('  return program("read + write"', "  Deno.exit(0);\n  $&");
      const ran = await denoTest(solved);
      const results = resultsIn(ran);
      assertEquals(ran.code, 1, ran.out + ran.err);
      const { "5.1": first, "5.2": second, "5.3": third, ...others } = results;
      assertEquals([first, second, third], ["FAILED", "ok", "FAILED"], ran.out);
      assertEquals(new Set(Object.values(others)), new Set(["ok"]), ran.out);
      assertStringIncludes(ran.out, "Test timed out after");
    },
  ),
);
