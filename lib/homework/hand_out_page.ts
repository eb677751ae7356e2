/**
 * The page of a hand-out: what to do, in which order, until when and for what.
 *
 * @module
 */
import { oneLine } from "../text/escape_code.ts";
import { hangText } from "../text/hanging_text.ts";
import { markdownTable } from "../text/markdown_table.ts";
import { sayMany } from "../text/say.ts";
import { wrapText } from "../text/width.ts";
import type { LessonFolder } from "../workbook/content.ts";
import { proseColumns } from "../workbook/page.ts";
import { sayDue } from "./due.ts";
import { isPrediction, type Manifest, mostPoints } from "./manifest.ts";

/** The parts of a lesson that the page names. */
type Lesson = Pick<LessonFolder, "number" | "title" | "slug">;

/**
 * Writes the page.
 *
 * @param deno The version of Deno that is needed: "2.9.6".
 */
export function handOutPage(
  manifest: Manifest,
  lessons: readonly Lesson[],
  deno: string,
): string {
  const { items } = manifest;
  const hasPredictions = items.some(isPrediction);
  const hasExercises = !items.every(isPrediction);
  const todo = [
    ...(hasPredictions ? [sayPredict(manifest)] : []),
    ...(hasExercises ? [saySolve(lessons[0]!)] : []),
    sayPack,
  ];
  return layOut([
    ...sayHead(manifest, lessons, deno),
    "## What to do, in this order",
    `1. ${sayRead(lessons)}`,
    ...lessons.map(linkTo),
    ...todo.map((text, i) => `${i + 2}. ${text}`),
    "## Points",
    pointsTable(manifest),
    ...(hasExercises ? [allOrNone] : []),
    ...(hasPredictions ? [share] : []),
    "## What is asked of you",
    ...honesty,
    "## What runs where",
    ...(hasPredictions ? [...runs, ownNumbers] : runs),
  ]);
}

function sayHead(
  { title, due, items }: Manifest,
  [first]: readonly Lesson[],
  deno: string,
): string[] {
  return [
    `# ${oneLine(title)}`,
    `Hand in until **${sayDue(due)}**. There are ` +
    `${sayMany(mostPoints({ items }), "point")}.`,
    `You need [Deno](https://deno.com) ${deno} or a later 2.x, and this folder: ` +
    "type all commands in it. Where there is only Node, put " +
    `\`npx -y deno@${deno}\` in the place of \`deno\`. If there is no folder ` +
    "`node_modules` here, the first command fetches a few packages. To see " +
    `that all works: \`deno task lesson ${first!.number}\`.`,
  ];
}

function sayRead([first, second]: readonly Lesson[]): string {
  const pages = second === undefined ? "the page" : "the pages, in this order";
  return `**Read** ${pages}. ` +
    `\`deno task lesson ${
      first!.number
    }\` shows one in the terminal, and runs its ` +
    "model.";
}

function linkTo({ number, title, slug }: Lesson): string {
  return `   - [${number}. ${title}](lessons/${slug}/README.md)`;
}

function sayPredict({ items }: Pick<Manifest, "items">): string {
  return "**Predict**: `deno task homework predict --as ID`, with your id in this " +
    "course as ID. It asks one blank at a time and keeps what you type in " +
    "`predictions.json`: you can stop, go on, and change it. What is right is " +
    "not told before all have handed in. To practise, with answers: " +
    `\`deno task predict ${items.find(isPrediction)!.lesson}\`.`;
}

function saySolve({ number, slug }: Lesson): string {
  return "**Do the exercises**: each folder in `exercises/` has its tasks in " +
    `README.md, and \`answer.ts\` for you. \`deno task grade ${number}\` ` +
    `tells what is wrong in \`exercises/${slug}/answer.ts\`, and why; ` +
    `\`deno task hint ${number}.1\` gives a hint; \`deno task watch ` +
    `${number}\` grades each time you save.`;
}

const sayPack =
  "**Pack**: `deno task homework pack --as ID` grades all with other cases, " +
  "tells what is open, and writes `homework-ID.json`. **Hand in this one " +
  "file** as it is: not renamed, not zipped. You can pack and hand in again " +
  "until the time is over.";

function pointsTable({ items }: Manifest): string {
  const rows = items.map((item) => [
    item.id,
    isPrediction(item)
      ? `predictions of lesson ${item.lesson}`
      : `exercise \`${item.name}\``,
    String(item.points),
  ]);
  return markdownTable(["item", "what", "points"], rows);
}

const allOrNone =
  "An exercise gives all of its points if all that is asked of it is right, " +
  "and none if not.";

const share =
  "Predictions give a share of their points, as many as blanks are right, " +
  "rounded down.";

const honesty = [
  "Our solutions are public, and so are the questions: whoever looks for them " +
  "finds them, and no program can tell what you have understood. So this is " +
  "asked of you:",
  "- Predict before you look at a run, and write your own answers.",
  "- Talk with others about ideas; do not pass on files or lines of code.",
  "- Who or what has helped you, a person, a page or a machine, stands in a " +
  "comment beside the answer.",
  "- Be ready to explain each answer: you may be asked to.",
];

const runs = [
  "`grade` and `pack` run your answers on this machine, in a process that may " +
  "read the library and the modules beside the answer, and nothing else. No " +
  "command sends anything: you hand in the file yourself.",
  "The file holds your id, what you predicted, each `answer.ts`, and the " +
  "modules beside it that it imports, and nothing else: look into it. Your " +
  "instructor's machine asks the same questions in the same way, with cases " +
  "that are the same for the whole class. Types are looked at only here, and " +
  "fail nobody.",
];

const ownNumbers =
  "The numbers of your predictions are made from your id: they are the same " +
  "each time, and others have other ones.";

/** Breaks each part where `deno fmt` does, not within code; items of a list stand close. */
function layOut(parts: readonly string[]): string {
  const isItem = /^( *- |\d+\. )/;
  return parts.map((part, i) => {
    const mark = isItem.exec(part)?.[0];
    const isClose = mark !== undefined && isItem.test(parts[i + 1] ?? "");
    return linesOf(part, mark).join("\n") + (isClose ? "\n" : "\n\n");
  }).join("").trimEnd() + "\n";
}

function linesOf(part: string, mark: string | undefined): string[] {
  if (/^[#|]/.test(part)) return [part];
  const whole = part.replaceAll(
    /`[^`]+`|\[[^\]]+\]\([^)]+\)/g,
    (code) => code.replaceAll(" ", "\xa0"),
  );
  return mark === undefined
    ? wrapText(whole, proseColumns)
    : hangText(mark, whole.slice(mark.length), proseColumns);
}
