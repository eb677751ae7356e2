import { enterKernel, leaveKernel } from "../../lib/machine/instruction.ts";
import type * as stub from "../../exercises/01_modes/answer.ts";
import { exercises } from "../../exercises/01_modes/questions.ts";
import * as solution from "../../solutions/01_modes/answer.ts";
import { testExercises } from "./wrong_answers.ts";

/** A solution whose signatures drift from the stub's is a type error here. */
const answers: typeof stub = solution;

const isForeign = ({ of }: solution.Touch): boolean => of !== "this program";

const isFree = (name: string): boolean =>
  ["jump", "add", "load"].includes(name);

const read = [enterKernel("read"), "start I/O"];
const interrupts = ["disable interrupts", "enable interrupts"];
const setClock = [
  enterKernel("clock_settime"),
  "set the clock",
  leaveKernel("clock_settime"),
];

testExercises(exercises, {
  solution: answers,
  wrong: {
    isRefused: [
      {
        idea: "the trap is privileged, as it sets the mode",
        answer: ({ touches }: solution.Operation) => touches.some(isForeign),
        says: "how would a program ever ask",
      },
      {
        idea: "setting the mode is free, as the trap is",
        answer: ({ touches }: solution.Operation) =>
          touches.some((touch) => isForeign(touch) && touch.part !== "mode"),
        says: "in the next instruction",
      },
      {
        idea: "to read harms nobody",
        answer: ({ touches, nextChosenBy }: solution.Operation) =>
          nextChosenBy === "program" &&
          touches.some((touch) => isForeign(touch) && touch.does === "change"),
        says: "what is learnt?",
      },
      {
        idea: "only what is foreign as a whole",
        answer: ({ touches, nextChosenBy }: solution.Operation) =>
          nextChosenBy === "program" &&
          touches.every(isForeign),
        says: "as a whole, or not at all",
      },
      {
        idea: "only devices need the kernel",
        answer: ({ touches, nextChosenBy }: solution.Operation) =>
          nextChosenBy === "program" &&
          touches.some(({ of }) => of === "everybody"),
        says: "What could be taken from others",
      },
      {
        idea: "everything",
        answer: () => true,
        says: "Who else would notice",
      },
      {
        idea: "a text",
        answer: () => "no",
        says: "must return true or false",
      },
    ],
    countModeSwitches: [
      {
        idea: "one for each call",
        answer: (services: string[][]) =>
          services.filter((names) => !names.every(isFree)).length,
        says: "it also comes back",
      },
      {
        idea: "a call for each service",
        answer: (services: string[][]) => 2 * services.length,
        says: "a call for every service",
      },
      {
        idea: "a call for each privileged operation",
        answer: (services: string[][]) =>
          2 * services.flat().filter((name) => !isFree(name)).length,
        says: "a call for every privileged operation",
      },
      {
        idea: "only services of nothing but privileged operations",
        answer: (services: string[][]) =>
          2 * services.filter((names) => !names.some(isFree)).length,
        says: "leaves out services that mix",
      },
      {
        idea: "a call for each operation",
        answer: (services: string[][]) => 2 * services.flat().length,
        says: "a call for every operation",
      },
      { idea: "always two", answer: () => 2, says: "Ask two questions" },
      { idea: "nothing", answer: () => undefined, says: "a `return`" },
    ],
    mendedCalls: [
      {
        idea: "starting the disk in user mode",
        answer: () => ["load", "start I/O", ...read],
        says: "step 2 as the CPU must be in kernel mode",
      },
      {
        idea: "returning with interrupts off",
        answer: () => [
          "load",
          ...read,
          interrupts[0],
          leaveKernel("read"),
          enterKernel("read"),
          interrupts[1],
          leaveKernel("read"),
          ...setClock,
          "add",
        ],
        says: "After step 5 the program has the CPU, and interrupts are off",
      },
      {
        idea: "returning from another call",
        answer: () => [
          "load",
          ...read,
          ...interrupts,
          leaveKernel("read"),
          ...setClock.slice(0, 2),
          leaveKernel("read"),
          "add",
        ],
        says: "a return must be from the call that was entered",
      },
      {
        idea: "everything in one call",
        answer: () => [
          "load",
          ...read,
          ...interrupts,
          "set the clock",
          leaveKernel("read"),
          "add",
        ],
        says: "It belongs to another call",
      },
      {
        idea: "the program's own work in the kernel",
        answer: () => [enterKernel("read"), "load"],
        says: "does not choose what runs there",
      },
      {
        idea: "one call more",
        answer: () => [
          "load",
          ...read,
          leaveKernel("read"),
          enterKernel("read"),
          ...interrupts,
          leaveKernel("read"),
          ...setClock,
          "add",
        ],
        says: "Which of them could be one?",
      },
      {
        idea: "leaving the hard part out",
        answer: () => ["load", ...read, leaveKernel("read"), "add"],
        says: "the same as before",
      },
      {
        idea: "no way back",
        answer: () => ["load", ...read],
        says: "ends in kernel mode",
      },
      {
        idea: "the trap by its name",
        answer: () => ["trap", "start I/O"],
        says: "Step 1 is",
      },
      { idea: "a text", answer: () => "read", says: "A list of steps" },
    ],
  },
});
