/**
 * A system call as a picture: through the door into the kernel, and back.
 *
 * @module
 */
import type { Picture } from "zero-copy/picture/picture.ts";
import { arrow, box, text } from "zero-copy/picture/shapes.ts";
import type { Markup } from "zero-copy/text/markup.ts";
import { sayCount } from "zero-copy/text/say.ts";
import { quantities } from "zero-copy/trace/quantity.ts";
import type { Reach } from "./attempt.ts";
import { sayReached } from "./pictures.ts";

const [width, height] = [480, 250];
/** Where what is done stands. */
const middleX = 240;
const userY = 38, kernelY = 124;

/** Draws how a program gets an operation done: by itself, or in a system call. */
export function reachPicture({ operation, steps, counts }: Reach): Picture {
  const { call } = operation.door ?? {};
  const done = steps.find(({ says }) => says === operation.name) ?? steps[0]!;
  const [one, many] = quantities.modeSwitches.noun;
  const { modeSwitches } = counts;
  const isAsked = modeSwitches > 0;
  const number = sayCount(modeSwitches);
  const noun = modeSwitches === 1 ? one : many;
  return {
    title: isAsked ? `A system call: ${call}()` : "No call is needed",
    says:
      steps.map((step) =>
        `${step.step} in ${step.mode} mode: ${sayReached(step).join(", ")}.`
      ).join(" ") + ` In all ${number} ${noun}.`,
    width,
    height,
    shapes: [
      ...drawBand("user", userY - 28, 72),
      ...drawBand("kernel", kernelY - 30, 112),
      ...drawDone(done, isAsked ? kernelY + 6 : userY - 22),
      ...(isAsked && call !== undefined
        ? drawDoor(call, steps.at(-1)!.step)
        : []),
      text(number, [20, height - 16], {
        size: 17,
        colour: "switch",
        isBold: true,
      }),
      text(noun, [26 + number.length * 11, height - 16], {
        size: 14,
        colour: "soft",
      }),
    ],
  };
}

function drawBand(
  mode: "user" | "kernel",
  y: number,
  height: number,
): Markup[] {
  return [
    box({ x: 10, y, width: 460, height }, {
      fill: mode,
      stroke: `${mode}-edge`,
      radius: 10,
    }),
    text(`${mode} mode`.toUpperCase(), [middleX, y + height - 8], {
      size: 11.5,
      colour: "soft",
      anchor: "middle",
    }),
  ];
}

/** Draws what is done, with what changes by it, and who interrupts meanwhile. */
function drawDone(step: Reach["steps"][number], y: number): Markup[] {
  const [change = "", ...others] = sayReached(step);
  const told = [change.replace(`${step.says}: `, ""), ...others];
  return [
    box({
      x: middleX - 108,
      y: y - 12,
      width: 216,
      height: 40 + 18 * others.length,
    }, {
      fill: "card",
      stroke: "line",
      radius: 8,
    }),
    text(`${step.step}  ${step.says}`, [middleX, y + 4], {
      size: 14,
      isBold: true,
      anchor: "middle",
    }),
    ...told.map((says, i) =>
      text(says, [middleX, y + 21 + 18 * i], {
        colour: i === 0 ? "soft" : "interrupt-text",
        anchor: "middle",
      })
    ),
  ];
}

/** Draws the way in and the way out: the two mode switches of a call. */
function drawDoor(call: string, last: number): Markup[] {
  const look = { stroke: "switch", strokeWidth: 3 } as const;
  const on = { stroke: "soft", strokeWidth: 2 } as const;
  const [says, back] = [`1  ${call}()`, `${last}  return`];
  const inX = 18 + pillWidth(says) / 2;
  const outX = width - 18 - pillWidth(back) / 2;
  const y = kernelY + 12;
  return [
    ...drawPill(says, inX),
    arrow([[inX, userY + 12], [inX, y]], look),
    arrow([[inX + 6, y], [middleX - 110, y]], on),
    arrow([[middleX + 110, y], [outX - 4, y]], on),
    arrow([[outX, y], [outX, userY + 12]], look),
    ...drawPill(back, outX),
  ];
}

function pillWidth(says: string): number {
  return says.length * 8.7 + 18;
}

function drawPill(says: string, x: number): Markup[] {
  const width = pillWidth(says);
  const area = { x: x - width / 2, y: userY - 16, width, height: 26 };
  const look = { colour: "switch", isBold: true, anchor: "middle" } as const;
  return [
    box(area, { fill: "card", stroke: "switch", radius: 13 }),
    text(says, [x, userY + 2], look),
  ];
}
