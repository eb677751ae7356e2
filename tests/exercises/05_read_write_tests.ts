import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
} from "../../lib/machine/instruction.ts";
import { program } from "../../lib/machine/program.ts";
import { mmapWrite, readWrite, sendfile } from "../../lib/strategy/textbook.ts";
import type * as stub from "../../exercises/05_read_write/stub.ts";
import { exercises } from "../../exercises/05_read_write/checks.ts";
import * as solution from "../../solutions/05_read_write/answer.ts";
import { testExercises, type WrongAnswer } from "./wrong_answers.ts";

/** A solution whose signatures drift from the stub's is a type error here. */
const answers: typeof stub = solution;

const read = [
  enterKernel("read"),
  dmaCopy("disk", "page cache"),
  cpuCopy("page cache", "user buffer"),
  leaveKernel("read"),
];

/** Wrong programs, for both exercises that want the same program. */
const wrongPrograms: WrongAnswer[] = [
  {
    idea: "sendfile, which delivers by another call",
    answer: () => sendfile,
    says: "The calls must be read, then write",
  },
  {
    idea: "mmap + write, which costs less",
    answer: () => mmapWrite,
    says: "The calls must be read, then write",
  },
  {
    idea: "a program that never sends",
    answer: () => program("read", read),
    says: "Which step hands bytes to the nic?",
  },
  {
    idea: "a copy in user mode",
    answer: () =>
      program("early return", [
        enterKernel("read"),
        dmaCopy("disk", "page cache"),
        leaveKernel("read"),
        cpuCopy("page cache", "user buffer"),
      ]),
    says: "step 4 as the CPU must be in kernel mode: it is in user mode",
  },
  {
    idea: "a second look at the page cache",
    answer: () => {
      const [{ instructions }] = readWrite.parts as [typeof readWrite.parts[0]];
      return program("twice", [
        ...read.slice(0, 3),
        ...instructions.slice(2),
      ]);
    },
    says: "CPU copies: step 4 copies page cache → user buffer",
  },
  {
    idea: "a write that does not look at the user buffer",
    answer: () =>
      program("short", [
        ...read,
        enterKernel("write"),
        cpuCopy("page cache", "socket buffer"),
        dmaCopy("socket buffer", "nic"),
        leaveKernel("write"),
      ]),
    says: "as a part of write()",
  },
  {
    idea: "nothing",
    answer: () => undefined,
    says: "A program was expected",
  },
];

testExercises(exercises, {
  solution: answers,
  wrong: {
    readAndWrite: wrongPrograms,
    countSwitches: [
      {
        idea: "one switch for each call",
        answer: (file: number, buffer: number) => 2 * Math.ceil(file / buffer),
        says: "it also comes back",
      },
      {
        idea: "always four",
        answer: () => 4,
        says: "larger than the buffer",
      },
      {
        idea: "whole pieces only",
        answer: (file: number, buffer: number) => 4 * Math.floor(file / buffer),
        says: "a shorter one",
      },
      {
        idea: "parts of calls",
        answer: (file: number, buffer: number) => 4 * file / buffer,
        says: "a part of a call",
      },
      {
        idea: "six for each piece",
        answer: (file: number, buffer: number) => 6 * Math.ceil(file / buffer),
        says: "Count in three steps",
      },
      { idea: "a text", answer: () => "many", says: "must return a number" },
    ],
    mended: wrongPrograms,
  },
});
