/**
 * A program as a short text that an address can hold: `mine*each.in-read.dma-d-c.out-read`.
 *
 * First its name, then its parts, each with how often it is done and its instructions. No letter in it
 * is written otherwise in an address. Anything may be typed there: what is no program is refused in
 * words.
 *
 * @module
 */
import {
  type Instruction,
  type Operand,
  operands,
} from "../machine/instruction.ts";
import {
  callsOf,
  type Part,
  type Program,
  stepsOf,
} from "../machine/program.ts";
import { linux, textbook } from "../strategy/linux.ts";
import { sayCount, sayMany } from "../text/say.ts";
import type { Place } from "../trace/event.ts";

type Op = Instruction["op"];

/** The most instructions of a program in an address. */
export const mostInstructions = 200;

/** The most parts of a program in an address. */
const mostParts = 50;

/** The longest name of a program in an address. [characters] */
export const longestName = 60;

/** The fewest and the most pages that a pipe can be asked for. [pages] */
export const slotsRange: readonly [least: number, most: number] = [1, 2 ** 20];

/** Says that a program makes a pipe that holds no whole number of pages: nothing, if it does not. */
export function oddPipeIn(program: Program): string | undefined {
  const [least, most] = slotsRange;
  for (const { step, instruction } of stepsOf(program)) {
    if (instruction.op !== "open pipe") continue;
    const { slots } = instruction;
    if (Number.isInteger(slots) && slots >= least && slots <= most) continue;
    return `Step ${step} opens a pipe of ${slots} pages: a pipe holds a whole ` +
      `number of them, from ${least} to ${sayCount(most)}.`;
  }
  return undefined;
}

/** The calls of the strategies: no other does anything that the machine knows. */
export const knownCalls: readonly string[] = [
  ...new Set([...textbook, ...linux].flatMap((program) => callsOf(program))),
];

/** How often a part is done, in short. */
const repeatsWords: Readonly<Record<Part["repeats"], string>> = {
  "per piece": "each",
  "once": "once",
  "once if any": "any",
};

/** What is done, in short. */
const opWords: Readonly<Record<Op, string>> = {
  "enter kernel": "in",
  "leave kernel": "out",
  "copy by DMA": "dma",
  "copy by CPU": "cpu",
  "map pages": "map",
  "pass pages": "pass",
  "copy references": "refs",
  "reserve addresses": "reserve",
  "touch pages": "touch",
  "unmap pages": "unmap",
  "open pipe": "pipe",
  "transmit": "send",
};

/** Places, in short. */
const placeWords: Readonly<Record<Place, string>> = {
  "disk": "d",
  "page cache": "c",
  "user buffer": "u",
  "socket buffer": "s",
  "pipe": "p",
  "nic": "n",
};

/** How often a part can be done. */
export const allRepeats = Object.keys(repeatsWords) as Part["repeats"][];

/** All that an instruction can be. */
export const allOps = Object.keys(opWords) as Op[];

/** All places. */
export const allPlaces = Object.keys(placeWords) as Place[];

/** Writes a program as a short text. What it calls must be known: else nobody can read it again. */
export function programText({ name, parts }: Program): string {
  const written = name.replaceAll("_", "__").replaceAll("*", "_x");
  return [written, ...parts.map(partText)].join("*");
}

function partText({ repeats, instructions }: Part): string {
  return [repeatsWords[repeats], ...instructions.map(instructionText)]
    .join(".");
}

function instructionText(instruction: Instruction): string {
  const named: Readonly<Record<string, string | number>> = instruction;
  const values = operands[instruction.op].map((operand) => {
    const value = named[operand]!;
    return operand === "from" || operand === "to"
      ? placeWords[value as Place]
      : value;
  });
  return [opWords[instruction.op], ...values].join("-");
}

/**
 * Reads a program from a text.
 *
 * @returns The program; or a sentence that says why the text is none.
 */
export function readProgram(text: string): Program | string {
  const [written = "", ...partTexts] = text.split("*");
  const name = written.replaceAll(/_[_x]/g, (two) => two === "__" ? "_" : "*");
  if (name.length > longestName) {
    return refuse(`its name is longer than ${longestName} characters`);
  }
  if (partTexts.length > mostParts) {
    return refuse(`it has more than ${mostParts} parts`);
  }
  const parts: Part[] = [];
  for (const partText of partTexts) {
    const part = readPart(partText);
    if (typeof part === "string") return refuse(part);
    parts.push(part);
  }
  const length = parts.reduce((sum, part) => sum + part.instructions.length, 0);
  return length > mostInstructions
    ? refuse(`it has more than ${mostInstructions} instructions`)
    : { name, parts };
}

function refuse(state: string): string {
  return `The address has no program that can be read: ${state}.`;
}

function readPart(text: string): Part | string {
  const [word = "", ...instructionTexts] = text.split(".");
  const repeats = keyOf(repeatsWords, word);
  if (repeats === undefined) {
    return `${quote(word)} is not how often a part is done: ${
      Object.values(repeatsWords).join(", ")
    }`;
  }
  const instructions: Instruction[] = [];
  for (const instructionText of instructionTexts) {
    const instruction = readInstruction(instructionText);
    if (typeof instruction === "string") return instruction;
    instructions.push(instruction);
  }
  return { repeats, instructions };
}

function readInstruction(text: string): Instruction | string {
  const [word = "", ...values] = text.split("-");
  const op = keyOf(opWords, word);
  if (op === undefined) return `${quote(word)} is no instruction`;
  const names = operands[op];
  if (names.length !== values.length) {
    return `${quote(text)} has ${sayMany(values.length, "word")} after ${
      quote(word)
    } and must have ${names.length}`;
  }
  const read: Record<string, string | number> = {};
  for (const [i, name] of names.entries()) {
    const value = readOperand[name](values[i]!);
    if (value === undefined) return sayOperand[name](quote(values[i]!));
    read[name] = value;
  }
  return { op, ...read } as Instruction;
}

const place = (text: string): Place | undefined => keyOf(placeWords, text);

/** What the text of an operand stands for: nothing, if for none. */
const readOperand: Readonly<
  Record<Operand, (text: string) => string | number | undefined>
> = {
  call: (text) => knownCalls.find((call) => call === text),
  from: place,
  to: place,
  slots: (text) => {
    const [least, most] = slotsRange;
    const slots = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0;
    return slots >= least && slots <= most ? slots : undefined;
  },
};

const sayPlace = (found: string): string =>
  `${found} is no place: ${Object.values(placeWords).join(", ")}`;

/** Says what was expected. */
const sayOperand: Readonly<Record<Operand, (found: string) => string>> = {
  call: (found) => `${found} is no call: ${knownCalls.join(", ")}`,
  from: sayPlace,
  to: sayPlace,
  slots: (found) =>
    `a pipe has from ${slotsRange[0]} to ${slotsRange[1]} pages, and not ` +
    found,
};

function keyOf<Key extends string>(
  words: Readonly<Record<Key, string>>,
  word: string,
): Key | undefined {
  return (Object.keys(words) as Key[]).find((key) => words[key] === word);
}

/** Shows what was typed, as far as it is short. */
function quote(text: string): string {
  return text.length > 20 ? `"${text.slice(0, 20)}…"` : `"${text}"`;
}
