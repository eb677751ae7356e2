import { assertEquals } from "@std/assert";
import {
  enterKernel,
  leaveKernel,
  say,
  touchPages,
  unmapPages,
} from "../../lib/machine/instruction.ts";
import {
  once,
  type Program,
  program,
  stepsOf,
} from "../../lib/machine/program.ts";
import {
  atOnce,
  exchange,
  forEachPiece,
  instead,
  without,
} from "../../lib/workbook/wrong_programs.ts";

const [enter, leave] = [enterKernel("write"), leaveKernel("write")];

const right = program(
  "right",
  once([enter, leave]),
  [enter, touchPages(), leave],
);

/** Writes a program on one line, with what is done once in brackets. */
function wordsOf(made: Program): string {
  return stepsOf(made).map(({ instruction, repeats }) => {
    const [word] = say(instruction).split(" ");
    return repeats === "once" ? `(${word})` : word;
  }).join(" ");
}

Deno.test("a wrong program differs from the right one by one mistake", () => {
  const touch = touchPages();
  const made: readonly [wrong: Program, words: string][] = [
    [right, "(enter) (return) enter touch return"],
    [without(right, touch), "(enter) (return) enter return"],
    [without(right, enter, leave), "touch"],
    [
      instead(right, touch, unmapPages(), touch),
      "(enter) (return) enter unmap touch return",
    ],
    [exchange(right, touch, leave), "(enter) (touch) enter return touch"],
    [atOnce(right), "(enter) (return) (enter) (touch) (return)"],
    [forEachPiece(right), "enter return enter touch return"],
    [without(right, unmapPages()), wordsOf(right)],
  ];
  for (const [wrong, words] of made) assertEquals(wordsOf(wrong), words);
});
