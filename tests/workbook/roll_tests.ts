import { assert, assertEquals } from "@std/assert";
import { countPieces, nicAbilities } from "../../lib/machine/job.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import {
  rollEnds,
  rollJob,
  rollRest,
  tellingJobs,
} from "../../lib/workbook/roll.ts";

const seeds = Array.from({ length: 300 }, (_, seed) => seed);

Deno.test("rollJob() makes files of several pieces, the last of which is shorter", () => {
  for (const seed of seeds) {
    const choices = { bufferBytes: [3000, 4096], wholePieces: [2, 5] } as const;
    const job = rollJob(new Dice(seed), choices);
    const { fileBytes, bufferBytes, cache, nic } = job;
    assert(choices.bufferBytes.some((one) => one === bufferBytes));
    assert(fileBytes % bufferBytes > 0, `seed ${seed}`);
    assert(countPieces(job) >= 3 && countPieces(job) <= 6, `seed ${seed}`);
    assertEquals([cache, nic], ["cold", "gather"]);
  }
});

Deno.test("rollJob() comes to every choice, also to a last piece that is whole", () => {
  const jobs = seeds.map((seed) =>
    rollJob(new Dice(seed), {
      bufferBytes: [2048, 4096],
      wholePieces: [1, 3],
      wholeOneIn: 4,
      cache: ["cold", "warm"],
      nic: nicAbilities,
    })
  );
  const seen = (of: (job: (typeof jobs)[number]) => unknown): number =>
    new Set(jobs.map(of)).size;
  assertEquals(seen(({ bufferBytes }) => bufferBytes), 2);
  assertEquals(seen(({ cache }) => cache), 2);
  assertEquals(seen(({ nic }) => nic), 3);
  const whole = jobs.filter((job) => job.fileBytes % job.bufferBytes === 0);
  assert(whole.length > 45 && whole.length < 105, `${whole.length} of 300`);
});

Deno.test("rollEnds() makes whole pieces, a byte less, and a byte more", () => {
  for (const seed of seeds) {
    const jobs = rollEnds(new Dice(seed), {
      bufferBytes: [3000, 4096],
      wholePieces: [2, 5],
    });
    const beyond = jobs.map(({ fileBytes, bufferBytes }) =>
      fileBytes % bufferBytes
    );
    assertEquals(beyond, [0, jobs[1]!.bufferBytes - 1, 1], `seed ${seed}`);
  }
});

Deno.test("rollRest() is less than a piece, and not nothing", () => {
  const rests = seeds.map((seed) => rollRest(new Dice(seed), 4));
  assertEquals([...new Set(rests)].sort(), [1, 2, 3]);
});

Deno.test("tellingJobs() has several pieces, whole and not, one, a byte, and none", () => {
  const jobs = tellingJobs({ nic: "no-gather" });
  assertEquals(jobs.map((job) => countPieces(job)), [3, 2, 1, 1, 0]);
  const whole = jobs.map((job) => job.fileBytes % job.bufferBytes === 0);
  assertEquals(whole, [false, true, true, false, true]);
  assert(jobs.every(({ nic }) => nic === "no-gather"));
});
