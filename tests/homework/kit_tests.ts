import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { planKit, withOwnPackages } from "../../lib/homework/kit.ts";
import { pathOf, root } from "../../lib/workbook/path.ts";
import { readingTest } from "../source_tree.ts";

Deno.test(
  readingTest(
    "planKit() keeps the workbook, its own settings, and a note on the page",
    () => {
      const from = pathOf(root).replace(/\/$/, "");
      const kept = { tasks: ["grade"], commands: ["lib/cli/grade.ts"] };
      const { writes, firsts } = planKit(from, "/nowhere", kept);
      const textOf = (path: string): string =>
        new TextDecoder().decode(firsts.get(path));
      for (
        const path of [
          "deno.json",
          "solutions/05_read_write/answer.ts",
          "lib/cli/grade.ts",
        ]
      ) {
        assert(writes.includes(path), path);
      }
      assert(!writes.some((path) => /^lib\/(?:web|site)\//.test(path)));
      const { tasks, workspace, nodeModulesDir, imports, test } = JSON.parse(
        textOf("deno.json"),
      );
      assertEquals(Object.keys(tasks), ["grade"]);
      assertEquals(workspace, ["./exercises", "./solutions"]);
      assertEquals(nodeModulesDir, "manual");
      assertEquals(test.include, ["tests/answers_test.ts"]);
      assert(!("@zip.js/zip.js" in imports));
      assert(!textOf("deno.lock").includes("zip.js"));
      assertStringIncludes(
        textOf("README.md"),
        "# Zero-Copy Workbook\n\n> This folder is a kit",
      );
      assertStringIncludes(
        textOf("exercises/05_read_write/answer.ts"),
        "todo(",
      );
    },
  ),
);

Deno.test("withOwnPackages() changes where packages are, and nothing else", () => {
  const config = { a: [1], nodeModulesDir: "none", b: {} };
  assertEquals(
    JSON.parse(withOwnPackages(JSON.stringify(config))),
    { ...config, nodeModulesDir: "manual" },
  );
});
