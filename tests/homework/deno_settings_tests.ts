import { assert, assertEquals } from "@std/assert";
import { settingsOf } from "../../lib/homework/deno_settings.ts";
import { readingTest, readText } from "../source_tree.ts";

Deno.test(
  readingTest(
    "settingsOf() keeps what is there: tasks, packages that are named, and what these need",
    () => {
      const ours = {
        config: readText("deno.json"),
        lock: readText("deno.lock"),
      };
      const { config, lock } = settingsOf(ours, {
        tasks: ["grade", "hint"],
        paths: new Set(["exercises/deno.json"]),
        modules: [
          'import { parse } from "deno-std/csv/mod.js";',
          'await import("ascii-table3");',
        ],
      });
      const [before, settings] = [ours.config, config].map((text) =>
        JSON.parse(text)
      );
      assertEquals(Object.keys(settings.tasks), ["grade", "hint"]);
      assertEquals(settings.tasks.grade, before.tasks.grade);
      assertEquals(settings.workspace, ["./exercises"]);
      assertEquals(settings.lint.plugins, []);
      assertEquals(settings.nodeModulesDir, before.nodeModulesDir);
      assertEquals(settings.lint.rules, before.lint.rules);
      assertEquals(settings.compilerOptions, before.compilerOptions);
      const packages = Object.entries<string>(settings.imports)
        .filter(([, to]) => to.startsWith("npm:")).map(([name]) => name);
      assertEquals(packages.sort(), ["ascii-table3", "deno-std/"]);
      assertEquals(settings.imports["zero-copy/"], "./lib/");
      const { specifiers, npm, workspace } = JSON.parse(lock);
      assertEquals(workspace.dependencies, Object.keys(specifiers));
      assertEquals(
        Object.keys(npm).map((name) => name.replace(/@[^@]*$/, "")),
        ["ascii-table3", "deno-std", "printable-characters"],
      );
      assert(
        Object.values<{ integrity?: string }>(npm).every(({ integrity }) =>
          integrity !== undefined
        ),
      );
    },
  ),
);
