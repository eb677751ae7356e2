/**
 * What a watch tells the room: a name, and of exercises the place, the status and our own reason.
 *
 * A reason is the name of a wrong idea, as the page of an exercise has it, or how a call ended. So
 * nothing of an answer goes over the network: no code, no value, nothing that it logged or threw.
 *
 * @module
 */
import { ownReason } from "../grade/own_reason.ts";
import type { LessonGrades } from "../grade/report.ts";
import { hasParts, jsonIn } from "../workbook/plain.ts";

/** How an exercise stands. */
export type Status = "open" | "failed" | "passed";

/** What is told of one exercise. */
export interface PlaceReport {
  /** "5.2" */
  readonly place: string;
  readonly status: Status;
  /** Why it fails, by the name of the idea. */
  readonly reason?: string;
}

/** What is told at once. */
export interface Report {
  readonly name: string;
  readonly grades: readonly PlaceReport[];
  /** Whether a hand goes up, or down if it is. */
  readonly turnsHand: boolean;
}

/** The most exercises in a report: it must fit into the largest. */
export const mostPlaces = 5;

/** The largest report. [bytes] */
export const mostReportBytes = 1024;

/** The longest name. [characters] */
const mostName = 40;

/** The longest reason: longer ones are none of ours. [characters] */
const mostReason = 100;

/** Takes from grades what the room is told. */
export function placesIn({ grades }: LessonGrades): PlaceReport[] {
  return grades.map((grade) => {
    const { place, status } = grade;
    if (status !== "failed") return { place, status };
    return { place, status, reason: ownReason(grade.complaint) };
  });
}

/**
 * Makes a name of what somebody typed: one line that turns no text and hides nothing.
 *
 * @returns Nothing, if no letter is left of it.
 */
export function cleanName(typed: string): string | undefined {
  const line = typed.slice(0, 4 * mostName).replaceAll(/\s/g, " ")
    .replaceAll(/\p{C}/gu, "").replaceAll(/\p{Z}+/gu, " ").normalize("NFC")
    // Marks on marks would cover the lines above and below.
    .replaceAll(/(\p{M}{2})\p{M}+/gu, "$1");
  const name = [...line.trim()].slice(0, mostName).join("").trim();
  return /[\p{L}\p{N}]/u.test(name) ? name : undefined;
}

/** Reads a report. @returns Nothing, if it is none. */
export function readReport(text: string): Report | undefined {
  const read = jsonIn(text);
  if (!hasParts(read)) return undefined;
  const { name, grades = [], turnsHand = false } = read;
  const cleaned = typeof name === "string" ? cleanName(name) : undefined;
  const isOk = cleaned !== undefined && typeof turnsHand === "boolean" &&
    Array.isArray(grades) && grades.length <= mostPlaces &&
    grades.every(isPlaceReport);
  return isOk ? { name: cleaned, grades, turnsHand } : undefined;
}

/** Whether a value tells of an exercise; which there are, the room knows. */
export function isPlaceReport(value: unknown): value is PlaceReport {
  if (!hasParts(value)) return false;
  const { place, status, reason } = value;
  return typeof place === "string" && /^\d{1,3}\.\d{1,3}$/.test(place) &&
    ["open", "failed", "passed"].includes(status as string) &&
    (reason === undefined ||
      typeof reason === "string" && reason.length <= mostReason);
}
