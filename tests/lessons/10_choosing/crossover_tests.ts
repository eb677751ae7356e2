import { assert, assertEquals } from "@std/assert";
import {
  type CostModel,
  costOf,
  measuredVm,
  sendingNs,
} from "../../../lib/cost/cost.ts";
import { crossover, timeOf } from "../../../lessons/10_choosing/crossover.ts";
import { type Job, makeJob } from "../../../lib/machine/job.ts";
import type { Program } from "../../../lib/machine/program.ts";
import { closedForm } from "../../../lib/cost/closed_form.ts";
import { fallBack } from "../../../lib/strategy/fallback.ts";
import {
  countHandings,
  gather,
  limitJob,
  mmapWrite,
  readWrite,
  sendfile,
  splice,
} from "../../../lib/strategy/linux.ts";
import { linux } from "../../../lib/strategy/linux.ts";
import { makeDice } from "../../dice.ts";
import { randomJob } from "../../random_job.ts";

/** The prices of the measured machine, with mappings so cheap that small files gain by them. */
const cheapMappings: CostModel = {
  ...measuredVm,
  name: "cheap mappings and references",
  passNs: 100,
  mappingNs: 200,
  pageFaultNs: 40,
};

const usual = makeJob({ bufferBytes: 2 ** 16, cache: "warm" });

/** Whether a program takes less CPU time than another for a file of some size. */
function wins(
  [program, rival]: readonly [Program, Program],
  { job, model }: { job: Job; model: CostModel },
  fileBytes: number,
): boolean {
  const sized = makeJob({ ...job, fileBytes });
  return timeOf(program, sized, model) < timeOf(rival, sized, model);
}

Deno.test("crossover() finds the size that a scan of all small sizes finds", () => {
  const most = 2500;
  for (const model of [measuredVm, cheapMappings]) {
    // No NIC makes a difference to read + write.
    const rivals = Array.from(
      { length: most + 1 },
      (_, fileBytes) =>
        timeOf(readWrite, makeJob({ ...usual, fileBytes }), model),
    );
    for (const nic of ["gather", "no-gather", "no-checksum"] as const) {
      for (const program of [mmapWrite, sendfile, gather, splice]) {
        const setting = { job: { ...usual, nic }, model };
        const pair = [program, readWrite] as const;
        let scanned: number | undefined;
        for (let bytes = 1; bytes <= most && !scanned; bytes++) {
          const sized = makeJob({ ...setting.job, fileBytes: bytes });
          if (timeOf(program, sized, model) < rivals[bytes]!) scanned = bytes;
        }
        const found = crossover(...pair, setting);
        const isSmall = found !== undefined && found <= most;
        const says = `${program.name}, ${nic}, ${model.name}`;
        assertEquals(isSmall ? found : undefined, scanned, says);
      }
    }
  }
});

Deno.test("the scan meets crossovers at the first byte, at later ones, and none", () => {
  const setting = { job: usual, model: cheapMappings };
  assertEquals(crossover(sendfile, readWrite, setting), 1);
  assert(crossover(mmapWrite, readWrite, setting)! > 1000);
  const none = { ...setting, job: { ...usual, nic: "no-checksum" as const } };
  assertEquals(crossover(gather, sendfile, none), undefined);
});

Deno.test("crossover() returns a size at which the program wins, and loses with a byte less", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const dice = makeDice(seed);
    const model: CostModel = {
      name: "random",
      source: `seed ${seed}`,
      modeSwitchNs: dice.between(0, 500),
      cpuByteNs: dice.between(1, 500) / 1000,
      pageFaultNs: dice.between(0, 3000),
      mappingNs: dice.between(0, 9000),
      passNs: dice.between(0, 1000),
    };
    const job = makeJob({
      bufferBytes: dice.oneOf([1000, 4096, 2 ** 16, 2 ** 20]),
      nic: dice.oneOf(["gather", "no-gather", "no-checksum"]),
    });
    const pair = [dice.oneOf(linux), dice.oneOf(linux)] as const;
    const found = crossover(...pair, { job, model });
    const says = `seed ${seed}: ${pair[0].name} and ${pair[1].name}: ${found}`;
    if (found === undefined) {
      assert(!wins(pair, { job, model }, 2 ** 30), says);
      continue;
    }
    assert(wins(pair, { job, model }, found), says);
    assert(found === 1 || !wins(pair, { job, model }, found - 1), says);
  }
});

Deno.test("crossover() is undefined for a program and itself", () => {
  const setting = { job: usual, model: measuredVm };
  assertEquals(crossover(readWrite, readWrite, setting), undefined);
});

Deno.test("crossover() does not depend on the size that the job comes with", () => {
  const sizes = [0, 1, 10 ** 6].map((fileBytes) =>
    crossover(mmapWrite, readWrite, {
      job: { ...usual, fileBytes },
      model: measuredVm,
    })
  );
  assertEquals(new Set(sizes).size, 1);
});

Deno.test("timeOf() prices what Linux would do: in pieces that fit, and with copies where it must", () => {
  const job = makeJob({ fileBytes: 2 ** 20, nic: "no-gather" });
  const real = closedForm(fallBack(splice, job), limitJob(splice, job));
  assert(real.cpuBytes > 0 && real.modeSwitches > 6);
  const time = timeOf(splice, job, measuredVm);
  assertEquals(time, costOf(real, measuredVm).totalNs);
});

Deno.test("timeOf() adds what sending takes, in the pieces that Linux would make", () => {
  const sending = {
    byteNs: 0.25,
    pieceNs: 1500,
    packetNs: 800,
    packetBytes: 1448,
  };
  const model: CostModel = { ...measuredVm, sending };
  for (let seed = 1; seed <= 50; seed++) {
    const job = randomJob(makeDice(seed));
    for (const program of linux) {
      const limited = limitJob(program, job);
      const added = timeOf(program, job, model) -
        timeOf(program, job, measuredVm);
      const handings = countHandings(program, limited);
      const expected = sendingNs({ job: limited, handings }, model);
      const why = `seed ${seed}, ${program.name}, ${JSON.stringify(job)}`;
      assert(Math.abs(added - expected) <= 1e-6 * (1 + expected), why);
    }
  }
});

Deno.test("timeOf() makes sendfile and splice pay for each pipe-full of a piece", () => {
  const others = { byteNs: 0, packetNs: 0, packetBytes: 1448 };
  const model = { ...measuredVm, sending: { ...others, pieceNs: 1e6 } };
  const job = makeJob({ fileBytes: 2 ** 20, bufferBytes: 2 ** 20 });
  const pieces = (program: Program): number =>
    Math.round(
      (timeOf(program, job, model) - timeOf(program, job, measuredVm)) / 1e6,
    );
  assertEquals(
    [readWrite, mmapWrite, gather, sendfile, splice].map(pieces),
    [1, 1, 16, 16, 16],
  );
});
