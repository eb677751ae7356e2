/**
 * What the kernel adds to a program for a NIC that lacks an ability.
 *
 * A call never sees the NIC: it passes pages to any TCP socket. Not until the NIC is to send does
 * the kernel find that it cannot gather, or adds no checksums; then it copies the pages that were
 * passed. So sendfile and splice work everywhere, at the price of the copy that they avoid.
 *
 * @see Linux v6.18 net/core/sock.c sk_setup_caps(), net/core/skbuff.c skb_segment(), net/core/dev.c
 * skb_checksum_help(); commit 0a6b2a1dc2a2 "tcp: switch to GSO being always on"
 * @module
 */
import { copyReferences, type Instruction } from "../machine/instruction.ts";
import type { Job } from "../machine/job.ts";
import { type Program, stepsOf } from "../machine/program.ts";

/** Puts a copy of what was passed before each step at which the NIC sends. */
export function copyAtTransmit(program: Program): Program {
  if (!stepsOf(program).some(({ instruction }) => queuesPages(instruction))) {
    return program;
  }
  return {
    ...program,
    parts: program.parts.map((part) => ({
      ...part,
      instructions: part.instructions.flatMap((one, i, all) =>
        sends(one) && all[i - 1]?.op !== "copy references"
          ? [copyReferences(), one]
          : [one]
      ),
    })),
  };
}

/** The program that the kernel really carries out for a job. */
export function fallBack(program: Program, job: Job): Program {
  return job.nic === "gather" ? program : copyAtTransmit(program);
}

function queuesPages(instruction: Instruction): boolean {
  return instruction.op === "pass pages" && instruction.to === "socket buffer";
}

function sends(instruction: Instruction): boolean {
  return instruction.op === "transmit" ||
    instruction.op === "copy by DMA" && instruction.to === "nic";
}
