/**
 * Feedback as Markdown. What somebody else wrote stands in a fence that it cannot close, or has a
 * backslash before each sign.
 *
 * @see https://spec.commonmark.org/0.31.2/ §2.4, §4.5
 *
 * @module
 */
import { wrapText } from "../../text/width.ts";
import type { Feedback, FeedbackPart } from "./feedback.ts";

/** The columns of prose in a fence, where nothing breaks it. */
const columns = 76;

/** Writes the page. */
export function toMarkdown(page: Feedback): string {
  const blocks = [
    `# ${plain(page.title)}`,
    plain(page.student),
    page.facts.map(([what, says]) => `- ${what}: ${plain(says)}`).join("\n"),
    [
      "| | | points | |",
      "|---|---|---|---|",
      ...page.rows.map(({ item, name, points, result }) =>
        `| ${item} | ${plain(name)} | ${points} | ${plain(result)} |`
      ),
    ].join("\n"),
    ...page.sections.flatMap(({ item, name, parts }) => [
      `## ${item} ${plain(name)}`,
      ...parts.flatMap((part) => [`${part.label}:`, fenced(part)]),
    ]),
  ];
  return blocks.filter((block) => block !== "").join("\n\n") + "\n";
}

function fenced({ kind, text }: FeedbackPart): string {
  const inner = kind === "code" ? text : wrapText(text, columns).join("\n");
  const runs = inner.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}text\n${inner}\n${fence}`;
}

/** A text in a line, as it is: no sign of it means anything, there or where a line begins. */
function plain(text: string): string {
  return text.replaceAll(/[!#$&*<>@[\\\]^_`{|}~]/g, "\\$&")
    // What is taken for an address, or for an emoji.
    .replaceAll(/:(?=[/\p{L}])|(?<=\bwww)\./giu, "\\$&")
    .replaceAll(/^[-+=]|(?<=^\d+)[.)]/g, "\\$&");
}
