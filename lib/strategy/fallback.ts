/**
 * What becomes of a program on a NIC that cannot gather.
 *
 * The machine refuses to pass pages to such a NIC; the kernel knows that beforehand, and copies
 * instead. So sendfile and splice still work everywhere, at the price of the copy they avoid.
 *
 * @see Linux net/ipv4/tcp.c tcp_sendmsg_locked(): MSG_SPLICE_PAGES without NETIF_F_SG copies
 * @module
 */
import { cpuCopy, type Instruction } from "../machine/instruction.ts";
import type { Job } from "../machine/job.ts";
import type { Program } from "../machine/program.ts";

/** Puts a CPU copy in the place of each pass to the socket buffer. */
export function withoutGather(program: Program): Program {
  return {
    ...program,
    parts: program.parts.map((part) => ({
      ...part,
      instructions: part.instructions.map(copyInstead),
    })),
  };
}

/** The program that the kernel really carries out for a job. */
export function fallBack(program: Program, job: Job): Program {
  return job.nic === "no-gather" ? withoutGather(program) : program;
}

function copyInstead(instruction: Instruction): Instruction {
  return instruction.op === "pass pages" && instruction.to === "socket buffer"
    ? cpuCopy(instruction.from, instruction.to)
    : instruction;
}
