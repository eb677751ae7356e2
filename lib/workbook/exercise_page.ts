/**
 * Tasks: the page of an exercise, taken apart into what is asked, the hints, and why it works.
 *
 * @module
 */

/** What a page says of one exercise. */
export interface ExerciseTask {
  /** The name of the export in `answer.ts`. */
  readonly name: string;
  /** What is asked, as Markdown. */
  readonly asks: string;
  /** From a nudge to nearly the answer, as Markdown. */
  readonly hints: readonly string[];
  /** What is told after the pass, as Markdown. */
  readonly why: string;
  /** Why a wrong idea is none, by the idea: as text on one line. */
  readonly reasons: Reasons;
}

/** What is told to somebody who has a wrong idea, by the idea. */
export type Reasons = Readonly<Record<string, string>>;

/** Stands on a page for all wrong ideas that nobody has named. */
export const anythingElse = "anything else";

const folded = /<details><summary>([^]*?)<\/summary>\s*([^]*?)\s*<\/details>/g;

/**
 * Reads the tasks of a page: one for each heading of the second level, as in "## 5.2 countSwitches".
 * What is folded stands far below, under "## Hints" and "### 5.2 countSwitches", so that nobody
 * reads it with the task; in older workbooks it stood under the task.
 *
 * @param page The Markdown of `exercises/NN_slug/README.md`.
 * @throws {SyntaxError} If a task has fewer than two hints, or does not say why it works.
 */
export function readTasks(page: string): ExerciseTask[] {
  const [tasks, below = ""] = page.split(/^## Hints$/m) as [string, string?];
  const hints = new Map(sectionsOf(below, /^### /m));
  return sectionsOf(tasks.replaceAll(/<!--[^]*?-->/g, ""), /^## /m)
    .map(([name, text]) => taskOf(name, text, hints.get(name) ?? ""));
}

/** Parts a text at its headings: each part by its name. */
function sectionsOf(text: string, heading: RegExp): [string, string][] {
  return text.split(heading).slice(1).map((section) => {
    const name = /^(?:\d+\.\d+ )?(\S+)/.exec(section)![1]!;
    return [name, section.slice(section.indexOf("\n")).trim()];
  });
}

function taskOf(name: string, text: string, below: string): ExerciseTask {
  const parts = [...`${text}\n${below}`.matchAll(folded)]
    .map(([, title, body]) => [title!.trim(), body!] as const);
  const hints = parts.filter(([title]) => title.startsWith("Hint"))
    .map(([, body]) => body);
  const why = parts.find(([title]) => title === "Why it works")?.[1];
  const reasons = parts.flatMap(([title, body]) => {
    const idea = /^Not so: (.+)$/s.exec(title)?.[1];
    return idea === undefined ? [] : [[oneLine(idea), oneLine(body)]];
  });
  const asks = text.replaceAll(folded, "").trim();
  if (hints.length < 2 || hints.includes("") || !why || asks === "") {
    throw new SyntaxError(
      `The task ${name} must have a text, two hints and a reason: it has ` +
        `${hints.length} hints${why ? "" : " and no reason"}`,
    );
  }
  return { name, asks, hints, why, reasons: Object.fromEntries(reasons) };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
