/**
 * `deno task lesson`: lists the lessons, shows a page with its model run live, or runs the model.
 *
 * @module
 */
import { factsOf, weave } from "../workbook/page.ts";
import type { Lesson, Outcome, Setting } from "../workbook/lesson.ts";
import {
  type LessonFolder,
  loadLesson,
  readLessons,
} from "../workbook/content.ts";
import { findLesson } from "./lesson_name.ts";
import { listLessons, sayUsage } from "./lesson_help.ts";
import {
  lessonOptionsIn,
  readArguments,
  requireOptions,
  type Typed,
  views,
} from "./lesson_options.ts";
import { readSetting, readWidth } from "./lesson_setting.ts";
import type { Given } from "./values.ts";
import { printMarkdown } from "./markdown_output.ts";
import { print, terminalColumns } from "./output.ts";
import { readSentFile } from "./sent_file.ts";
import { UsageError } from "./usage_error.ts";

/** What everything begins with that is suggested. */
const command = "deno task lesson";

/** A lesson that is about to be shown. */
interface Showing {
  readonly folder: LessonFolder;
  readonly lesson: Lesson;
  readonly given: Given;
  readonly setting: Setting;
  readonly columns: number;
}

/**
 * Carries out the command.
 *
 * @param args What follows `deno task lesson`.
 * @throws {UsageError} If they cannot be carried out.
 */
export async function lessonCommand(args: readonly string[]): Promise<void> {
  const lessons = readLessons();
  const first = readArguments(args, []);
  const [wanted, extra] = first.positional;
  if (wanted === undefined) {
    return await suggesting(command, () => listOrRefuse(lessons, first));
  }
  const folder = findLesson(wanted, lessons);
  if (extra !== undefined) {
    throw new UsageError(
      `One lesson was expected, and "${extra}" follows "${wanted}"`,
      `${command} ${folder.number}`,
    );
  }
  await suggesting(
    `${command} ${folder.number}`,
    () => runLesson(folder, args),
  );
}

/** Carries something out; what it suggests to type instead begins with the command. */
async function suggesting(
  command: string,
  act: () => void | Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    throw error instanceof UsageError ? error.for(command) : error;
  }
}

async function runLesson(
  folder: LessonFolder,
  args: readonly string[],
): Promise<void> {
  const lesson = await loadLesson(folder);
  const names = lesson.knobs.map(({ name }) => name);
  const typed = readArguments(args, names);
  const { given } = typed;
  const columns = readWidth(given) ?? terminalColumns();
  if (given.help) return print(sayUsage(columns, { folder, lesson }));
  requireOptions(typed, folder, lesson);
  const setting = readSetting(
    given,
    lesson,
    (path) => readSentFile(path, lesson),
  );
  await show({ folder, lesson, given, setting, columns });
}

function listOrRefuse(lessons: readonly LessonFolder[], first: Typed): void {
  const columns = readWidth(first.given) ?? terminalColumns();
  if (first.given.help) return print(sayUsage(columns));
  const option = first.unknown[0] ?? lessonOptionsIn(first)[0];
  if (option !== undefined) {
    throw new UsageError(
      `The option ${option} needs a lesson that has it: no lesson was named`,
      `${command} --help`,
    );
  }
  if (first.given.json) {
    const list = lessons.map(({ number, slug, title, summary }) => ({
      lesson: number,
      slug,
      title,
      summary,
    }));
    return print(JSON.stringify({ lessons: list }, null, 2) + "\n");
  }
  print(listLessons(lessons, columns));
}

async function show(showing: Showing): Promise<void> {
  const { lesson, given, setting } = showing;
  const outcome = await lesson.model(setting);
  if (given.json) return print(toJson(showing, outcome));
  const wanted = Object.entries(views).filter(([option]) => given[option]);
  const isBare = !setting.keepsTrace || given.strategy !== undefined;
  const markdown = wanted.length > 0 || isBare
    ? viewsOf(showing, outcome, wanted)
    : pageOf(showing, outcome);
  await printMarkdown(markdown, {
    columns: showing.columns,
    showsAnswers: given.answers === true,
  });
}

/** The page, with the facts of this run woven in. */
function pageOf(
  { folder, lesson, columns }: Showing,
  outcome: Outcome,
): string {
  // Fenced text is set in by two columns.
  const facts = factsOf(outcome, lesson.claims, columns - 2);
  const page = weave(withoutRelativeLinks(folder.page), facts);
  const { number } = folder;
  const hindrance = lesson.hindrance?.();
  const notice = hindrance === undefined ? "" : `> ${hindrance}.\n\n`;
  return `${notice}${page}\n## Next\n\n` +
    `The first exercise of this lesson: \`deno task hint ${number}.1 0\`\n`;
}

/** Leaves the text of links that lead to other files: in a terminal they lead nowhere. */
function withoutRelativeLinks(page: string): string {
  return page.replaceAll(/\[([^\]]+)\]\(\.\.\/[^)]*\)/g, "$1");
}

/** Only the facts that were asked for, with what it cost and what arrived. */
function viewsOf(
  { folder, lesson, columns }: Showing,
  outcome: Outcome,
  wanted: readonly [option: string, fact: string][],
): string {
  const facts = factsOf(outcome, lesson.claims, columns - 2);
  const names = [
    ...wanted.map(([, fact]) => fact),
    "table",
    "counts",
    "arrival",
  ];
  const blocks = names.flatMap((name) => facts[name] ?? []);
  return [`# ${folder.number}. ${folder.title}`, ...blocks].join("\n\n");
}

function toJson(
  { folder, given, setting }: Showing,
  outcome: Outcome,
): string {
  const object = {
    lesson: folder.number,
    title: folder.title,
    job: { file: given.file ?? null, ...setting.job },
    ...outcome.data,
  };
  return JSON.stringify(object, null, 2) + "\n";
}
