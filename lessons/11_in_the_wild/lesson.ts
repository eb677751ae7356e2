/**
 * Lesson 11: what Linux does, beside what the textbook tells.
 *
 * @module
 */
import {
  chosen,
  theOnly,
  transferAll,
  viewsOfAll,
} from "zero-copy/workbook/comparison.ts";
import { ownOutcome } from "zero-copy/workbook/own_program.ts";
import type {
  Claim,
  Lesson,
  Outcome,
  Setting,
} from "zero-copy/workbook/lesson.ts";
import {
  type DoneJob,
  outcomeOf,
  transfer,
} from "zero-copy/workbook/transfer_lesson.ts";
import {
  generateFile,
  isDelivered,
  makeJob,
  nicAbilities,
} from "zero-copy/machine/job.ts";
import { faultAroundPages } from "zero-copy/machine/machine.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import * as reality from "./pictures.ts";
import { closedForm, countsOnLinux } from "zero-copy/cost/closed_form.ts";
import { fallBack } from "zero-copy/strategy/fallback.ts";
import {
  gather,
  limitJob,
  mmapWrite,
  sendfile,
  splice,
} from "zero-copy/strategy/linux.ts";
import { strategies } from "zero-copy/strategy/linux.ts";
import type { Strategy } from "zero-copy/strategy/strategy.ts";
import { sendersTable } from "./senders.ts";
import { serverClaims, serverFacts } from "./server.ts";
import { versionsTable } from "./versions.ts";

const usual = makeJob();

/** Pieces as large as a pipe. */
const manyPieces = makeJob({ fileBytes: 2 ** 20, bufferBytes: 2 ** 16 });

/** Makes the lesson for a list of strategies. */
export function lessonOf(strategies: readonly Strategy[]): Lesson {
  return {
    sends: true,
    compares: strategies.map(({ name }) => name),
    knobs: [],
    stepped: (setting) =>
      theOnly(
        chosen(strategies, setting),
        ({ linux: program }) => ({
          program,
          job: limitJob(program, setting.job),
        }),
      ),
    model: (setting) => model(strategies, setting),
    claims,
  };
}

async function model(
  strategies: readonly Strategy[],
  setting: Setting,
): Promise<Outcome> {
  const shown = chosen(strategies, setting);
  const programs = shown.map(({ textbook }) => textbook);
  const told = await transferAll(programs, setting);
  const done: DoneJob[] = [];
  for (const { linux: program } of shown) {
    const limited = { ...setting, job: limitJob(program, setting.job) };
    done.push(await transfer(program, limited));
  }
  const own = setting.own && await transfer(setting.own, setting);
  const beside = own === undefined ? [] : [own];
  const ownTold = own && ownOutcome(own, outcomeOf(own, true).facts);
  const both = told.map((one, i) => ({ textbook: one, linux: done[i]! }));
  return {
    facts: {
      table: () => reality.comparedTable([...both, ...beside.map(asBoth)]),
      ...reality.onlyCounts(both),
      formulas: () => reality.formulasTable(strategies, manyPieces),
      nic: () => reality.nicTable(strategies, setting.job),
      senders: sendersTable,
      versions: () => versionsTable(strategies),
      ...serverFacts(setting.job.nic),
      ...viewsOfAll(
        [...done, ...beside],
        (one) => one.program.name + (one === own ? "" : " on Linux"),
      ),
      arrival: viewsOfAll([...told, ...done, ...beside], () => "").arrival!,
      ...ownTold?.facts,
    },
    ...(ownTold && { ownArrives: ownTold.ownArrives }),
    data: { strategies: dataOf(both, beside, setting.keepsTrace) },
  };
}

/** A program of the learner's own is told by nobody else. */
function asBoth(one: DoneJob): Record<"textbook" | "linux", DoneJob> {
  return { textbook: one, linux: one };
}

function dataOf(
  both: readonly ReturnType<typeof asBoth>[],
  beside: readonly DoneJob[],
  keepsTrace: boolean,
): Outcome["data"][] {
  const of = (one: DoneJob): Outcome["data"] => outcomeOf(one, keepsTrace).data;
  return [
    ...both.flatMap(({ textbook, linux }) => [
      { model: "textbook", ...of(textbook) },
      { model: "linux", ...of(linux) },
    ]),
    ...beside.map((one) => ({ isOwn: true, ...of(one) })),
  ];
}

const claims: readonly Claim[] = [
  {
    says: "No strategy makes fewer calls on Linux than in the textbook.",
    holds: () =>
      strategies.every(({ textbook, linux }) =>
        closedForm(textbook, usual).systemCalls <=
          countsOnLinux(linux, usual).systemCalls
      ),
  },
  {
    says: "All ten programs deliver the whole file, to each kind of NIC.",
    holds: () =>
      strategies.every(({ textbook, linux }) =>
        [textbook, linux].every(deliversToAll)
      ),
  },
  {
    says: "From 1 to 64 pieces, each formula gives what the machine counts.",
    holds: () =>
      strategies.every(({ linux: program, switches: { of } }) =>
        Array.from({ length: 64 }, (_, i) => i + 1).every((pieces) => {
          const job = { ...manyPieces, fileBytes: pieces * 2 ** 16 };
          const counts = countsOnLinux(program, job);
          return counts.modeSwitches === of(pieces);
        })
      ),
  },
  {
    says: "Only mmap + write takes page faults: one for every 16 pages.",
    holds: () =>
      strategies.every(({ linux: program }) =>
        countsOnLinux(program, manyPieces).pageFaults *
            faultAroundPages * manyPieces.pageBytes ===
          (program === mmapWrite ? manyPieces.fileBytes : 0)
      ),
  },
  {
    says: "If the NIC lacks one ability, sendfile and splice copy once.",
    holds: () =>
      nicAbilities.slice(1).every((nic) =>
        [sendfile, gather, splice].every((program) =>
          countsOnLinux(program, { ...usual, nic }).cpuBytes ===
            usual.fileBytes
        )
      ),
  },
  ...serverClaims,
];

/** The facts of the page. */
export const lesson: Lesson = lessonOf(strategies);

/** Whether the very bytes of the file arrive, whatever the NIC can do. */
function deliversToAll(program: Program): boolean {
  return nicAbilities.every((nic) => {
    const job = limitJob(program, { ...manyPieces, nic });
    const { delivered } = run(fallBack(program, job), job);
    return isDelivered(generateFile(job.fileBytes), delivered);
  });
}
