/**
 * The same strategies as Linux really does them; and of each the record, with all that is known of
 * it.
 *
 * Beside the textbook: a loop must learn that the file has ended; mmap only promises, and page
 * faults bring the pages; a pipe must be made, and holds few pages; a call passes pages whatever the
 * NIC can do, and returns before it has sent anything.
 *
 * @see read(2), mmap(2), sendfile(2), splice(2), pipe(7)
 * @module
 */
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  openPipe,
  passPages,
  reserveAddresses,
  touchPages,
  transmit,
  unmapPages,
} from "../machine/instruction.ts";
import { type Job, piecesByLength } from "../machine/job.ts";
import {
  once,
  onceIfAny,
  type Program,
  program,
  stepsOf,
} from "../machine/program.ts";
import { copyAtTransmit } from "./fallback.ts";
import type { Strategy } from "./strategy.ts";
import * as told from "./textbook.ts";

/** The most that one call moves, whatever it is asked. [bytes] @see sendfile(2), read(2) NOTES */
export const mostBytesPerCall = 0x7ffff000;

/** The pages that a pipe holds by default. [pages] @see pipe(7) "Pipe capacity" */
export const pipePages = 16;

/**
 * The pages of a new pipe, once all pipes of an unprivileged user hold 16,384 pages. [pages]
 *
 * @see pipe(7) "/proc/sys/fs/pipe-user-pages-soft" | Linux v6.18 fs/pipe.c PIPE_MIN_DEF_BUFFERS
 */
export const scarcePipePages = 2;

/** read(2) and write(2) until a read finds the end of the file. */
export const readWrite: Program = program("read + write", [
  enterKernel("read"),
  dmaCopy("disk", "page cache"),
  cpuCopy("page cache", "user buffer"),
  leaveKernel("read"),
  enterKernel("write"),
  cpuCopy("user buffer", "socket buffer"),
  leaveKernel("write"),
  transmit(),
], once([enterKernel("read"), leaveKernel("read")]));

/**
 * mmap(2) of the whole file, write(2) piece by piece, munmap(2). The kernel takes the page faults.
 * An empty file cannot be mapped: that is EINVAL, and there is nothing to unmap.
 */
export const mmapWrite: Program = program(
  "mmap + write",
  once([enterKernel("mmap"), reserveAddresses(), leaveKernel("mmap")]),
  [
    enterKernel("write"),
    touchPages(),
    cpuCopy("user buffer", "socket buffer"),
    leaveKernel("write"),
    transmit(),
  ],
  onceIfAny([enterKernel("munmap"), unmapPages(), leaveKernel("munmap")]),
);

/** sendfile(2): pages of the page cache are passed to the socket. */
export const gather: Program = program("sendfile + gather", [
  enterKernel("sendfile"),
  dmaCopy("disk", "page cache"),
  passPages("page cache", "socket buffer"),
  leaveKernel("sendfile"),
  transmit(),
]);

/** The same call, to a NIC that cannot gather: the kernel copies when the NIC is to send. */
export const sendfile: Program = {
  ...copyAtTransmit(gather),
  name: "sendfile",
};

/** pipe(2) once, then splice(2) into it and splice(2) out of it. @param pages What it holds. [pages] */
export function spliceThrough(pages: number): Program {
  return program(
    "splice",
    once([enterKernel("pipe"), openPipe(pages), leaveKernel("pipe")]),
    [
      enterKernel("splice"),
      dmaCopy("disk", "page cache"),
      passPages("page cache", "pipe"),
      leaveKernel("splice"),
      enterKernel("splice"),
      passPages("pipe", "socket buffer"),
      leaveKernel("splice"),
      transmit(),
    ],
  );
}

/** The same with a pipe of the usual size. */
export const splice: Program = spliceThrough(pipePages);

const manual = "https://man7.org/linux/man-pages/man2";

/** The records, in the order in which the lessons tell them: every list of strategies is made of these. */
export const strategies: readonly Strategy[] = [
  {
    name: readWrite.name,
    textbook: told.readWrite,
    linux: readWrite,
    switches: { says: "2(2N + 1)", of: (n) => 2 * (2 * n + 1) },
    choice: readWrite.name,
    calls: [{ call: "read", from: "file" }, { call: "write", from: "buffer" }],
  },
  {
    name: mmapWrite.name,
    textbook: told.mmapWrite,
    linux: mmapWrite,
    switches: { says: "2(N + 2)", of: (n) => 2 * (n + 2) },
    choice: mmapWrite.name,
    calls: [
      { call: "mmap", from: "file" },
      { call: "write", from: "mapping" },
    ],
  },
  {
    name: sendfile.name,
    broughtBy: {
      since: "2.2",
      says: "sendfile, with one copy by the CPU",
      source: ["sendfile(2)", `${manual}/sendfile.2.html`],
    },
    textbook: told.sendfile,
    linux: sendfile,
    switches: { says: "2N", of: (n) => 2 * n },
    calls: [{ call: "sendfile", from: "file" }],
  },
  {
    name: gather.name,
    broughtBy: {
      since: "2.4",
      says: "sendfile without one, where the NIC gathers",
      source: ["Linux Journal", "https://www.linuxjournal.com/article/6345"],
    },
    textbook: told.gather,
    linux: gather,
    switches: { says: "2N", of: (n) => 2 * n },
    choice: "sendfile",
    calls: [{ call: "sendfile", from: "file" }],
  },
  {
    name: splice.name,
    broughtBy: {
      since: "2.6.17",
      says: "splice, tee and vmsplice",
      source: ["splice(2)", `${manual}/splice.2.html`],
    },
    textbook: told.splice,
    linux: splice,
    switches: { says: "2(1 + 2N)", of: (n) => 2 * (1 + 2 * n) },
    choice: splice.name,
    calls: [
      { call: "splice in", from: "file" },
      { call: "splice out", from: "pipe" },
    ],
  },
];

/** As the textbooks tell each, in the same order. */
export const textbook: readonly Program[] = strategies
  .map(({ textbook }) => textbook);

/** What Linux does for each, in the same order. */
export const linux: readonly Program[] = strategies.map(({ linux }) => linux);

/**
 * Limits a job to what one call of a program moves on Linux.
 *
 * @param job What is asked for.
 * @returns The same job in pieces that a call takes, or the pipe that the program opens.
 */
export function limitJob(program: Program, job: Job): Job {
  const slots = slotsOf(program);
  const bufferBytes = Math.min(job.bufferBytes, mostBytesPerCall);
  if (slots === undefined) return { ...job, bufferBytes };
  const pipeBytes = slots * job.pageBytes;
  return { ...job, bufferBytes: Math.min(bufferBytes, pipeBytes), slots };
}

/**
 * Counts how often a program hands bytes to the socket. A call of sendfile does so a pipe-full at a
 * time: the kernel makes a pipe of its own for it.
 *
 * @param job In pieces that the program can take.
 * @see Linux fs/splice.c splice_direct_to_actor()
 */
export function countHandings(program: Program, job: Job): number {
  const mostBytes = callsSendfile(program)
    ? pipePages * job.pageBytes
    : Infinity;
  const portions = (bytes: number): number =>
    mostBytes === Infinity ? 1 : Math.ceil(bytes / mostBytes);
  return piecesByLength(job).reduce(
    (sum, { bytes, pieces }) =>
      sum + (bytes > 0 ? pieces * portions(bytes) : 0),
    0,
  );
}

function callsSendfile(program: Program): boolean {
  return stepsOf(program).some(({ instruction }) =>
    instruction.op === "enter kernel" && instruction.call === "sendfile"
  );
}

function slotsOf(program: Program): number | undefined {
  for (const { instruction } of stepsOf(program)) {
    if (instruction.op === "open pipe") return instruction.slots;
  }
  return undefined;
}
