import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
} from "../../lib/machine/instruction.ts";
import { once, program } from "../../lib/machine/program.ts";
import type { Event } from "../../lib/trace/event.ts";
import { gather, readWrite } from "../../lib/strategy/textbook.ts";
import type * as stub from "../../exercises/07_sendfile/answer.ts";
import { exercises } from "../../exercises/07_sendfile/questions.ts";
import * as solution from "../../solutions/07_sendfile/answer.ts";
import { testExercises } from "./wrong_answers.ts";

/** A solution whose signatures drift from the stub's is a type error here. */
const answers: typeof stub = solution;

const enter = enterKernel("sendfile");
const leave = leaveKernel("sendfile");
const load = dmaCopy("disk", "page cache");
const queue = cpuCopy("page cache", "socket buffer");
const send = dmaCopy("socket buffer", "nic");

type Older = Parameters<typeof solution.switchesSaved>[2];

testExercises(exercises, {
  solution: answers,
  wrong: {
    sendfile: [
      {
        idea: "one call, but still through the user buffer",
        answer: () =>
          program("detour", [
            enter,
            load,
            cpuCopy("page cache", "user buffer"),
            cpuCopy("user buffer", "socket buffer"),
            send,
            leave,
          ]),
        says: "CPU copies: step 3 copies page cache → user buffer",
      },
      {
        idea: "a return in the middle, as read + write has it",
        answer: () =>
          program("twice", [enter, load, leave, enter, queue, send, leave]),
        says: "mode switches: step 4 calls sendfile()",
      },
      {
        idea: "DMA from the disk into the user buffer",
        answer: () =>
          program("direct", [
            enter,
            dmaCopy("disk", "user buffer"),
            cpuCopy("user buffer", "socket buffer"),
            send,
            leave,
          ]),
        says: "Step 2 is to copy disk → user buffer by DMA",
      },
      {
        idea: "DMA from the page cache to the NIC",
        answer: () =>
          program("short cut", [
            enter,
            load,
            dmaCopy("page cache", "nic"),
            leave,
          ]),
        says: "the way asked for is page cache → nic",
      },
      {
        idea: "sendfile of a later Linux",
        answer: () => gather,
        says: "must get its bytes in the socket buffer",
      },
      {
        idea: "the older way",
        answer: () => readWrite,
        says: "The calls must be sendfile: the program makes read, then write",
      },
      {
        idea: "the whole file in one call",
        answer: () => program("once", once([enter, load, queue, send, leave])),
        says: "a call moves at most 8192 bytes here: step 3",
      },
      {
        idea: "no return",
        answer: () => program("stay", [enter, load, queue, send]),
        says: "must be in user mode",
      },
      { idea: "nothing", answer: () => undefined, says: "A program was" },
    ],
    switchesSaved: [
      {
        idea: "two, as in the textbook's table",
        answer: () => 2,
        says: "That is for a file that one call moves",
      },
      {
        idea: "two for each piece, whatever the older way",
        answer: (file: number, buffer: number) => 2 * Math.ceil(file / buffer),
        says: "Which call of mmap + write is made for each piece",
      },
      {
        idea: "calls, not switches",
        answer: (file: number, buffer: number, older: Older) =>
          solution.switchesSaved(file, buffer, older) / 2,
        says: "Each call is two mode switches",
      },
      {
        idea: "sendfile for nothing",
        answer: (file: number, buffer: number, older: Older) => {
          const pieces = Math.ceil(file / buffer);
          return older === "read + write" ? 4 * pieces : 2 + 2 * pieces;
        },
        says: "sendfile is not free",
      },
      {
        idea: "whole pieces only",
        answer: (file: number, buffer: number, older: Older) =>
          older === "mmap + write" ? 2 : 2 * Math.floor(file / buffer),
        says: "The last piece is shorter",
      },
      {
        idea: "parts of calls",
        answer: (file: number, buffer: number, older: Older) =>
          older === "mmap + write" ? 2 : 2 * file / buffer,
        says: "a part of a call",
      },
      {
        idea: "mmap for each piece and a sendfile for the whole file",
        answer: (file: number, buffer: number) =>
          4 * Math.ceil(file / buffer) - 2,
        says: "Count the calls of both ways",
      },
      { idea: "a text", answer: () => "two", says: "must return a number" },
    ],
    involvesUser: [
      {
        idea: "only copies by the CPU, as the stub has it",
        answer: (trace: readonly Event[]) =>
          trace.some((event) =>
            event.kind === "copy" && event.by === "CPU" &&
            event.to === "user buffer"
          ),
        says: "whose addresses lead to the bytes now",
      },
      {
        idea: "only copies, by whomever",
        answer: (trace: readonly Event[]) =>
          trace.some((event) =>
            event.kind === "copy" && event.to === "user buffer"
          ),
        says: "No byte moved there",
      },
      {
        idea: "copies by the CPU, and mappings",
        answer: (trace: readonly Event[]) =>
          trace.some((event) =>
            "to" in event && event.to === "user buffer" &&
            (event.kind === "map" ||
              event.kind === "copy" && event.by === "CPU")
          ),
        says: "it is not the only one that copies",
      },
      {
        idea: "more than two mode switches",
        answer: (trace: readonly Event[]) =>
          trace.filter(({ kind }) => kind === "mode switch").length > 2,
        says: "No event of this trace names the user buffer",
      },
      {
        idea: "not a call named sendfile",
        answer: (trace: readonly Event[]) =>
          !JSON.stringify(trace).includes('"sendfile"'),
        says: "The name of a call",
      },
      {
        idea: "always",
        answer: () => true,
        says: "No event of this trace names the user buffer",
      },
      {
        idea: "a number",
        answer: () => 1,
        says: "must return true or false",
      },
    ],
  },
});
