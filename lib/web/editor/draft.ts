/**
 * A program that is being written: a list of rows, which can be added, moved, changed and removed.
 *
 * The head of a part is a row as an instruction is; so what is moved over one changes its part. The
 * first row is always a head, and stays where it is.
 *
 * @module
 */
import {
  enterKernel,
  type Instruction,
  leaveKernel,
  say,
  transmit,
} from "../../machine/instruction.ts";
import type { Part, Program } from "../../machine/program.ts";
import { longestName, mostInstructions } from "../../workbook/program_text.ts";

/** The head of a part: how often all is done that follows, up to the next head. */
export interface Head {
  readonly id: number;
  readonly repeats: Part["repeats"];
}

/** An instruction. */
export interface Line {
  readonly id: number;
  readonly instruction: Instruction;
}

/** A row: it keeps its id wherever it is moved, and whatever it is changed to. */
export type Row = Head | Line;

/** What a row says. */
export type Content = { readonly repeats: Part["repeats"] } | {
  readonly instruction: Instruction;
};

/** A program that is being written. */
export interface Draft {
  readonly name: string;
  /** A head, and what follows it. */
  readonly rows: readonly Row[];
  /** The id of the next row. */
  readonly nextId: number;
}

/** The most rows of a draft: any such program can stand in an address. */
const mostRows = mostInstructions / 4;

/** Makes a draft of a program. */
export function draftOf({ name, parts }: Program): Draft {
  const contents = parts.flatMap(({ repeats, instructions }): Content[] => [
    { repeats },
    ...instructions.map((instruction) => ({ instruction })),
  ]);
  const [first] = contents;
  const rows = first !== undefined && "repeats" in first
    ? contents
    : [{ repeats: "per piece" as const }, ...contents];
  return {
    name,
    rows: rows.map((content, id) => ({ ...content, id })),
    nextId: rows.length,
  };
}

/** Makes the program that a draft says. */
export function programOf({ name, rows }: Draft): Program {
  const parts: { repeats: Part["repeats"]; instructions: Instruction[] }[] = [];
  for (const row of rows) {
    if ("repeats" in row) {
      parts.push({ repeats: row.repeats, instructions: [] });
    } else parts.at(-1)!.instructions.push(row.instruction);
  }
  return { name, parts };
}

/** Whether a draft has room for another row. */
export function hasRoom({ rows }: Draft): boolean {
  return rows.length < mostRows;
}

/** Adds a row below another one. Its id is `nextId` of the draft before. */
export function addBelow(draft: Draft, id: number, content: Content): Draft {
  if (!hasRoom(draft)) return draft;
  const at = placeOf(draft, id) + 1;
  const row = { ...content, id: draft.nextId };
  return {
    ...draft,
    rows: draft.rows.toSpliced(at, 0, row),
    nextId: draft.nextId + 1,
  };
}

/** Removes a row: what follows a head that is removed belongs to the part before. */
export function removeRow(draft: Draft, id: number): Draft {
  const at = placeOf(draft, id);
  return at <= 0 ? draft : { ...draft, rows: draft.rows.toSpliced(at, 1) };
}

/** The row that comes into the place of one that is removed: else the one before. */
export function neighbourOf(draft: Draft, id: number): Row {
  const { rows } = draft;
  const at = placeOf(draft, id);
  return rows[at + 1] ?? rows[at - 1] ?? rows[0]!;
}

/** Moves a row. @param by -1 for up, 1 for down. */
export function moveRow(draft: Draft, id: number, by: number): Draft {
  const at = placeOf(draft, id);
  const to = at + by;
  const row = draft.rows[at];
  if (row === undefined || at === 0 || to < 1 || to >= draft.rows.length) {
    return draft;
  }
  const rows = draft.rows.toSpliced(at, 1).toSpliced(to, 0, row);
  return { ...draft, rows };
}

/** Changes what a row says. */
export function changeRow(draft: Draft, id: number, content: Content): Draft {
  const at = placeOf(draft, id);
  return { ...draft, rows: draft.rows.with(at, { ...content, id }) };
}

/** Changes the name. */
export function nameDraft(draft: Draft, name: string): Draft {
  return { ...draft, name: name.slice(0, longestName) };
}

/** Where a row stands. [from 0] */
export function placeOf({ rows }: Draft, id: number): number {
  return rows.findIndex((row) => row.id === id);
}

/** The numbers of the steps: nothing for a head. [from 1] */
export function stepNumbers({ rows }: Draft): (number | undefined)[] {
  let step = 0;
  return rows.map((row) => "repeats" in row ? undefined : step += 1);
}

/** Proposes what comes below a row: into a call, or out of the one that is open there. */
export function proposeBelow(draft: Draft, id: number): Instruction {
  const { rows } = draft;
  const at = placeOf(draft, id);
  let call: string | undefined;
  for (const row of rows.slice(0, at + 1)) {
    if ("repeats" in row) continue;
    const { instruction } = row;
    if (instruction.op === "enter kernel") call = instruction.call;
    if (instruction.op === "leave kernel") call = undefined;
  }
  if (call !== undefined) return leaveKernel(call);
  return at === 0 || rows.length < 3 ? enterKernel("read") : transmit();
}

/** How often a part is done, in words. */
export const repeatsSays: Readonly<Record<Part["repeats"], string>> = {
  "per piece": "for each piece",
  "once": "once",
  "once if any": "once, unless the file is empty",
};

/** Says a row. */
export function sayRow(row: Content): string {
  return "repeats" in row ? repeatsSays[row.repeats] : say(row.instruction);
}
