/**
 * Feedback as HTML: one file that needs no other, and no script. It reads in light and dark, on a
 * narrow screen, and on paper.
 *
 * @module
 */
import { escape } from "@std/html/entities";
import type { Feedback, FeedbackPart } from "./feedback.ts";

/** Nothing may be loaded and nothing run, whatever got into the page. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

const style = `
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --soft: #f3f3f0; --line: #c9c9c4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e3; --paper: #171717; --soft: #242423; --line: #4a4a47; }
}
body { color: var(--ink); background: var(--paper); font: 16px/1.5 system-ui, sans-serif;
  max-width: 46rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; border-top: 1px solid var(--line); padding-top: 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; }
dd { margin: 0; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid var(--line); }
th, td:nth-child(1), td:nth-child(3) { white-space: nowrap; }
td:nth-child(2) { min-width: 8rem; }
h3 { font-size: .9rem; font-weight: 600; margin: .75rem 0 .2rem; }
p { margin: 0; white-space: pre-line; }
pre { font: .875rem/1.45 ui-monospace, monospace; background: var(--soft); margin: 0;
  padding: .5rem .75rem; border-radius: 4px; white-space: pre-wrap; }
@media print {
  :root { --ink: #000; --paper: #fff; --soft: #fff; --line: #888; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  pre { border: 1px solid var(--line); }
  h2, h3 { break-after: avoid; }
  tr, pre { break-inside: avoid; }
}
`;

/** Writes the page. */
export function toHtml(page: Feedback): string {
  const title = escape(page.title);
  return [
    "<!DOCTYPE html>",
    '<html lang="en">',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${title}: ${escape(page.student)}</title>`,
    `<style>${style}</style>`,
    `<h1>${title}</h1>`,
    `<p>${escape(page.student)}</p>`,
    "<dl>",
    ...page.facts.map(([what, says]) =>
      `<dt>${escape(what)}</dt><dd>${escape(says)}</dd>`
    ),
    "</dl>",
    "<table>",
    "<thead><tr><th>Item</th><th></th><th>Points</th><th></th></tr></thead>",
    ...page.rows.map((row) => {
      const cells = [row.item, row.name, row.points, row.result];
      return `<tr>${
        cells.map((cell) => `<td>${escape(cell)}</td>`).join("")
      }</tr>`;
    }),
    "</table>",
    ...page.sections.flatMap(({ item, name, parts }) => [
      `<h2>${escape(`${item} ${name}`)}</h2>`,
      ...parts.flatMap(drawPart),
    ]),
    "</html>",
    "",
  ].join("\n");
}

function drawPart({ label, kind, text }: FeedbackPart): string[] {
  const tag = kind === "code" ? "pre" : "p";
  return [`<h3>${escape(label)}</h3>`, `<${tag}>${escape(text)}</${tag}>`];
}
