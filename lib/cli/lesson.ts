/**
 * `deno task lesson`: lists the lessons, shows a page with its model run live, or runs the model.
 *
 * @module
 */
import { jsonText } from "../workbook/plain.ts";
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
import { listLessons } from "./lesson_list.ts";
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
  textOf,
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
    return await suggesting(command, () => listLessons(typed, command));
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
  if (other === "--step" || other === "--program") {
    throw await stepless(folder, other);
  }
  if (other !== undefined) {
    const has = options.filter(({ name }) => name !== "help");
    throw new UsageError(
      `Unknown option ${other}: lesson ${folder.number} has ${listOf(has)}`,
      suggestion(typed, other, prompt) ?? `${prompt} --help`,
    );
  }
  const setting = await withOwn(readSetting(typed, lesson), typed);
  if (isGiven(typed, "step")) {
    const { stepThrough } = await import("./step.ts");
    const title = `${folder.number}. ${folder.title}`;
    return await stepThrough({ title, lesson, typed, setting, columns });
  }
  return await show({ folder, parts, lesson, typed, setting, columns });
}

/** Loads the program of the learner's own, if one was named. */
async function withOwn(setting: Setting, typed: Typed): Promise<Setting> {
  const path = textOf(typed, "program");
  if (path === undefined) return setting;
  const { ownProgram } = await import("./own_program.ts");
  const { toldApart } = await import("../workbook/own_program.ts");
  const step = isGiven(typed, "step") ? " --step" : "";
  const retry = (path: string): string => `--program ${quote(path)}${step}`;
  const program = await ownProgram(path, { by: "--program", retry });
  return { ...setting, own: toldApart(program) };
}

/** Refuses an option in a lesson that sends no file. */
async function stepless(
  { number }: LessonFolder,
  other: string,
): Promise<UsageError> {
  const lessons = readLessons();
  const models = await Promise.all(lessons.map(loadLesson));
  const sending = lessons[models.findIndex(({ sends }) => sends)]?.number;
  return new UsageError(
    `${other} is for the sending of a file, and lesson ${number} sends none`,
    `${command} ${sending} --step`,
  );
}

/** @returns 1 if a program of one's own did not deliver the file. */
async function show(showing: Showing): Promise<number> {
  const { lesson, typed, setting } = showing;
  const outcome = await lesson.model(setting);
  const code = outcome.ownArrives === false ? 1 : 0;
  if (isGiven(typed, "json")) {
    print(toJson(showing, outcome));
    return code;
  }
  const wanted = typed.options.flatMap(({ name, shows }) =>
    shows !== undefined && isGiven(typed, name) ? [shows] : []
  );
  const isBare = !setting.keepsTrace || setting.own !== undefined ||
    isGiven(typed, "strategy");
  const markdown = wanted.length > 0 || isBare
    ? viewsOf(showing, outcome, wanted)
    : pageOf(showing, outcome);
  await printMarkdown(markdown, {
    columns: showing.columns,
    showsAnswers: isGiven(typed, "answers"),
    isPaged: !isGiven(typed, "no-pager"),
  });
  return code;
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

/** What is shown of a program of the learner's own, as far as the lesson has it. */
const ownViews = ["scores", "table", "bytes", "times", "saved", "own"];

/** Only the facts that were asked for, with what it cost and what arrived. */
function viewsOf(
  { folder, lesson, columns, setting }: Showing,
  outcome: Outcome,
  wanted: readonly string[],
): string {
  const facts = factsOf(outcome, lesson.claims, columns - 2);
  const names = setting.own === undefined || wanted.length > 0
    ? [...wanted, "table", "counts", "arrival"]
    : ownViews.filter((name) => setting.keepsTrace || name !== "scores");
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
