/**
 * A question of `predict` on a page: what is given, and blanks to fill in.
 *
 * @module
 */
import { element, type Markup } from "../../text/markup.ts";
import { sayCount } from "../../text/say.ts";
import { largestSeed } from "../../workbook/dice.ts";
import type { Lesson } from "../../workbook/lesson.ts";
import { parseWhole, sayRefused } from "../../workbook/option_values.ts";
import { drawButton, drawCommand } from "./buttons.ts";
import type { Blank, Problem } from "../../workbook/prediction.ts";
import { checkBlank, sayChecked } from "../../workbook/submission.ts";

/** The question that a page begins with. */
const firstSeed = 1;

/** Under which name the seed is in the address: a lesson may have a seed of its own. */
export function seedName(lesson: Pick<Lesson, "knobs"> | undefined): string {
  const isTaken = lesson?.knobs.some(({ name }) => name === "seed");
  return isTaken ? "problem" : "seed";
}

/** Reads a seed; if it is none, the first question is asked, and a line says so. */
export function readSeed(
  text: string | undefined,
): { readonly seed: number; readonly refused?: string } {
  if (text === undefined) return { seed: firstSeed };
  const seed = parseWhole(text);
  if (seed !== undefined && seed <= largestSeed) return { seed };
  const option = { name: "seed", kind: "number" } as const;
  const range = [0, largestSeed] as const;
  return {
    seed: firstSeed,
    refused: `${sayRefused({ ...option, range }, text)}.`,
  };
}

/** The command that asks the same. */
export function predictCommand({ lesson, seed }: Problem): string {
  return `deno task predict ${lesson} --seed ${seed}`;
}

/** What came of a blank. */
export interface Judged {
  readonly isRight: boolean;
  readonly says: string;
}

/** Judges what was typed for a blank; nothing, if nothing was. @param number Which one. [from 1] */
export function judgeTyped(
  blank: Blank,
  typed: string,
  number: number,
): Judged | undefined {
  if (typed.trim() === "") return undefined;
  try {
    const checked = checkBlank(blank, { typed: typed.trim(), number });
    const says = thousandsApart(sayChecked(checked, blank));
    return { isRight: checked.isRight, says };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { isRight: false, says: `${error.message}.` };
  }
}

/** Says how many blanks are right. */
export function sayScore(judged: readonly (Judged | undefined)[]): string {
  const right = judged.filter((one) => one?.isRight).length;
  return right === judged.length
    ? `All ${judged.length} right.`
    : `${right} of ${judged.length} are right.`;
}

/** Sets the thousands of each number in a text apart, as on pages; addresses stay as they are. */
export function thousandsApart(text: string): string {
  return text.replaceAll(
    /(?<!address |[\w.])\d{4,}(?!\w)/g,
    (digits) => sayCount(Number(digits)),
  );
}

/** Draws a question. @param refused Why the seed of the address is not taken. */
export function predictForm(problem: Problem, refused = ""): Markup[] {
  const { title, given, blanks } = problem;
  return [
    element("h2", { id: "predict-title" }, "Predict"),
    element("p", {}, "Think first, then check: ", element("b", {}, title), "."),
    element(
      "ul",
      {},
      ...given.map((text) => element("li", {}, thousandsApart(text))),
    ),
    element(
      "form",
      { class: "predict", "aria-labelledby": "predict-title" },
      element("ol", {}, ...blanks.map(drawBlank)),
      element(
        "p",
        { class: "predict-do" },
        element("button", { type: "submit" }, "Check"),
        drawButton("answers", "Show the answers"),
        drawButton("another", "Another one"),
        element("span", { class: "predict-score", role: "status" }, refused),
      ),
      drawCommand(predictCommand(problem)),
    ),
  ];
}

function drawBlank({ asks, unit, choices }: Blank, at: number): Markup {
  const id = `predict-${at + 1}`;
  const says = `${id}-says`;
  const own = { id, name: `blank${at + 1}`, "aria-describedby": says };
  const options = (choices ?? []).map((value) =>
    element("option", { value }, value)
  );
  const field = choices === undefined
    ? element("input", { ...own, inputmode: "numeric", autocomplete: "off" })
    : element("select", own, element("option", { value: "" }, "…"), ...options);
  return element(
    "li",
    {},
    element("label", { for: id }, asks),
    element(
      "span",
      { class: "predict-blank" },
      field,
      ...unit === undefined ? [] : [element("span", {}, unit)],
    ),
    element("span", { class: "predict-says", id: says, role: "status" }),
  );
}
