/**
 * A program put to the kernel, as Markdown: whether it delivers, the verdict on each call, and the
 * figures.
 *
 * @module
 */
import type { StrategyCost } from "../../lab/transfer_cost.ts";
import {
  type EndKind,
  plannableCalls,
} from "../../lab/program/planned_call.ts";
import { listItem } from "../../text/hanging_text.ts";
import { markdownTable } from "../../text/markdown_table.ts";
import { nearest } from "../../text/nearest.ts";
import { sayCount, sayIn } from "../../text/say.ts";
import { literal } from "../../text/text_reader.ts";
import { sayScore } from "../../workbook/golf.ts";
import { proseColumns } from "../../workbook/page.ts";
import { sayArrival } from "../../workbook/say_job.ts";
import {
  arrivalIn,
  figuresTable,
  listContradictions,
  whyNotCold,
} from "../observation_page.ts";
import type { Claim } from "./calls.ts";
import { kernelScore, type ProgramReport } from "./report.ts";
import type { JudgedCall } from "./verdict.ts";

/** What a program sends to, in words. */
const endWords: Readonly<Record<EndKind, string>> = {
  socket: "a TCP socket of the loopback device",
  pipe: "a pipe",
  file: "a file",
};

/** Writes what came of a program: blocks of a page. */
export function programBlocks(report: ProgramReport): string[] {
  const { name, calls, figures, observation } = report;
  const cost = observation?.cost;
  return [
    `## ${literal(name)}`,
    ...sayModel(report),
    ...sayKernel(report),
    ...(calls.length === 0 ? [] : [
      "After each call, the bytes were changed where the call took them from. " +
      "If old bytes arrive, the call had copied them.",
      claimsTable(calls),
      sayVerdict(report),
    ]),
    ...(cost ? ["### Model and kernel", sayWhole(report, cost)] : []),
    ...sayGolf(report),
    ...(cost && figures.length > 0
      ? [
        figuresTable(figures),
        listContradictions(figures),
      ]
      : []),
  ];
}

/** What the model says against a program: nothing, if it delivers there. */
function sayModel({ fault, modelled }: ProgramReport): string[] {
  if (fault !== null) {
    return [`The machine of the model stops: ${literal(fault)}`];
  }
  if (modelled === null || modelled.isWhole) return [];
  return [`On the model, it does not deliver. ${sayArrival(modelled)}`];
}

/** What the kernel says to a program as a whole. */
function sayKernel(
  { unknown, refusal, observation, to }: ProgramReport,
): string[] {
  if (unknown !== null) return [sayUnknown(unknown)];
  const { arrived = null, bytes: sent = 0 } = observation ?? {};
  const says = arrived &&
    (arrived.isWhole
      ? `On this kernel it delivers: ${sayCount(sent)} bytes, in one piece, ` +
        `arrived through ${endWords[to]}, the very bytes of the file.`
      : `On this kernel the file does not arrive: ${sayCount(arrived.bytes)} ` +
        `bytes came through ${endWords[to]}, and ` +
        (arrived.bytes === sent
          ? "they are not those of the file"
          : `the file has ${sayCount(sent)}`) +
        ". So nothing more was measured.");
  const refused = refusal &&
    (arrived
      ? `With more pieces it does not come to its end. ${literal(refusal)}`
      : literal(refusal));
  return [says, refused].filter((one) => one !== null);
}

/** Says that the lab has no such call, and which may be meant. */
function sayUnknown({ step, call }: { step: number; call: string }): string {
  const meant = nearest(call, plannableCalls) ??
    `one of ${plannableCalls.join(", ")}`;
  return `Step ${step} calls ${literal(call)}(), which is none of the calls ` +
    "that the lab can make; a kernel that has no such call says ENOSYS " +
    `(errno(3)). Try: ${meant}.`;
}

/** Sets what a program claims inside each call beside what was seen. */
export function claimsTable(calls: readonly JudgedCall[]): string {
  return markdownTable(
    ["step", "call", "the program says", "arrived", "runs", "verdict"],
    calls.map(({ step, call, claims, seen, verdict }) => [
      String(step),
      literal(call),
      claims.length === 0 ? "no copy" : claims.map(sayShort).join("; "),
      seen ? `${arrivalIn(seen)} bytes` : "–",
      seen
        ? `${Math.max(seen.old, seen.new, seen.mixed)} of ${seen.runs}`
        : "–",
      verdict === "idle" ? "–" : verdict,
    ]),
  );
}

function sayShort({ step, does, from, to }: Claim): string {
  const what = does === "reserves" ? "addresses" : `${from} → ${to}`;
  return `step ${step} ${does} ${what}`;
}

/**
 * Says what is contradicted and what cannot be judged; or that all is confirmed. By steps that do not
 * send the file on the model, no kernel has sent it: these cannot be all that happens.
 */
export function sayVerdict(
  { calls, modelled }: Pick<ProgramReport, "calls" | "modelled">,
): string {
  const says = calls.flatMap(({ says }) => says);
  if (says.length > 0) {
    return says.map((one) => listItem(one, proseColumns)).join("\n");
  }
  return modelled?.isWhole
    ? "The kernel confirms all that the program says of its calls."
    : "The kernel contradicts nothing that the program says of its calls. But " +
      "on the model these steps do not send the file: they are not what " +
      "happens, or not all of it.";
}

/** Says the score of a whole transfer, where it has one. */
function sayGolf(report: ProgramReport): string[] {
  const score = kernelScore(report);
  if (score === undefined) return [];
  return [
    `As copy golf counts, this kernel makes it ${sayScore(score)}. No kernel ` +
    "tells that memory: it is the model's.",
  ];
}

/** Says what a whole transfer sent, and why nothing was cold. */
function sayWhole(
  { to }: ProgramReport,
  { fileBytes, pieceBytes, isDelivered, cold }: StrategyCost,
): string {
  const through = to === "socket"
    ? "over TCP to another thread"
    : `through ${endWords[to]}`;
  return `${sayIn("bytes", fileBytes)} in pieces of ` +
    `${sayIn("bytes", pieceBytes)}, ${through}: the very bytes of the file ` +
    `${isDelivered ? "arrived" : "did not arrive"}.` +
    (cold === null ? ` ${whyNotCold}` : "");
}
