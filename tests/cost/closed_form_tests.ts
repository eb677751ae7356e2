import { assertEquals } from "@std/assert";
import {
  generateFile,
  type Job,
  makeJob,
  nicAbilities,
} from "../../lib/machine/job.ts";
import { once, type Program, program } from "../../lib/machine/program.ts";
import { run } from "../../lib/machine/run.ts";
import { count } from "../../lib/trace/count.ts";
import type { Event } from "../../lib/trace/event.ts";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  mapPages,
  passPages,
  transmit,
} from "../../lib/machine/instruction.ts";
import { closedForm, countsOnLinux } from "../../lib/cost/closed_form.ts";
import { fallBack } from "../../lib/strategy/fallback.ts";
import {
  gather,
  limitJob,
  pipePages,
  splice,
  spliceThrough,
} from "../../lib/strategy/linux.ts";
import { linux, textbook } from "../../lib/strategy/linux.ts";
import { makeDice } from "../dice.ts";
import { cornerJobs, randomJob } from "../random_job.ts";

/** Made-up jobs, beside those in `cornerJobs`. */
const randomJobs: readonly [says: string, job: Job][] = Array.from(
  { length: 25 },
  (_, i) => [`seed ${i + 1}`, randomJob(makeDice(i + 1))],
);

/** All jobs that are tried, each with what is said of it in a failure. */
const jobs = [...Object.entries(cornerJobs), ...randomJobs];

/** A program as a kernel would carry it out, and the job that it can do. */
interface PlannedRun {
  readonly program: Program;
  readonly job: Job;
  readonly says: string;
}

/** All ten programs and splice through a small pipe, each with the job that it makes of another. */
function runsOf(job: Job): PlannedRun[] {
  return [
    ...textbook.map((program) => ({
      program: fallBack(program, job),
      job,
      says: `textbook ${program.name}`,
    })),
    ...[...linux, spliceThrough(2)].map((program) => ({
      program: fallBack(program, job),
      job: limitJob(program, job),
      says: `linux ${program.name}`,
    })),
  ].map((planned) => ({
    ...planned,
    says: `${planned.says}, ${JSON.stringify(planned.job)}`,
  }));
}

/** Runs it: first what arrived, then what it cost, then what it still holds. */
function checkRun({ program, job, says }: PlannedRun, file: Uint8Array): void {
  const { trace, delivered } = run(program, job, file);
  assertEquals(whereDifferent(file, delivered), undefined, says);
  assertEquals(closedForm(program, job), count(trace), says);
  assertEquals(heldBytes(trace, "socket buffer"), 0, says);
}

/** Where two files first differ: nothing but this decides whether a file has arrived. [bytes] */
function whereDifferent(a: Uint8Array, b: Uint8Array): number | undefined {
  const most = Math.max(a.length, b.length);
  for (let i = 0; i < most; i++) if (a[i] !== b[i]) return i;
  return undefined;
}

/** What a place has taken and not given back. [bytes] */
function heldBytes(trace: readonly Event[], place: string): number {
  let bytes = 0;
  for (const event of trace) {
    if (event.kind === "allocate" && event.place === place) {
      bytes += event.bytes;
    } else if (event.kind === "free" && event.place === place) {
      bytes -= event.bytes;
    }
  }
  return bytes;
}

Deno.test("all ten programs deliver the very bytes of files in corners and of random ones, and closedForm() equals the fold", () => {
  for (const [i, [corner, job]] of jobs.entries()) {
    const file = generateFile(job.fileBytes, i + 2);
    for (const planned of runsOf(job)) {
      checkRun({ ...planned, says: `${corner}: ${planned.says}` }, file);
    }
  }
});

Deno.test("all ten programs deliver files of up to a MiB, and closedForm() equals the fold", () => {
  const jobs: Partial<Job>[] = [
    { fileBytes: 2 ** 20 + 1, bufferBytes: 2 ** 16 },
    { fileBytes: 2 ** 19 - 1, cache: "warm", nic: "no-checksum" },
    { fileBytes: 2 ** 18 + 4097, bufferBytes: 77_777, nic: "no-gather" },
  ];
  for (const parts of jobs) {
    const job = makeJob(parts);
    const file = generateFile(job.fileBytes);
    for (const planned of runsOf(job)) checkRun(planned, file);
  }
});

/** Strategies beside the ten that a learner might write. */
const otherPrograms: readonly Program[] = [
  program("read past the page cache + write", [
    enterKernel("read"),
    dmaCopy("disk", "user buffer"),
    leaveKernel("read"),
    enterKernel("write"),
    cpuCopy("user buffer", "socket buffer"),
    leaveKernel("write"),
    transmit(),
  ]),
  program("read + send by reference", [
    enterKernel("read"),
    dmaCopy("disk", "page cache"),
    cpuCopy("page cache", "user buffer"),
    leaveKernel("read"),
    enterKernel("send"),
    passPages("user buffer", "socket buffer"),
    dmaCopy("socket buffer", "nic"),
    leaveKernel("send"),
    transmit(),
  ]),
  program(
    "mmap + vmsplice",
    once([
      enterKernel("mmap"),
      dmaCopy("disk", "page cache"),
      mapPages("page cache", "user buffer"),
      leaveKernel("mmap"),
    ]),
    [
      enterKernel("vmsplice"),
      passPages("user buffer", "pipe"),
      leaveKernel("vmsplice"),
      enterKernel("splice"),
      passPages("pipe", "socket buffer"),
      dmaCopy("socket buffer", "nic"),
      leaveKernel("splice"),
    ],
  ),
];

Deno.test("other strategies deliver too, and closedForm() equals the fold", () => {
  for (const [corner, job] of jobs) {
    const file = generateFile(job.fileBytes);
    for (const other of otherPrograms) {
      const program = fallBack(other, job);
      const says = `${corner}: ${program.name}, ${JSON.stringify(job)}`;
      checkRun({ program, job, says }, file);
    }
  }
});

Deno.test("countsOnLinux() takes a file in pieces that a pipe holds", () => {
  const job = makeJob({ fileBytes: 2 ** 20 });
  const { systemCalls } = countsOnLinux(splice, job);
  const pipeFulls = job.fileBytes / (pipePages * job.pageBytes);
  assertEquals(systemCalls, 1 + 2 * pipeFulls);
});

Deno.test("countsOnLinux() adds a copy where the NIC lacks an ability, to the pass", () => {
  for (const nic of nicAbilities.slice(1)) {
    const job = makeJob({ nic });
    const { cpuBytes, passes } = countsOnLinux(gather, job);
    assertEquals([cpuBytes, passes], [job.fileBytes, 1], nic);
  }
});
