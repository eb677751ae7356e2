/**
 * What is woven into the leader's page of a workshop: the agenda, and of each block what it needs,
 * which wrong ideas come, and what goes wrong.
 *
 * @module
 */
import { agenda, type Block, endOf } from "zero-copy/room/agenda.ts";
import { stuckMinutes } from "zero-copy/room/view.ts";
import { listItem } from "zero-copy/text/hanging_text.ts";
import { markdownTable } from "zero-copy/text/markdown_table.ts";
import {
  lessonsWithExercises,
  readLessons,
  tasksOf,
} from "zero-copy/workbook/content.ts";
import { paragraph, proseColumns } from "zero-copy/workbook/page.ts";

/** How many wrong ideas of an exercise are named: its page has them all. */
const mostIdeas = 4;

/** The facts of the page. */
export function facts(): Record<string, string> {
  const hours = endOf(agenda.length - 1) / 60;
  return {
    hours: `${hours} hours`,
    stuck: `${stuckMinutes} minutes`,
    agenda: markdownTable(
      ["from", "minutes", "what", "exercises"],
      agenda.map(({ title, minutes, places }, i) => [
        sayClock(endOf(i) - minutes),
        String(minutes),
        title,
        places.join(", "),
      ]),
    ),
    blocks: agenda.map(sayBlock).join("\n\n"),
  };
}

/** Says when something begins: "1:20". */
function sayClock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

function sayBlock(block: Block): string {
  const { title, minutes, typed, needs, troubles } = block;
  const items = [
    `Needs ${needs}.`,
    ...typed.map((command) => `Type \`${command}\`.`),
    ...block.places.map(sayExercise),
    ...troubles.map(([trouble, remedy]) => `If ${trouble}: ${remedy}.`),
  ];
  const list = items.map((item) => listItem(item, proseColumns)).join("\n");
  return [`### ${title}, ${minutes} minutes`, sayLessons(block), list]
    .filter((part) => part !== "").join("\n\n");
}

/** Names the lessons of a block, with the sentence of each. */
function sayLessons({ lessons }: Block): string {
  return readLessons().filter(({ number }) => lessons.includes(number))
    .map(({ title, slug, summary }) =>
      paragraph(`[${title}](${slug}/README.md): ${summary}`)
    ).join("\n\n");
}

/** Says of an exercise which wrong ideas its page names first. */
function sayExercise(place: string): string {
  const [number, at] = place.split(".").map(Number) as [number, number];
  const lesson = lessonsWithExercises().find((one) => one.number === number)!;
  const { name, reasons } = tasksOf(lesson)[at - 1]!;
  const ideas = Object.keys(reasons).slice(0, mostIdeas);
  return `${place} \`${name}\`. What comes: ${ideas.join("; ")}.`;
}
