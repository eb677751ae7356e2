/**
 * Lesson 11: what Linux does, beside what the textbook tells.
 *
 * @module
 */
import {
  chosen,
  transferAll,
  viewsOfAll,
} from "zero-copy/workbook/comparison.ts";
import type { Lesson } from "zero-copy/workbook/lesson.ts";
import {
  outcomeOf,
  type Transfer,
  transfer,
} from "zero-copy/workbook/transfer_lesson.ts";
import { generateFile, makeJob, nicAbilities } from "zero-copy/machine/job.ts";
import { faultAroundPages } from "zero-copy/machine/machine.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { isDelivered, run } from "zero-copy/machine/run.ts";
import * as reality from "./pictures.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { fallBack } from "zero-copy/strategy/fallback.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { textbook } from "zero-copy/strategy/textbook.ts";

const usual = makeJob();

/** Pieces as large as a pipe. */
const manyPieces = makeJob({ fileBytes: 2 ** 20, bufferBytes: 2 ** 16 });

/** The facts of the page. */
export const lesson: Lesson = {
  heeds: ["file", "size", "buffer", "page", "cache", "nic", "strategy"],
  knobs: [],
  model: async (setting) => {
    const told = await transferAll(chosen(textbook, setting), setting);
    const done: Transfer[] = [];
    for (const program of chosen(linux.linux, setting)) {
      const limited = { ...setting, job: linux.limitJob(program, setting.job) };
      done.push(await transfer(program, limited));
    }
    const both = told.map((one, i) => ({ textbook: one, linux: done[i]! }));
    return {
      facts: {
        table: () => reality.comparedTable(both),
        ...reality.onlyCounts(both),
        formulas: () => reality.formulasTable(manyPieces),
        nic: () => reality.nicTable(setting.job),
        ...viewsOfAll(done, ({ program }) => `${program.name} on Linux`),
        arrival: viewsOfAll([...told, ...done], () => "").arrival!,
      },
      data: {
        strategies: both.flatMap((pair) =>
          (["textbook", "linux"] as const).map((model) => ({
            model,
            ...outcomeOf(pair[model], setting.keepsTrace).data,
          }))
        ),
      },
    };
  },
  claims: [
    {
      says: "No way makes fewer calls on Linux than in the textbook.",
      holds: () =>
        textbook.every((program, i) =>
          closedForm(program, usual).systemCalls <=
            reality.countsOnLinux(linux.linux[i]!, usual).systemCalls
        ),
    },
    {
      says: "All ten programs deliver the whole file, to each kind of NIC.",
      holds: () => [...textbook, ...linux.linux].every(deliversToAll),
    },
    {
      says: "From 1 to 64 pieces, each formula gives what the way counts.",
      holds: () =>
        reality.switchFormulas.every(({ program, of }) =>
          Array.from({ length: 64 }, (_, i) => i + 1).every((pieces) => {
            const job = { ...manyPieces, fileBytes: pieces * 2 ** 16 };
            const counts = reality.countsOnLinux(program, job);
            return counts.modeSwitches === of(pieces);
          })
        ),
    },
    {
      says: "Only mmap + write takes page faults: one for every 16 pages.",
      holds: () =>
        linux.linux.every((program) =>
          reality.countsOnLinux(program, manyPieces).pageFaults *
              faultAroundPages * manyPieces.pageBytes ===
            (program === linux.mmapWrite ? manyPieces.fileBytes : 0)
        ),
    },
    {
      says: "If the NIC lacks one ability, sendfile and splice copy once.",
      holds: () =>
        nicAbilities.slice(1).every((nic) =>
          [linux.sendfile, linux.gather, linux.splice].every((program) =>
            reality.countsOnLinux(program, { ...usual, nic }).cpuBytes ===
              usual.fileBytes
          )
        ),
    },
  ],
};

/** Whether the very bytes of the file arrive, whatever the NIC can do. */
function deliversToAll(program: Program): boolean {
  return nicAbilities.every((nic) => {
    const job = linux.limitJob(program, { ...manyPieces, nic });
    const { delivered } = run(fallBack(program, job), job);
    return isDelivered(generateFile(job.fileBytes), delivered);
  });
}
