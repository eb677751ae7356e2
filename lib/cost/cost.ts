/**
 * CPU time from counts, under a stated model: so much for each switch, byte, fault and reference.
 *
 * It is the time for which the sending CPU is busy with the transfer itself. Left out: what all
 * strategies pay alike (TCP, the loop around the calls), interrupts, and waiting for devices, which
 * is not the CPU's work.
 *
 * @module
 */
import { type Job, piecesByLength } from "../machine/job.ts";
import type { Counts } from "../trace/count.ts";

/** What one of each thing costs. */
export interface CostModel {
  readonly name: string;
  /** Where the numbers come from. */
  readonly source: string;
  /** One crossing between user and kernel mode: half of a system call that does nothing. [ns] */
  readonly modeSwitchNs: number;
  /** One byte copied by the CPU. [ns] */
  readonly cpuByteNs: number;
  /** Beginning one copy, however few bytes it has: finding the pages, taking memory. [ns] */
  readonly copyNs?: number;
  /**
   * One page fault on pages in the page cache that maps 16 pages, as the machine's do. A kernel that
   * maps a whole folio at once has fewer faults, and each takes longer. [ns]
   */
  readonly pageFaultNs: number;
  /** Making one mapping and taking it down again. [ns] */
  readonly mappingNs: number;
  /** Handing on the pages of one piece by reference. [ns] */
  readonly passNs: number;
  /** What all strategies pay alike for sending, where the model has it: see `sendingNs`. */
  readonly sending?: SendingPrices;
}

/** What TCP costs, whoever hands it the bytes. */
export interface SendingPrices {
  /** One byte of the file. [ns] */
  readonly byteNs: number;
  /** Handing bytes to TCP once: those of a piece, or of a pipe-full. [ns] @see `Sent` */
  readonly pieceNs: number;
  /** One packet. [ns] */
  readonly packetNs: number;
  /** The most bytes of the file that go into a packet. [bytes] */
  readonly packetBytes: number;
}

/**
 * Measured on Linux 6.18 in a virtual machine with 2 CPUs: a system call that does nothing takes 92
 * to 111 ns; read() of cached 64 KiB moves 8.0 GB/s; a fault takes 1.9 µs. Two are differences of
 * measured transfers of 128 bytes: mmap + write + munmap less read + write (11.6 − 2.8 µs, less the
 * fault and one call), and sendfile less read + write (3.3 − 2.8 µs, and one call).
 */
export const measuredVm: CostModel = {
  name: "vm",
  source: "measured on Linux 6.18 in a virtual machine with 2 CPUs",
  modeSwitchNs: 50,
  cpuByteNs: 0.125,
  pageFaultNs: 1900,
  mappingNs: 6800,
  passNs: 500,
};

/**
 * The same machine with the slow system calls of one that isolates page tables (PTI): getppid(2), made
 * a million times by a C program, took 1.12 to 1.25 µs on Linux 6.18 in a virtual machine whose
 * /sys/devices/system/cpu/vulnerabilities/meltdown says "Mitigation: PTI".
 *
 * @see Linux Documentation/arch/x86/pti.rst
 */
const slowCalls: CostModel = {
  ...measuredVm,
  name: "slow-calls",
  source:
    "the usual prices, but a system call takes 1.2 µs: as on another machine",
  modeSwitchNs: 600,
};

/** What is sent, and in how many portions TCP gets it. */
export interface Sent {
  readonly job: Job;
  /** A piece each, as a rule; in one call, sendfile hands on a pipe-full at a time. */
  readonly handings: number;
}

/** The models that a learner can choose, by name. */
export const costModels: readonly CostModel[] = [measuredVm, slowCalls];

/** The CPU time of a transfer, in its parts. */
export interface Cost {
  readonly switchesNs: number;
  readonly copiesNs: number;
  readonly faultsNs: number;
  readonly mappingsNs: number;
  readonly passesNs: number;
  readonly totalNs: number;
}

/** Computes the CPU time that counts stand for. */
export function costOf(counts: Counts, model: CostModel): Cost {
  const parts = {
    switchesNs: counts.modeSwitches * model.modeSwitchNs,
    copiesNs: counts.cpuBytes * model.cpuByteNs +
      counts.cpuCopies * (model.copyNs ?? 0),
    faultsNs: counts.pageFaults * model.pageFaultNs,
    mappingsNs: counts.mappings * model.mappingNs,
    passesNs: counts.passes * model.passNs,
  };
  const totalNs = Object.values(parts).reduce((sum, ns) => sum + ns, 0);
  return { ...parts, totalNs };
}

/**
 * Computes the CPU time that all strategies pay alike to send a job: 0 if the model leaves it out.
 *
 * @returns [ns]
 */
export function sendingNs(
  { job, handings }: Sent,
  { sending }: CostModel,
): number {
  if (sending === undefined) return 0;
  return job.fileBytes * sending.byteNs + handings * sending.pieceNs +
    packetsOf(job, sending.packetBytes) * sending.packetNs;
}

/**
 * Counts the packets of a job: small pieces are joined to full ones, and a large piece ends with a
 * packet of its own, full or not.
 *
 * @param packetBytes The most bytes of the file that go into a packet. [bytes]
 */
export function packetsOf(job: Job, packetBytes: number): number {
  if (job.bufferBytes < packetBytes) {
    return Math.ceil(job.fileBytes / packetBytes);
  }
  return piecesByLength(job).reduce(
    (sum, { bytes, pieces }) => sum + pieces * Math.ceil(bytes / packetBytes),
    0,
  );
}

/**
 * The bytes that cross the memory bus: a CPU copy reads and writes each byte, a DMA copy does one
 * of the two.
 *
 * @returns [bytes]
 */
export function memoryTrafficOf(counts: Counts): number {
  return 2 * counts.cpuBytes + counts.dmaBytes;
}
