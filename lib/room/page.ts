/**
 * The pages of a room as HTML: the parts of the leader's page, drawn anew each time that it asks, and
 * the page for learners. Every text is escaped, whoever wrote it.
 *
 * Colour says nothing alone: each bar has its numbers and its marks beside it.
 *
 * @module
 */
import { escape } from "@std/html/entities";
import { readText } from "../workbook/file.ts";
import { unexplained } from "../grade/own_reason.ts";
import { agenda, endOf, type Moment } from "./agenda.ts";
import {
  type CountedReason,
  type Row,
  stuckMinutes,
  type View,
  type Waiting,
} from "./view.ts";

/** How a view is drawn. */
export interface Drawing {
  /** Where learners find the room. */
  readonly address: string;
  /** Whether reasons are explained as the pages of the exercises do. */
  readonly explains: boolean;
}

/** The most who are listed: who waits behind them is counted. */
const mostWaiting = 10;

/** The leader's page, empty: it asks for its parts. */
export function drawShell(nonce: string): string {
  return pageIn("leader.html", nonce).replace("MINUTES", `${stuckMinutes}`);
}

/** The page for somebody who opens the address: what to type. */
export function drawJoining(address: string): (nonce: string) => string {
  const command = escape(joining(address, undefined));
  return (nonce) => pageIn("joining.html", nonce).replace("COMMAND", command);
}

/** Reads a page of this folder, with its style and its script in it: one file, from one address. */
function pageIn(file: string, nonce: string): string {
  const textOf = (name: string): string =>
    readText(new URL(name, import.meta.url));
  return textOf(file).replace(
    /<link rel="stylesheet" href="(\w+\.css)">/,
    (_, name) => `<style nonce="${nonce}">\n${textOf(name)}</style>`,
  ).replace(
    /<script src="(\w+\.js)">/,
    (_, name) => `<script nonce="${nonce}">\n${textOf(name)}`,
  );
}

/** What a learner types now: the lesson is the one that the agenda has, or has next. */
export function joining(address: string, moment: Moment | undefined): string {
  const places = agenda.slice(moment?.at ?? 0).concat(agenda)
    .flatMap((block) => block.places);
  const [lesson] = places[0]!.split(".");
  return `deno task watch ${lesson} --room ${address} --as NAME`;
}

/** Says how many there are. */
export function sayPeople(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}

/** Draws the parts of the leader's page, each by its id. */
export function drawView(
  view: View,
  { address, explains }: Drawing,
): Record<string, string> {
  const { rows, hands, stuck, people, moment } = view;
  const [now, others] = [true, false].map((isNow) =>
    rows.filter((row) => row.isNow === isNow)
  ) as [Row[], Row[]];
  const draw = (row: Row): string => drawRow(row, people, explains);
  return {
    clock: drawClock(moment),
    people: `${sayPeople(people)} here`,
    joining: `To join: <code>${escape(joining(address, moment))}</code>`,
    now: now.map(draw).join("") || "<p>No exercise is on.</p>",
    others: others.map(draw).join("") || "<p>Nothing else has been begun.</p>",
    hands: drawWaiting(hands, "No hand is up.", true),
    stuck: drawWaiting(stuck, `Nobody fails for ${stuckMinutes} minutes.`),
  };
}

function drawClock(moment: Moment | undefined): string {
  const at = moment?.at ?? -1;
  const block = agenda[at];
  const head = moment === undefined
    ? `<p class="left">Not begun</p><p>${hours} hours in ${agenda.length} ` +
      "blocks.</p>"
    : block === undefined
    ? `<p class="left">Over</p><p>Thank you.</p>`
    : `<p class="left"><b>${moment.left}</b> min left</p>` +
      `<p class="block">${escape(block.title)}</p>`;
  const next = agenda[at + 1];
  const then = next === undefined || moment === undefined
    ? ""
    : `<p>Then ${escape(next.title)}, ${next.minutes} min.</p>`;
  const blocks = agenda.map(({ title, minutes }, i) => {
    const state = i < at ? "past" : i === at ? "current" : "coming";
    const current = i === at ? ' aria-current="step"' : "";
    return `<li class="${state}" style="--minutes:${minutes}"${current}>` +
      `<span>${escape(title)}, ${minutes} minutes</span></li>`;
  }).join("");
  const buttons = moment === undefined
    ? button("begin", "Begin the agenda")
    : block === undefined
    ? button("begin", "Begin again")
    : button("next", "Next block") + button("more", "5 more minutes");
  return `${head}<ol class="agenda" aria-label="Agenda">${blocks}</ol>` +
    `${then}<p class="acts">${buttons}</p>`;
}

const hours = endOf(agenda.length - 1) / 60;

function button(act: string, says: string, at = 0): string {
  return `<button type="button" id="${act}-${at}" data-act="${act}" ` +
    `data-at="${at}">${says}</button>`;
}

function drawRow(
  { place, exercise, passed, failed, open, reasons }: Row,
  people: number,
  explains: boolean,
): string {
  const counts = [
    ["passed", "✓", passed],
    ["failed", "✗", failed],
    ["open", "·", open],
  ] as const;
  const said = counts.map(([state, , count]) => `${count} ${state}`).join(", ");
  const bar = counts.map(([state, , count]) =>
    `<i class="${state}" style="--count:${count}"></i>`
  ).join("");
  const numbers = counts.map(([state, mark, count]) =>
    `<span class="${state}">${mark} ${count} <small>${state}</small></span>`
  ).join(" ");
  return `<article><div class="how"><h3>${place} ` +
    `<span class="name">${escape(exercise)}</span></h3>` +
    `<div class="bar" role="img" aria-label="${place}: of ${people}, ` +
    `${said}">${bar}</div><p class="counts">${numbers}</p></div>` +
    `${drawReasons(reasons, explains)}</article>`;
}

function drawReasons(
  reasons: readonly CountedReason[],
  explains: boolean,
): string {
  const items = reasons.map(({ reason, count, told }) => {
    const more = explains && told !== "" ? `<p>${drawText(told)}</p>` : "";
    return `<li><b>${count} ×</b> ${escape(sayReason(reason))}${more}</li>`;
  }).join("");
  return `<ol class="reasons" aria-label="Why it fails">${items}</ol>`;
}

/** Says a reason: what no idea explains is, among others, something else. */
function sayReason(reason: string): string {
  return reason === unexplained ? "something else" : reason;
}

/** Draws a text of a page: of its Markdown, only code is marked. */
function drawText(markdown: string): string {
  return escape(markdown).replaceAll(/`([^`]+)`/g, "<code>$1</code>");
}

function drawWaiting(
  waiting: readonly Waiting[],
  none: string,
  canHelp = false,
): string {
  if (waiting.length === 0) return `<p>${none}</p>`;
  const items = waiting.slice(0, mostWaiting).map(
    ({ id, name, place = "", ...one }, i) => {
      const who = name === undefined ? "" : `<bdi>${escape(name)}</bdi> `;
      const time = [place, `<b>${one.minutes} min</b>`]
        .filter((part) => part !== "").join(" · ");
      const why = one.reason === undefined ? [] : [sayReason(one.reason)];
      const quiet = one.silent < stuckMinutes
        ? []
        : [`no save for ${one.silent} min`];
      const help = canHelp ? button("helped", "Helped", id) : "";
      return `<li><span>${i + 1}.</span><div>${who}` +
        `${time} <small>${
          escape([...why, ...quiet].join(", "))
        }</small></div>${help}</li>`;
    },
  ).join("");
  const more = waiting.length - mostWaiting;
  return `<ol>${items}</ol>` + (more > 0 ? `<p>And ${more} more.</p>` : "");
}
