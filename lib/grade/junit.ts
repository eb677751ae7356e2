/**
 * Grades as JUnit XML, which says what passed and knows no points.
 *
 * @see https://github.com/testmoapp/junitxml
 *
 * @module
 */
import { withoutTurns } from "../text/escape_code.ts";
import type { Complaint } from "./grade.ts";
import type { LessonGrades } from "./report.ts";

/** Cases that stand together: the exercises of a lesson, or all that one student was asked. */
export interface Suite {
  readonly name: string;
  readonly cases: readonly SuiteCase[];
}

/** What came of one case. */
export interface SuiteCase {
  readonly name: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly complaint?: Complaint | undefined;
}

/** What a report begins with. */
const beginning = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites';

/** Whether a text is a report that was written here. */
export function isJUnit(text: string): boolean {
  return text.startsWith(beginning);
}

/** The suites of lessons: what is open was skipped. */
export function suitesOf(lessons: readonly LessonGrades[]): Suite[] {
  return lessons.map(({ lesson, title, grades }) => ({
    name: `${lesson}. ${title}`,
    cases: grades.map((grade) => ({
      name: grade.exercise,
      status: grade.status === "open" ? "skipped" : grade.status,
      ...(grade.status === "failed" ? { complaint: grade.complaint } : {}),
    })),
  }));
}

/**
 * Writes suites as JUnit XML.
 *
 * @param seconds How long all took, if that is to be told: it differs from run to run. [s]
 */
export function toJUnit(suites: readonly Suite[], seconds?: number): string {
  const time = seconds === undefined ? "" : ` time="${seconds.toFixed(3)}"`;
  const all = suites.flatMap(({ cases }) => cases);
  return [
    `${beginning}${countsOf(all)}${time}>`,
    ...suites.flatMap(({ name, cases }) => [
      `  <testsuite name="${escape(name)}"${countsOf(cases)}>`,
      ...cases.map((one) =>
        `    <testcase classname="${escape(name)}" name="${
          escape(one.name)
        }">` +
        `${outcomeOf(one)}</testcase>`
      ),
      "  </testsuite>",
    ]),
    "</testsuites>",
    "",
  ].join("\n");
}

/** What fails is an error, if it was never asked: it cannot be loaded. */
function outcomeOf({ status, complaint }: SuiteCase): string {
  if (status === "passed") return "";
  if (status === "skipped") return "<skipped/>";
  const tag = isError({ status, complaint }) ? "error" : "failure";
  const why = escape(complaint?.why ?? "");
  const text = complaint === undefined ? "" : escape(sayComplaint(complaint));
  return `<${tag} message="${why}">${text}</${tag}>`;
}

function countsOf(cases: readonly SuiteCase[]): string {
  const failed = cases.filter(({ status }) => status === "failed");
  const errors = failed.filter(isError).length;
  const skipped = cases.filter(({ status }) => status === "skipped").length;
  return ` tests="${cases.length}" failures="${failed.length - errors}" ` +
    `errors="${errors}" skipped="${skipped}"`;
}

function isError({ complaint }: Omit<SuiteCase, "name">): boolean {
  return complaint?.asked === "";
}

/** Writes a complaint as text: the listing, if there is one, below. */
export function sayComplaint({ asked, gave, listing = [] }: Complaint): string {
  return [...(asked === "" ? [] : [`${asked} gave ${gave}`]), ...listing]
    .join("\n");
}

/** Makes text safe between tags and quotes; drops what XML does not allow, and what commands or turns text. */
function escape(text: string): string {
  const names: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return withoutTurns(text).toWellFormed()
    // deno-lint-ignore no-control-regex -- XML forbids these, or a terminal takes them for commands
    .replaceAll(/[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]/g, "")
    .replaceAll(/[&<>"]/g, (one) => names[one]!);
}
