import { assertEquals } from "@std/assert";
import { sayUnreadable } from "../../lib/grade/unreadable.ts";
import { pathOf, root } from "../../lib/workbook/path.ts";
import { readingTest } from "../source_tree.ts";

/** What Deno says where a path may not be read. */
function refusal(path: string): string {
  return `Requires read access to "${path}", run again with the --allow-read flag`;
}

Deno.test(
  readingTest(
    "a file that is not there is told from one that is refused",
    () => {
      const [here, gone] = ["deno.json", "gone.ts"]
        .map((name) => `${pathOf(root)}${name}`);
      const said: readonly (readonly [string, string])[] = [
        [
          `It cannot be loaded: ${refusal(gone!)} (answer.ts:1:1)`,
          `It cannot be loaded: There is no file "${gone}" (answer.ts:1:1)`,
        ],
        [
          `It threw NotCapable: ${refusal(gone!)}`,
          `It threw NotCapable: There is no file "${gone}"`,
        ],
        [
          `It cannot be loaded: ${refusal(here!)}`,
          "It cannot be loaded: An answer can import your .ts files beside it, and " +
          `no others: not "${here}"`,
        ],
        [
          `${
            refusal(gone!)
          } Maybe add a '.ts' extension or run with --sloppy-imports (`,
          `There is no file "${gone}". Maybe add a '.ts' extension (`,
        ],
        [refusal(here!), refusal(here!)],
        ["It threw Error: so", "It threw Error: so"],
      ];
      for (const [why, says] of said) assertEquals(sayUnreadable(why), says);
    },
  ),
);
