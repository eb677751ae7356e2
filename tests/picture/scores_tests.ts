import { assert, assertEquals } from "@std/assert";
import { makeJob } from "../../lib/machine/job.ts";
import { run } from "../../lib/machine/run.ts";
import { runFilms } from "../../lib/picture/run_films.ts";
import { drawScores, scoresPicture } from "../../lib/picture/scores.ts";
import { textbook } from "../../lib/strategy/linux.ts";
import { count } from "../../lib/trace/count.ts";
import { assertLegible, writtenIn } from "./written.ts";

const job = makeJob();

Deno.test("scoresPicture() writes beside each name what its run counts", () => {
  const films = runFilms(job).map(({ film }) => film());
  const picture = scoresPicture(films, "64 KiB");
  assertLegible(picture, "scores");
  const words = writtenIn(picture.shapes).map(({ says }) => says);
  assert(words.includes("Each row sends 64 KiB, step by step."));
  for (const program of textbook) {
    const { modeSwitches, cpuCopies } = count(run(program, job).trace);
    const at = words.indexOf(program.name);
    const copies = `${cpuCopies} CPU ${cpuCopies === 1 ? "copy" : "copies"}`;
    assertEquals(words.slice(at + 1, at + 3), [
      `${modeSwitches} mode switches`,
      copies,
    ]);
    const says = `${program.name}: ${modeSwitches} mode switches, ${copies}.`;
    assert(picture.says.includes(says), picture.says);
  }
});

Deno.test("drawScores() writes a sign for each mode switch, copy and reference, in order", () => {
  const runs = textbook.map((program) => ({
    name: program.name,
    trace: run(program, job).trace,
  }));
  assertEquals(drawScores(runs, 40), [
    "read + write       | D C | | C D |",
    "mmap + write       | D r | | C D |",
    "sendfile           | D C D |",
    "sendfile + gather  | D r D |",
    "splice             | D r r D |",
    "",
    "| mode switch   C copy by the CPU",
    "D copy by DMA   r reference",
  ]);
});

Deno.test("drawScores() goes on below where a program does more than a line has room for", () => {
  const { trace } = run(textbook[0]!, job);
  const many = [trace, trace, trace].flat();
  assertEquals(drawScores([{ name: "映画", trace: many }], 24).slice(0, 2), [
    "映画  | D C | | C D | |",
    "      D C | | C D | | D",
  ]);
});
