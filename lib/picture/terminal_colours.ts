/**
 * Colours of drawings in a terminal: red is what the CPU does, blue what DMA does, magenta a mode
 * switch.
 *
 * They are put on lines that are laid out already, and only on a counted word and the arrow or bar
 * beside it. They say nothing that these do not.
 *
 * @module
 */
import type { Counts } from "../trace/count.ts";
import { quantities } from "../trace/quantity.ts";

/** Codes for the colour of text: each can be read on a light and on a dark background. */
const [red, magenta, blue] = [31, 35, 94];

/** What has a colour, by the words under which it is counted. */
const colourOf = new Map<string, number>([
  ...wordsOf(["cpuCopies", "cpuBytes"], red),
  ...wordsOf(["dmaCopies", "dmaBytes"], blue),
  ...wordsOf(["modeSwitches"], magenta),
  ["by CPU", red],
  ["by DMA", blue],
]);

function wordsOf(
  names: readonly (keyof Counts)[],
  colour: number,
): [string, number][] {
  return names.flatMap((name) => {
    const { noun: [one, many], head } = quantities[name];
    return [one, many, head].map((words): [string, number] => [words, colour]);
  });
}

/** What parts two words: a space, or the end of a row and the lifelines of the next. */
const gap = String.raw`(?: |\n[\s│]*)`;

/**
 * A counted word, and its number: "CPU copy 2". The longer of two words stands first. What "the CPU
 * copies" is no count.
 */
const counted = new RegExp(
  [...colourOf.keys()].sort((a, b) => b.length - a.length)
    .map((words) => String.raw`\b${words.replaceAll(" ", gap)}\b`).join("|")
    .replace(/.*/, `(?<!\\bthe${gap})($&)(?:(?<=copy|switch)${gap}\\d+\\b)?`),
  "g",
);

/** What is coloured although no word stands in its row: lanes, and bars of CPU time. */
const signs: readonly (readonly [RegExp, number])[] = [
  [/(?<=^ *CPU {4}\S*)[rw#]+(?=\S*$)/g, red],
  [/(?<=^ *disk {3}\S*)w+(?=\S*$)/g, blue],
  [/(?<=\d (?:ns|µs|ms|s) {2})█+$/g, red],
];

/** Colours a drawing. Without the codes, the lines are what they were. */
export function colourDrawing(lines: readonly string[]): string[] {
  const text = lines.join("\n");
  const begun = new Map<number, number>();
  const coloured = text.replace(counted, (whole, words: string, at: number) => {
    const colour = colourOf.get(words.replaceAll(/[\s│]+/g, " "))!;
    begun.set(text.slice(0, at).split("\n").length - 1, colour);
    return whole.replace(
      /[^\s│]+(?: [^\s│]+)*/g,
      (word) => paint(word, colour),
    );
  });
  let above: number | undefined;
  return coloured.split("\n").map((line, i) => {
    const colour = begun.get(i) ?? above;
    const arrow = /<?[─═╌]{2,}[>╮]?/;
    // Words above an arrow stand in a row that has no lifelines.
    above = arrow.test(line) || line.includes("│") ? undefined : colour;
    const drawn = colour === undefined
      ? line
      : line.replace(arrow, (found) => paint(found, colour));
    return signs.reduce(
      (line, [sign, colour]) =>
        line.replace(sign, (found) => paint(found, colour)),
      drawn,
    );
  });
}

function paint(text: string, colour: number): string {
  return `\x1b[${colour}m${text}\x1b[39m`;
}
