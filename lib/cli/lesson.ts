/**
 * `deno task lesson`: lists the lessons, shows a page with its model run live, or runs the model.
 *
 * @module
 */
import { jsonText } from "../workbook/plain.ts";
import { displayWidth, wrapText } from "../text/width.ts";
import {
  type LessonFolder,
  loadLesson,
  partsOf,
  readLessons,
} from "../workbook/content.ts";
import { readText } from "../workbook/file.ts";
import type { Lesson, Outcome, Setting } from "../workbook/lesson.ts";
import { factsOf, weave } from "../workbook/page.ts";
import { helpOf } from "./help.ts";
import { findLesson } from "./lesson_name.ts";
import { optionsOfLesson, readSetting } from "./lesson_setting.ts";
import { printMarkdown } from "./markdown_output.ts";
import { quote } from "./option_values.ts";
import { optionsOf } from "./options.ts";
import { print, terminalColumns } from "./output.ts";
import {
  isGiven,
  listOf,
  numberOf,
  otherIn,
  sortArguments,
  suggestion,
  type Typed,
} from "./typed.ts";
import { suggesting, UsageError } from "./usage_error.ts";

/** What everything begins with that is suggested. */
const command = "deno task lesson";

/** A lesson that is about to be shown. */
interface Showing {
  readonly folder: LessonFolder;
  /** Where the pages of its parts lie. */
  readonly parts: readonly URL[];
  readonly lesson: Lesson;
  readonly typed: Typed;
  readonly setting: Setting;
  readonly columns: number;
}

/**
 * Carries out the command.
 *
 * @param args What follows `deno task lesson`.
 * @throws {UsageError} If they cannot be carried out.
 */
export async function lessonCommand(
  args: readonly string[],
): Promise<number | void> {
  const typed = sortArguments(args, optionsOf("lesson"));
  const [wanted, extra] = typed.words;
  if (wanted === undefined) {
    return await suggesting(command, () => listOrRefuse(typed));
  }
  const folder = findLesson(wanted, readLessons());
  const prompt = `${command} ${folder.number}`;
  if (extra !== undefined) {
    throw new UsageError(
      `One lesson was expected, and "${extra}" follows "${wanted}"`,
      prompt,
    );
  }
  return await suggesting(prompt, () => runLesson(folder, typed, prompt));
}

async function runLesson(
  folder: LessonFolder,
  args: Typed,
  prompt: string,
): Promise<number | void> {
  const lesson = await loadLesson(folder);
  const parts = partsOf(folder);
  const options = optionsOfLesson(lesson, parts.length);
  const typed = { ...args, options };
  const columns = numberOf(typed, "width") ?? terminalColumns();
  if (isGiven(typed, "help")) {
    const about = { prompt: `${prompt} [options]`, options };
    const { summary } = folder;
    return print(helpOf("lesson", columns, { ...about, summary }));
  }
  const other = otherIn(typed);
  if (other === "--step" || other === "--program") throw await stepless(folder);
  if (other !== undefined) {
    const has = options.filter(({ name }) => name !== "help");
    throw new UsageError(
      `Unknown option ${other}: lesson ${folder.number} has ${listOf(has)}`,
      suggestion(typed, other, prompt) ?? `${prompt} --help`,
    );
  }
  if (isGiven(typed, "program") && !isGiven(typed, "step")) {
    const path = quote(typed.given.get("--program")!);
    throw new UsageError(
      "--program is for --step, which goes through it",
      `--program ${path} --step`,
    );
  }
  const setting = readSetting(typed, lesson);
  if (isGiven(typed, "step")) {
    const { stepThrough } = await import("./step.ts");
    const title = `${folder.number}. ${folder.title}`;
    return await stepThrough({ title, lesson, typed, setting, columns });
  }
  await show({ folder, parts, lesson, typed, setting, columns });
}

/** Refuses to go through a lesson that sends no file. */
async function stepless({ number }: LessonFolder): Promise<UsageError> {
  const lessons = readLessons();
  const models = await Promise.all(lessons.map(loadLesson));
  const other = lessons[models.findIndex(({ sends }) => sends)]?.number;
  return new UsageError(
    `--step goes through the sending of a file, and lesson ${number} sends none`,
    `${command} ${other} --step`,
  );
}

function listOrRefuse(args: Typed): void {
  const options = args.options.filter(({ needs }) => needs === undefined);
  const typed = { ...args, options };
  const columns = numberOf(typed, "width") ?? terminalColumns();
  if (isGiven(typed, "help")) return print(helpOf("lesson", columns));
  const other = otherIn(typed);
  if (other !== undefined) {
    throw new UsageError(
      `The option ${other} needs a lesson that has it: no lesson was named`,
      suggestion(typed, other, command) ?? `${command} --help`,
    );
  }
  const lessons = readLessons();
  if (!isGiven(typed, "json")) return print(listLessons(lessons, columns));
  const list = lessons.map(({ number, slug, title, summary }) => ({
    lesson: number,
    slug,
    title,
    summary,
  }));
  print(jsonText({ lessons: list }));
}

/** Lists the lessons, one line each where there is room. */
function listLessons(
  lessons: readonly LessonFolder[],
  columns: number,
): string {
  const titleColumns = Math.max(
    ...lessons.map(({ title }) => displayWidth(title)),
  );
  const rows = lessons.flatMap(({ number, title, summary }) => {
    const head = `${String(number).padStart(2)}  ${title}`;
    const pad = " ".repeat(titleColumns - displayWidth(title) + 2);
    const oneLine = head + pad + summary;
    if (displayWidth(oneLine) <= columns) return [oneLine];
    return [head, ...wrapText(summary, columns - 4).map((row) => `    ${row}`)];
  });
  const next = [
    `Run one:      deno task lesson ${lessons[0]?.number}`,
    "All options:  deno task lesson --help",
  ];
  return [...rows, "", ...next].join("\n") + "\n";
}

async function show(showing: Showing): Promise<void> {
  const { lesson, typed, setting } = showing;
  const outcome = await lesson.model(setting);
  if (isGiven(typed, "json")) return print(toJson(showing, outcome));
  const wanted = typed.options.flatMap(({ name, shows }) =>
    shows !== undefined && isGiven(typed, name) ? [shows] : []
  );
  const isBare = !setting.keepsTrace || isGiven(typed, "strategy");
  const markdown = wanted.length > 0 || isBare
    ? viewsOf(showing, outcome, wanted)
    : pageOf(showing, outcome);
  await printMarkdown(markdown, {
    columns: showing.columns,
    showsAnswers: isGiven(typed, "answers"),
    isPaged: !isGiven(typed, "no-pager"),
  });
}

/** The page of a part, with the facts of this run woven in. */
function pageOf(
  { folder: { number }, parts, lesson, typed, columns }: Showing,
  outcome: Outcome,
): string {
  const part = numberOf(typed, "part") ?? 1;
  // Fenced text is set in by two columns.
  const drawn = factsOf(outcome, lesson.claims, columns - 2, part);
  // Links to the lessons around lead nowhere here: commands at the end do.
  const facts = { ...drawn, neighbours: "" };
  const text = readText(parts[part - 1]!);
  const page = weave(withoutRelativeLinks(text), facts);
  const obstacle = lesson.obstacle?.();
  const notice = obstacle === undefined ? "" : `> ${obstacle}.\n\n`;
  const isLast = number === readLessons().at(-1)?.number;
  const next = part < parts.length
    ? [`Part ${part + 1}: \`${command} ${number} --part ${part + 1}\``]
    : [
      `The first exercise of this lesson: \`deno task exercise ${number}.1\``,
      ...(isLast ? [] : [`The next lesson: \`${command} ${number + 1}\``]),
    ];
  return `${notice}${page}\n## Next\n\n${next.join("\n\n")}\n`;
}

/** Leaves the text of links that lead to other files: in a terminal they lead nowhere. */
function withoutRelativeLinks(page: string): string {
  return page.replaceAll(/\[([^\]]+)\]\((?!#|\w+:)[^)]*\)/g, "$1");
}

/** Only the facts that were asked for, with what it cost and what arrived. */
function viewsOf(
  { folder, lesson, columns }: Showing,
  outcome: Outcome,
  wanted: readonly string[],
): string {
  const facts = factsOf(outcome, lesson.claims, columns - 2);
  const names = [...wanted, "table", "counts", "arrival"];
  const blocks = names.flatMap((name) => facts[name] ?? []);
  return [`# ${folder.number}. ${folder.title}`, ...blocks].join("\n\n");
}

function toJson(
  { folder, typed, setting }: Showing,
  outcome: Outcome,
): string {
  const object = {
    lesson: folder.number,
    title: folder.title,
    job: { file: typed.given.get("--file") ?? null, ...setting.job },
    ...outcome.data,
  };
  return jsonText(object);
}
