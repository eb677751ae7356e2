import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { lessonsFor } from "../../lib/collect/asked_lessons.ts";
import { submissionIn } from "../../lib/collect/read_pack.ts";
import { isPrediction, mostPoints } from "../../lib/homework/manifest.ts";
import { digestOf, isPack, type Pack } from "../../lib/homework/pack.ts";
import {
  markPredictions,
  predictionsFor,
} from "../../lib/homework/predictions.ts";
import { studentDigest } from "../../lib/homework/seeds.ts";
import { loadAllExercises, readLessons } from "../../lib/workbook/content.ts";
import { type CommandResult, temporaryTest } from "../command.ts";
import { HandOut } from "../hand_out.ts";

async function packIn(out: HandOut, ...args: string[]): Promise<CommandResult> {
  return await out.task("homework", "pack", "--as", "007", ...args);
}

function readPack(out: HandOut, id = "007"): Pack {
  const value = out.json(`homework-${id}.json`);
  assert(isPack(value), "it must be a pack");
  return value;
}

/** What is in a folder, with the time at which each file was written. */
function stateOf(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) =>
    `${name} ${Deno.statSync(`${folder}/${name}`).mtime?.getTime()}`
  ).sort();
}

Deno.test(
  temporaryTest(
    "what a student solves and packs has full marks, and nothing else is in it",
    async (folder) => {
      const out = await HandOut.make(folder);
      out.solve(
        "05_read_write",
        (text) => `${text}\nexport * from "./mine.ts";\n`,
      );
      const exercises = `${out.top}/exercises/05_read_write`;
      const others = ["mine.ts", "notes.ts", "answer.1.bak.ts", "secret.txt"];
      for (const name of others) {
        Deno.writeTextFileSync(`${exercises}/${name}`, "export {};\n");
      }
      const [problem] = await predictionsFor(out.manifest, "007");
      await out.task("homework", "predict", "--as", "007");
      const kept = out.json("predictions.json") as {
        problems: { blanks: { answer: unknown }[] }[];
      };
      problem!.blanks.forEach(({ answer }, i) =>
        kept.problems[0]!.blanks[i]!.answer = answer
      );
      Deno.writeTextFileSync(
        `${out.top}/predictions.json`,
        JSON.stringify(kept),
      );

      const { code, out: said, err } = await packIn(out);
      assertEquals([code, err], [0, ""]);
      assertStringIncludes(said, "✓ 5.1  readAndWrite  passed, ");
      assertStringIncludes(said, "Predictions: all blanks are filled in.\n");
      assertStringIncludes(said, "Exercises: 8 of 8 points.\n");
      assertStringIncludes(said, "Written: homework-007.json (");
      for (const line of said.split("\n")) assert(line.length <= 80, line);

      const pack = readPack(out);
      assertEquals(Object.keys(pack.answers), [
        "05_read_write/answer.ts",
        "05_read_write/mine.ts",
      ]);
      assertEquals(pack.manifest, out.manifest);
      assertEquals(pack.digest, await digestOf(pack));
      const marked = markPredictions(problem!, pack.predictions.P5!);
      assertEquals(marked, { right: 5, of: 5 });
    },
  ),
);

Deno.test(
  temporaryTest(
    "what is open or wrong is told by its place, and packed all the same",
    async (folder) => {
      const out = await HandOut.make(folder);
      const first = await packIn(out);
      assertEquals([first.code, first.err], [0, ""]);
      assertStringIncludes(first.out, "Predictions: blanks 1 to 5 are open.\n");
      assertStringIncludes(
        first.out,
        "Exercises: 0 of 8 points. Open: 5.1, 5.2, 5.3, 5.4.\n",
      );
      assertEquals(readPack(out).predictions, { P5: ["", "", "", "", ""] });
      out.solve(
        "05_read_write",
        (text) =>
          text.replace("return 2 * calls", 'return calls as unknown as "text"'),
      );
      const second = await packIn(out);
      assertStringIncludes(
        second.out,
        "Exercises: 6 of 8 points. Failed: 5.2.\n",
      );
      assertStringIncludes(second.out, "✗ 5.2  countSwitches  failed");
      assertStringIncludes(second.out, "types  answer.ts:");
      assertStringIncludes(
        readPack(out).answers["05_read_write/answer.ts"]!,
        "as unknown",
      );
      assert(!second.out.includes("are not those"), second.out);
      const exercises = `${out.top}/exercises/05_read_write`;
      Deno.writeTextFileSync(`${exercises}/questions.ts`, "// Mine.\n", {
        append: true,
      });
      Deno.removeSync(`${exercises}/answer.ts`);
      const third = await packIn(out);
      assertStringIncludes(
        third.out,
        "Not packed: exercises/05_read_write/answer.ts is not there.",
      );
      assertStringIncludes(third.out, "are not those that were given out");
      assertEquals(readPack(out).answers, {});
    },
  ),
);

Deno.test(
  temporaryTest(
    "pack refuses before it writes, and replaces nothing but an earlier pack",
    async (folder) => {
      const out = await HandOut.make(folder);
      const write = (name: string, text: string): void =>
        Deno.writeTextFileSync(`${out.top}/${name}`, text);
      const refused = async (
        says: string,
        ...args: string[]
      ): Promise<void> => {
        const before = stateOf(out.top);
        const { code, out: said, err } = await packIn(out, ...args);
        assertEquals([code, said], [2, ""], says);
        assertStringIncludes(err, says);
        assertEquals(err.split("\n").length, 2, err);
        assertEquals(stateOf(out.top), before);
      };
      const predict = async (id: string, answer: string): Promise<void> => {
        await out.task("homework", "predict", "--as", id);
        const text = Deno.readTextFileSync(`${out.top}/predictions.json`);
        write("predictions.json", text.replace(": null", `: "${answer}"`));
      };
      await predict("008", "3");
      await refused("predictions.json is of 008, and not of 007");
      Deno.removeSync(`${out.top}/predictions.json`);
      await predict("007", "few");
      await refused("predictions.json: Expected a whole number for blank 1");
      Deno.removeSync(`${out.top}/predictions.json`);
      await refused("--as takes an id", "--as", "../x");
      const given = out.manifest;
      const items = [{ id: "5.9", lesson: 5, name: "gone", points: 2 }];
      write("homework.json", JSON.stringify({ ...given, items }));
      await refused(
        "The homework asks for 5.9 gone, which this workbook has not",
      );
      write("homework.json", JSON.stringify(given));

      write("homework-007.json", "mine");
      await refused("homework-007.json is there, and is no earlier pack");
      Deno.removeSync(`${out.top}/homework-007.json`);
      await packIn(out);
      const pack = readPack(out);
      const { made } = pack;
      assertEquals((await packIn(out)).code, 0);
      assert(readPack(out).made > made);
      const manifest = { ...pack.manifest, title: "another" };
      write("homework-007.json", JSON.stringify({ ...pack, manifest }));
      await refused("homework-007.json is there, and is no earlier pack");
      Deno.removeSync(`${out.top}/homework-007.json`);

      const large = "/".repeat(2 ** 16 + 1);
      write("exercises/05_read_write/answer.ts", large);
      await refused("exercises/05_read_write/answer.ts is larger than 64 KiB");
    },
  ),
);

Deno.test(
  temporaryTest(
    "an id that the course does not know is told before anything is written",
    async (folder) => {
      const out = await HandOut.make(folder);
      const { manifest, top } = out;
      const students = [await studentDigest(manifest, "008")];
      Deno.writeTextFileSync(
        `${top}/homework.json`,
        JSON.stringify({ ...manifest, students }),
      );
      const before = stateOf(top);
      const { code, out: said, err } = await packIn(out);
      assertEquals([code, said], [2, ""]);
      assertStringIncludes(err, 'list has no id "007"');
      assertStringIncludes(err, "--as 007 --yes");
      assertEquals(stateOf(top), before);
      assertEquals((await packIn(out, "--as", "008")).code, 0);
      assertEquals((await packIn(out, "--yes")).code, 0);
      assertEquals(readPack(out).student, "007");
    },
  ),
);

Deno.test(
  temporaryTest(
    "a pack is taken as it is by whoever collects it",
    async (folder) => {
      const out = await HandOut.make(folder);
      out.solve();
      await packIn(out);
      const { manifest } = out;
      const lessons = lessonsFor(await loadAllExercises(), manifest);
      const setting = { lessons, manifest };
      const taken = await submissionIn(readPack(out), "here", setting);
      assertEquals(taken.claim, { id: "007" });
      assertEquals(taken.notes, []);
      assertEquals([...taken.files.keys()], ["05_read_write/answer.ts"]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "our answers, packed in a hand-out of the whole book, have full marks",
    async (folder) => {
      const out = await HandOut.make(folder, "--lessons", "1-12");
      for (const { slug } of readLessons()) out.solve(slug);
      const { code, out: said, err } = await packIn(out);
      assertEquals([code, err], [0, ""]);
      const exercises = out.manifest.items.filter((item) =>
        !isPrediction(item)
      );
      const most = mostPoints({ items: exercises });
      assertStringIncludes(said, `Exercises: ${most} of ${most} points.\n`);
      assertEquals(Object.keys(readPack(out).answers).length, 12);
    },
  ),
);
