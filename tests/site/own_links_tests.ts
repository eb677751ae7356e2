import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { isProgram } from "../../lib/machine/program.ts";
import { drawEditor, stateOf, withOwnLinks } from "../../lib/site/own_links.ts";
import { readPages } from "../../lib/site/site_page.ts";
import { type Element, htmlText } from "../../lib/text/markup.ts";
import type { Block, Text } from "../../lib/text/page_reader.ts";
import { readAddress } from "../../lib/web/address.ts";
import { readJob } from "../../lib/web/editor/own_job.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import { readProgram } from "../../lib/workbook/program_text.ts";
import { programModule } from "../../lib/workbook/program_module.ts";
import { readingTest, readText } from "../source_tree.ts";

Deno.test(
  readingTest(
    "whoever is asked for a program can try one, and no link shows an answer",
    async () => {
      let tried = 0;
      for (const { exercises, lesson } of await loadAllExercises()) {
        for (const exercise of exercises) {
          const cases = exercise.cases(new Dice(1));
          const right = exercise.right(...cases[0]!.args);
          const state = stateOf(exercise);
          const where = `${lesson.number}, ${exercise.name}`;
          assertEquals(isProgram(right), state !== undefined, where);
          if (state === undefined) continue;
          tried += 1;
          assertEquals(readJob(state).job, exercise.tried?.job, where);
          const own = readProgram(state.own!);
          assert(isProgram(own), `${where}: ${own}`);
          for (const one of cases) {
            assert(exercise.judge(own, one) !== undefined, where);
          }
          assertEquals(
            state.answer,
            cases[0]!.args.length === 0 ? exercise.name : undefined,
            where,
          );
          if (exercise.tried?.given === undefined) continue;
          const stub = readText(`exercises/${lesson.slug}/answer.ts`);
          const steps = programModule(own).match(/^ {6}\w+\(.*\),$/gm)!;
          const text = stub.slice(stub.indexOf(`function ${exercise.name}(`));
          let at = 0;
          for (const step of steps) {
            at = text.indexOf(step.trim().replace(/,$/, ""), at);
            assert(at >= 0, `${where}: ${step}`);
          }
        }
      }
      assert(tried >= 10, `${tried}`);
    },
  ),
);

Deno.test(
  readingTest(
    "a link stands at the end of its task, before what is folded",
    async () => {
      const pages = await withOwnLinks(readPages());
      const { blocks } = pages.find(({ file }) =>
        file.startsWith("exercises/05_")
      )!;
      const found = blocks.flatMap((block, i) => {
        const link = linkIn(block);
        return link === undefined ? [] : [{ link, next: blocks[i + 1]!.type }];
      });
      assertEquals(found.map(({ next }) => next), ["details", "details"]);
      const [first] = found;
      assertStringIncludes(first!.link, "../../lessons/own_strategy.md#");
      const state = readAddress(first!.link.replace(/^.*#/, "#"));
      assertEquals(state, {
        answer: "readAndWrite",
        buffer: "8KiB",
        own: "readAndWrite*each",
        size: "20000",
        task: "5.1",
      });
      const editor = pages.find(({ kind }) => kind === "editor")!;
      const [tasks] = drawEditor(editor, pages) as Element[];
      const ways = tasks!.children.map(htmlText);
      assertEquals(
        ways[0],
        '<p data-task="5.1" hidden="hidden">Exercise 5.1 readAndWrite: ' +
          '<a href="../exercises/05_read_write/index.html#51-readandwrite">' +
          "back to its task</a></p>",
      );
      assert(ways.length >= 10, `${ways.length}`);
      const others = pages.filter(({ kind }) => kind !== "exercises");
      assertEquals(
        others,
        readPages().filter(({ kind }) => kind !== "exercises"),
      );
    },
  ),
);

/** Where a paragraph leads that is a link to the editor. */
function linkIn(block: Block): string | undefined {
  const [only] = block.type === "paragraph" ? block.text : [] as Text;
  return typeof only === "object" && "address" in only &&
      only.address.includes("own_strategy")
    ? only.address
    : undefined;
}
