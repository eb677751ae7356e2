/**
 * What an instruction becomes when one of its words is changed.
 *
 * @module
 */
import { type Instruction, operands } from "../../machine/instruction.ts";
import { pipePages } from "../../strategy/linux.ts";
import { knownCalls, slotsRange } from "../../workbook/program_text.ts";

type Values = Readonly<Record<string, string | number>>;

/** What stands in an instruction that nobody has changed. */
const usual: Values = {
  call: knownCalls[0]!,
  from: "page cache",
  to: "socket buffer",
  slots: pipePages,
};

/** What stands there instead, where the usual would be odd. */
const usualOf: Readonly<Partial<Record<Instruction["op"], Values>>> = {
  "copy by DMA": { from: "disk", to: "page cache" },
  "map pages": { to: "user buffer" },
};

/** Another instruction in the place of one: what both name, stays. */
export function withOp(
  instruction: Instruction,
  op: Instruction["op"],
): Instruction {
  const all: Values = { ...usual, ...usualOf[op] };
  const kept: Values = instruction;
  const isMove = (one: Instruction["op"]): boolean =>
    one === "copy by CPU" || one === "pass pages";
  const keepsPlaces = isMove(instruction.op) && isMove(op);
  const values = operands[op].map((name) => {
    const keeps = name === "call" || name === "slots" || keepsPlaces;
    return [name, keeps ? kept[name] ?? all[name] : all[name]];
  });
  return { op, ...Object.fromEntries(values) };
}

/** The same instruction with another word. What is no number of pages leaves it as it is. */
export function withOperand(
  instruction: Instruction,
  name: string,
  text: string,
): Instruction {
  if (name !== "slots") return { ...instruction, [name]: text } as Instruction;
  const [least, most] = slotsRange;
  const slots = Math.min(most, Math.max(least, Math.floor(Number(text))));
  return Number.isNaN(slots)
    ? instruction
    : { ...instruction, slots } as Instruction;
}
