import { assert, assertEquals } from "@std/assert";
import recorded from "../../../lessons/11_in_the_wild/recorded.json" with {
  type: "json",
};
import { logs, reportFor } from "../../../lessons/11_in_the_wild/server.ts";
import { nicAbilities } from "../../../lib/machine/job.ts";
import { runningTest, runTask } from "../../command.ts";
import { readingTest, readText } from "../../source_tree.ts";

const folder = "lessons/11_in_the_wild";
const paths = logs.map((path) => path.replace(/^\./, folder));

Deno.test(
  runningTest(
    "what was recorded is what the command says of both logs",
    async () => {
      const { out } = await runTask("trace", [...paths, "--json"]);
      assertEquals(
        JSON.parse(out),
        recorded,
        `deno task trace ${paths.join(" ")} --json`,
      );
    },
  ),
);

Deno.test(
  readingTest(
    "the lines of calls on the page stand in the logs, in their order",
    () => {
      const page = readText(`${folder}/part_2.md`);
      const shown = [...page.matchAll(/^```text\n([^]*?)^```$/gm)]
        .map(([, text]) => text!).filter((text) =>
          text.includes("= 8192") || text.includes("sendfile(")
        );
      assertEquals(shown.length, 2);
      for (const [i, text] of shown.toReversed().entries()) {
        const lines = readText(paths[i]!).split("\n");
        let at = 0;
        for (const call of text.trim().replaceAll(/\n +/g, " ").split("\n")) {
          if (call === "…") continue;
          const parts = call.split("…").map((part) => part.trim());
          const found = lines.findIndex((line, number) =>
            number >= at && holdsAll(line, parts)
          );
          assert(found >= 0, `${paths[i]}: ${call}`);
          at = found + 1;
        }
      }
    },
  ),
);

Deno.test("two servers are judged, for each NIC", () => {
  for (const nic of nicAbilities) {
    const { verdicts, leftOut } = reportFor(nic);
    assertEquals([verdicts.length, leftOut], [2, 0]);
  }
});

/** Whether a line has all parts, one after the other. Spaces are those of the page, or more. */
function holdsAll(line: string, parts: readonly string[]): boolean {
  const text = line.replaceAll(/ +/g, " ");
  let from = 0;
  return parts.every((part) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at >= 0;
  });
}
