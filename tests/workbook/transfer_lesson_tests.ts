import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  mostKeptPieces,
  type Outcome,
  type Setting,
} from "../../lib/workbook/lesson.ts";
import {
  type DoneJob,
  memoryOf,
  outcomeOf,
  transfer,
  transferModel,
  usualCounts,
  usualSetting,
} from "../../lib/workbook/transfer_lesson.ts";
import { sha256 } from "../../lib/workbook/digest.ts";
import {
  countPieces,
  generateFile,
  type Job,
  makeJob,
  mostMovedBytes,
} from "../../lib/machine/job.ts";
import { run } from "../../lib/machine/run.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { count } from "../../lib/trace/count.ts";
import { closedForm } from "../../lib/cost/closed_form.ts";
import { copyAtTransmit } from "../../lib/strategy/fallback.ts";
import * as linux from "../../lib/strategy/linux.ts";
import { textbook } from "../../lib/strategy/linux.ts";
import {
  gather,
  mmapWrite,
  readWrite,
  sendfile,
} from "../../lib/strategy/textbook.ts";
import { widths } from "../widths.ts";
import { makeDice } from "../dice.ts";
import { randomJob } from "../random_job.ts";

function settingOf(job: Job, parts: Partial<Setting> = {}): Setting {
  const file = (): Uint8Array => generateFile(job.fileBytes);
  return { ...usualSetting(), job, file, ...parts };
}

Deno.test("transfer() delivers the file, then counts what that cost, for random jobs", async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const job = randomJob(makeDice(seed));
    const file = new Uint8Array(generateFile(job.fileBytes, seed));
    for (const program of textbook) {
      const why = `seed ${seed}, ${program.name}, ${JSON.stringify(job)}`;
      const setting = settingOf(job, { file: () => file });
      const done = await transfer(program, setting);
      assertEquals(done.delivered, {
        bytes: file.length,
        sha256: await sha256(file),
        isWhole: true,
      }, why);
      assertEquals(done.counts, count(done.trace), why);
      assertEquals(done.counts, closedForm(done.program, job), why);
    }
  }
});

Deno.test("transfer() carries out what the kernel falls back to, and says so", async () => {
  const job = makeJob({ nic: "no-gather" });
  const done = await transfer(gather, settingOf(job));
  const { passes } = usualCounts(gather);
  assertEquals(done.counts, { ...usualCounts(sendfile), passes });
  assertEquals(done.program, copyAtTransmit(gather));
});

Deno.test("transfer() keeps no event if none is wanted, and counts the same", async () => {
  const setting = settingOf(makeJob({ bufferBytes: 1000 }));
  const kept = await transfer(readWrite, setting);
  const counted = await transfer(readWrite, { ...setting, keepsTrace: false });
  assertEquals(counted.trace, []);
  assertEquals(counted.counts, kept.counts);
  assertEquals(counted.delivered, kept.delivered);
});

Deno.test("transfer() counts a file that is too large by formula, and never asks for its bytes", async () => {
  const job = makeJob({ fileBytes: mostMovedBytes + 1, bufferBytes: 65_536 });
  const setting = settingOf(job, {
    keepsTrace: false,
    file: () => {
      throw new Error("asked for the bytes");
    },
  });
  const done = await transfer(readWrite, setting);
  assertEquals(done.delivered, undefined);
  assertEquals(done.trace, []);
  assertEquals(done.counts, closedForm(readWrite, job));
});

Deno.test("transfer() does not move a file that is too large, if events are wanted", async () => {
  const job = makeJob({ fileBytes: mostMovedBytes + 1 });
  const setting = settingOf(job, { file: () => new Uint8Array(1) });
  await assertRejects(() => transfer(readWrite, setting), RangeError);
});

/** One piece more than are kept. */
const many = makeJob({ fileBytes: mostKeptPieces + 1, bufferBytes: 1 });

let sentInMany: Promise<DoneJob> | undefined;

/** Sends a file in very many pieces, the first time that a test asks. */
function sendInMany(): Promise<DoneJob> {
  return sentInMany ??= transfer(linux.mmapWrite, settingOf(many));
}

Deno.test("transfer() keeps of very many pieces the first, and what is done once", async () => {
  const done = await sendInMany();
  assertEquals(new Set(done.trace.map(({ round }) => round)), new Set([0, 1]));
  assertEquals(done.counts, closedForm(linux.mmapWrite, many));
  const fewer = makeJob({ fileBytes: mostKeptPieces, bufferBytes: 1 });
  const all = await transfer(linux.mmapWrite, settingOf(fewer));
  assertEquals(count(all.trace), all.counts);
});

Deno.test("what is told of a run whose pieces are not all kept has no wrong number", async () => {
  const done = await sendInMany();
  const { steps, diagram } = outcomeOf(done, true).facts;
  for (const text of [steps!(100), diagram!(100)]) {
    const last = text.split("\n").filter((line) => /munmap/.test(line));
    assert(last.length > 0, text);
    for (const line of last) assertEquals(/switch \d/.test(line), false, line);
  }
});

Deno.test("the facts of a transfer agree with its counts and fit every width", async () => {
  for (let seed = 1; seed <= 3; seed++) {
    const job = randomJob(makeDice(seed));
    const done = await transfer(mmapWrite, settingOf(job));
    const { facts } = outcomeOf(done, true);
    const why = `seed ${seed}, ${JSON.stringify(job)}`;
    const number = (name: string): number =>
      Number(facts[name]!(80).replaceAll(",", ""));
    assertEquals(number("calls"), done.counts.systemCalls, why);
    assertEquals(number("switches"), done.counts.modeSwitches, why);
    assertEquals(number("cpuCopies"), done.counts.cpuCopies, why);
    assertEquals(number("dmaCopies"), done.counts.dmaCopies, why);
    for (const name of ["program", "steps", "diagram", "counts", "arrival"]) {
      for (const columns of widths) {
        const [open, ...lines] = facts[name]!(columns).split("\n");
        assertEquals(open, "```text", why);
        assertEquals(lines.pop(), "```", why);
        const widest = Math.max(...lines.map(displayWidth));
        assert(widest <= columns, `${name} in ${columns} columns, ${why}`);
      }
    }
  }
});

Deno.test("a transfer says whether the very bytes arrived, with their SHA-256", async () => {
  const done = await transfer(readWrite, usualSetting());
  const drawArrival = (of: DoneJob, columns: number): string[] =>
    outcomeOf(of, false).facts.arrival!(columns).split("\n").slice(1, -1);
  const digest = await sha256(new Uint8Array(generateFile(65_536)));
  assertEquals(drawArrival(done, 80), [
    "The client has 65,536 bytes: the very bytes of the file.",
    `SHA-256 ${digest}`,
  ]);
  const wrong = { ...done.delivered!, isWhole: false };
  const [verdict] = drawArrival({ ...done, delivered: wrong }, 80);
  assertEquals(
    verdict,
    "The client has 65,536 bytes: NOT the bytes of the file.",
  );
  const counted = { ...done, delivered: undefined };
  assertEquals(drawArrival(counted, 200), [
    "Counted by formula: a file of 65,536 bytes is too large for the model " +
    "to move.",
  ]);
});

Deno.test("the data of a transfer holds its counts, what arrived and, if wanted, its events", async () => {
  const done = await transfer(readWrite, usualSetting());
  const { trace, ...others } = outcomeOf(done, true).data;
  assertEquals(trace, done.trace);
  assertEquals(others, outcomeOf(done, false).data);
  assertEquals(others, {
    strategy: "read + write",
    counts: done.counts,
    delivered: { bytes: 65_536, sha256: done.delivered!.sha256 },
  });
  const counted = { ...done, delivered: undefined };
  assertEquals(outcomeOf(counted, false).data.delivered, null);
});

Deno.test("transferModel() compares with the strategy of the lesson before, for the job at hand", async () => {
  const model = async (parts: Partial<Job>): Promise<Outcome> =>
    await transferModel(gather, sendfile).model(settingOf(makeJob(parts)));
  const saved = (await model({})).facts.saved!(60);
  assert(saved.startsWith("```text\nsendfile → sendfile + gather\n"), saved);
  assert(/^ {2}CPU copies +1 → 0$/m.test(saved), saved);
  const same = (await model({ nic: "no-gather" })).facts.saved!(60);
  assert(same.includes("as before → the same"), same);
  const first = await transferModel(readWrite).model(usualSetting());
  assertEquals("saved" in first.facts, false);
});

Deno.test("memoryOf() names the places that take memory, each with how much", () => {
  assertEquals(memoryOf(gather), { "page cache": 65_536 });
  assertEquals(memoryOf(readWrite), {
    "page cache": 65_536,
    "user buffer": 65_536,
    "socket buffer": 65_536,
  });
});

Deno.test("a page is woven with the job that the textbooks count", async () => {
  const setting = usualSetting();
  assertEquals(setting.job, makeJob());
  assertEquals(countPieces(setting.job), 1);
  assertEquals(setting.file(), generateFile(setting.job.fileBytes));
  for (const program of textbook) {
    const { trace } = run(program);
    assertEquals(usualCounts(program), count(trace), program.name);
    const done = await transfer(program, setting);
    assertEquals(done.counts, count(trace), program.name);
  }
});
