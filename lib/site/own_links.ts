/**
 * Links from exercises to the editor: where an answer is a program, it can be tried there with a job
 * of the exercise. None of them shows an answer.
 *
 * @module
 */
import { program } from "../machine/program.ts";
import { element, type Markup } from "../text/markup.ts";
import type { Block } from "../text/page_reader.ts";
import { type Address, changeAddress, writeAddress } from "../web/address.ts";
import { writeJob } from "../web/editor/own_job.ts";
import { Ids, wordsOf } from "../web/page_markup.ts";
import { loadExercises } from "../workbook/content.ts";
import { Dice } from "../workbook/dice.ts";
import type { Exercise } from "../workbook/exercise.ts";
import { programText } from "../workbook/program_text.ts";
import { pathFrom } from "./links.ts";
import { editorPage, type SitePage } from "./site_page.ts";

/** What a link says. */
const tryIt = "Try it in the editor";

/**
 * The place of the editor, and before it the ways back, a line for each task: the address says which
 * of them is shown.
 */
export function drawEditor(
  page: SitePage,
  pages: readonly SitePage[],
): Markup[] {
  const lines = pages.filter(({ kind }) => kind === "exercises")
    .flatMap((one) => linesTo(one, pathFrom(page.file, one.file)));
  return [
    element("div", { id: "tasks" }, ...lines),
    element("div", { id: "editor" }),
  ];
}

function linesTo({ blocks }: SitePage, path: string): Markup[] {
  let heading = "";
  return blocks.flatMap((block) => {
    if (block.type === "heading") heading = wordsOf(block.text);
    const isLink = block.type === "paragraph" && wordsOf(block.text) === tryIt;
    if (!isLink) return [];
    const [task] = heading.split(" ");
    const href = `${path}#${new Ids().of(heading)}`;
    const link = element("a", { href }, "back to its task");
    const own = { "data-task": task, hidden: true };
    return [element("p", own, `Exercise ${heading}: `, link)];
  });
}

/** Adds the links to the pages of exercises. */
export async function withOwnLinks(
  pages: readonly SitePage[],
): Promise<SitePage[]> {
  if (!pages.some(({ kind }) => kind === "editor")) return [...pages];
  return await Promise.all(pages.map(async (page) => {
    if (page.kind !== "exercises") return page;
    const { exercises } = await loadExercises(page.lesson!);
    return { ...page, blocks: linked(page.blocks, exercises) };
  }));
}

/** Puts each link at the end of its task, before what is folded. */
function linked(
  blocks: readonly Block[],
  exercises: readonly Exercise[],
): Block[] {
  let open: Block[] = [];
  const found: Block[] = [];
  for (const block of blocks) {
    if (block.type === "heading" || block.type === "details") {
      found.push(...open);
      open = [];
    }
    found.push(block);
    if (block.type !== "heading") continue;
    const [task = "", name] = wordsOf(block.text).split(" ");
    open = exercises.filter((one) => one.name === name)
      .flatMap((one) => linkTo(one, task));
  }
  return [...found, ...open];
}

/** @param task Its number: "5.1". */
function linkTo(exercise: Exercise, task: string): Block[] {
  const state = stateOf(exercise);
  if (state === undefined) return [];
  const address = `../../${editorPage}${writeAddress({ ...state, task })}`;
  return [{
    type: "paragraph",
    text: [{ type: "link", text: [tryIt], address }],
  }];
}

/** What the address of the editor says for an exercise; nothing, if no program is asked for. */
export function stateOf(
  { name, tried, cases }: Exercise,
): Address | undefined {
  if (tried === undefined) return undefined;
  const { job, given = program(name, []) } = tried;
  // Only what takes nothing is a function that gives one program.
  const isOne = cases(new Dice(1)).every(({ args }) => args.length === 0);
  const own = programText({ ...given, name });
  const answer = isOne ? name : undefined;
  return changeAddress({}, { ...writeJob(job), own, answer });
}
