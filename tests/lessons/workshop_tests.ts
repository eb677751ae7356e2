import { assert, assertStringIncludes } from "@std/assert";
import { facts } from "../../lessons/workshop.ts";
import { agenda } from "../../lib/room/agenda.ts";
import { readingTest } from "../source_tree.ts";

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
