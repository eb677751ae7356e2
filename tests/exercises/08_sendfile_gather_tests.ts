import {
  dmaCopy,
  enterKernel,
  leaveKernel,
  passPages,
} from "../../lib/machine/instruction.ts";
import { type Job, roundsOf } from "../../lib/machine/job.ts";
import { once, program } from "../../lib/machine/program.ts";
import { gather, readWrite, sendfile } from "../../lib/strategy/textbook.ts";
import type * as stub from "../../exercises/08_sendfile_gather/answer.ts";
import { exercises } from "../../exercises/08_sendfile_gather/questions.ts";
import * as solution from "../../solutions/08_sendfile_gather/answer.ts";
import { testExercises, type WrongAnswer } from "./wrong_answers.ts";

/** A solution whose signatures drift from the stub's is a type error here. */
const answers: typeof stub = solution;

const enter = enterKernel("sendfile");
const leave = leaveKernel("sendfile");
const load = dmaCopy("disk", "page cache");
const refer = passPages("page cache", "socket buffer");
const send = dmaCopy("socket buffer", "nic");

/** Wrong programs, for both exercises that want one. */
const wrongPrograms: WrongAnswer[] = [
  {
    idea: "the copy of lesson 7",
    answer: () => sendfile,
    says: "step 3 copies page cache → socket buffer",
  },
  {
    idea: "read + write",
    answer: () => readWrite,
    says: "The calls must be sendfile: the program makes read, then write",
  },
  {
    idea: "the NIC reads the page cache, and nobody told it where",
    answer: () =>
      program("no descriptors", [
        enter,
        load,
        dmaCopy("page cache", "nic"),
        leave,
      ]),
    says: "the way asked for is page cache → nic",
  },
  {
    idea: "descriptors straight to the NIC",
    answer: () =>
      program("no queue", [enter, load, passPages("page cache", "nic"), leave]),
    says: "descriptors must go into a pipe or the socket buffer",
  },
  {
    idea: "nothing is sent",
    answer: () => program("no sending", [enter, load, refer, leave]),
    says: "Which step hands bytes to the nic?",
  },
  {
    idea: "DMA into the user buffer, whose pages are passed",
    answer: () =>
      program("direct", [
        enter,
        dmaCopy("disk", "user buffer"),
        passPages("user buffer", "socket buffer"),
        send,
        leave,
      ]),
    says: "Step 2 is to copy disk → user buffer by DMA",
  },
  { idea: "nothing", answer: () => undefined, says: "A program was" },
];

testExercises(exercises, {
  solution: answers,
  wrong: {
    gather: [
      ...wrongPrograms,
      {
        idea: "the whole file in one call",
        answer: () => program("once", once([enter, load, refer, send, leave])),
        says: "a call moves at most 8192 bytes here: step 3",
      },
    ],
    programFor: [
      ...wrongPrograms,
      {
        idea: "descriptors for each NIC",
        answer: () => gather,
        says: "Here you are the kernel",
      },
      {
        idea: "descriptors only where checksums are missing",
        answer: ({ nic }: Job) => nic === "no-checksum" ? gather : sendfile,
        says: "it is enough to tell it where they are",
      },
      {
        idea: "read + write where gathering fails",
        answer: ({ nic }: Job) => nic === "gather" ? gather : readWrite,
        says: "The calls must be sendfile",
      },
    ],
    movedBytes: [
      {
        idea: "DMA copies counted as the CPU's",
        answer: ({ fileBytes, cache }: Job) => {
          const bytes = cache === "warm" ? fileBytes : 2 * fileBytes;
          return { cpuBytes: bytes, dmaBytes: bytes };
        },
        says: "That is what DMA engines move",
      },
      {
        idea: "everything is the CPU's",
        answer: (job: Job) => {
          const { cpuBytes, dmaBytes } = solution.movedBytes(job);
          return {
            cpuBytes: job.nic === "gather" ? cpuBytes : cpuBytes + dmaBytes,
            dmaBytes,
          };
        },
        says: "That is everything together",
      },
      {
        idea: "no checksums, no cost",
        answer: (job: Job) => ({
          ...solution.movedBytes(job),
          cpuBytes: job.nic === "no-gather" ? job.fileBytes : 0,
        }),
        says: "a checksum is a sum over all bytes",
      },
      {
        idea: "zero-copy on each NIC",
        answer: (job: Job) => ({ ...solution.movedBytes(job), cpuBytes: 0 }),
        says: "Who makes one piece of them",
      },
      {
        idea: "a copy on each NIC",
        answer: (job: Job) => ({
          ...solution.movedBytes(job),
          cpuBytes: job.fileBytes,
        }),
        says: "What is left for the CPU to copy?",
      },
      {
        idea: "zero-copy means that nothing moves",
        answer: (job: Job) => ({ ...solution.movedBytes(job), dmaBytes: 0 }),
        says: "Zero-copy is about the CPU",
      },
      {
        idea: "a disk that is always read",
        answer: (job: Job) => ({
          ...solution.movedBytes(job),
          dmaBytes: 2 * job.fileBytes,
        }),
        says: "What is left for the disk to do?",
      },
      {
        idea: "a disk that is never read",
        answer: (job: Job) => ({
          ...solution.movedBytes(job),
          dmaBytes: job.fileBytes,
        }),
        says: "That is one of the devices",
      },
      {
        idea: "copies, not bytes",
        answer: (job: Job) => ({
          cpuBytes: job.nic === "gather" ? 0 : roundsOf(job),
          dmaBytes: 2 * roundsOf(job),
        }),
        says: "That is how many copies there are",
      },
      { idea: "one number", answer: () => 0, says: "an object of two numbers" },
      { idea: "null", answer: () => null, says: "an object of two numbers" },
    ],
  },
});
