import { assert, assertStringIncludes } from "@std/assert";
import { facts } from "../../lessons/workshop.ts";
import type { CommandName } from "../../lib/cli/commands.ts";
import { optionsOf } from "../../lib/cli/options.ts";
import { agenda } from "../../lib/room/agenda.ts";
import config from "../../deno.json" with { type: "json" };
import { readingTest, readText } from "../source_tree.ts";

Deno.test(
  readingTest(
    "facts() tells of each block when it is, what it needs and what goes wrong",
    () => {
      const { agenda: table, blocks } = facts() as Record<string, string>;
      assertStringIncludes(table!, "| 0:00 |");
      const words = blocks!.replaceAll(/\s+/g, " ");
      for (const { title, needs, places, typed, troubles } of agenda) {
        assertStringIncludes(table!, ` ${title} `);
        const said = [...typed, ...places, needs, ...troubles.flat()];
        for (const text of said) assert(words.includes(text), text);
      }
      assertStringIncludes(words, "5.2 `countSwitches`. What comes: one for");
    },
  ),
);

Deno.test(
  readingTest(
    "every command of the leader's page is there, with its options",
    () => {
      const page = readText("lessons/workshop.md").replaceAll(/\s+/g, " ");
      const typed = [...page.matchAll(/deno task ([a-z]+)([^`]*)/g)];
      assert(typed.length > 10, "the page has commands");
      for (const [line, task, args] of typed) {
        assert(task! in config.tasks, line);
        const known = optionsOf(task as CommandName).map(({ name }) => name);
        for (const [, option] of args!.matchAll(/--([a-z-]+)/g)) {
          assert(known.includes(option!), line);
        }
      }
    },
  ),
);
