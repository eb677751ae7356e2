import { assertEquals, assertThrows } from "@std/assert";
import { readTasks } from "../../lib/workbook/exercise_page.ts";

function fold(title: string, text: string): string {
  return `<details><summary>${title}</summary>\n\n${text}\n\n</details>\n\n`;
}

const hints = fold("Hint 1", "Look.") + fold("Hint 2", "Look\n\ncloser.");
const reason = fold("Why it works", "So it is.");

const ideas = fold("Not so: one\nfor each", "It comes\nback.") +
  fold("Not so: anything else", "Count.");

const page = `# 5. Exercises: a title

> A summary.

Some words before.

## 5.1 first

Do this.

- with \`care\`

## 5.2 second (in two parts)

Do that.

<!-- Hints are further down.

-->

## Hints

For each exercise.

### 5.1 first

${hints}${fold("Hint 3", "Now.")}${ideas}${reason}
### 5.2 second

${hints}${reason}`;

const tasks = [
  {
    name: "first",
    asks: "Do this.\n\n- with `care`",
    hints: ["Look.", "Look\n\ncloser.", "Now."],
    why: "So it is.",
    reasons: { "one for each": "It comes back.", "anything else": "Count." },
  },
  {
    name: "second",
    asks: "Do that.",
    hints: ["Look.", "Look\n\ncloser."],
    why: "So it is.",
    reasons: {},
  },
];

Deno.test("readTasks() takes a page apart: what is asked, and far below hints and reasons", () => {
  assertEquals(readTasks(page), tasks);
});

Deno.test("readTasks() reads what stands under its task, as in older workbooks", () => {
  const [above, below] = page.split(/<!--[^]*?## Hints/) as [string, string];
  const [, first, second] = below.split(/^### .*$/m) as [
    string,
    string,
    string,
  ];
  const old = `${above.replace(/^## 5.2/m, `${first}$&`)}${second}`;
  assertEquals(readTasks(old), tasks);
});

Deno.test("readTasks() finds no task on a page without headings", () => {
  assertEquals(readTasks("# 5. Exercises\n\n> So.\n"), []);
});

Deno.test("readTasks() refuses a task that lacks something, and names it", () => {
  const bodies = {
    "no text": hints + reason,
    "one hint": `Do.\n\n${fold("Hint 1", "Look.")}${reason}`,
    "an empty hint": `Do.\n\n${fold("Hint 1", "")}${hints}${reason}`,
    "no reason": `Do.\n\n${hints}`,
    "an empty reason": `Do.\n\n${hints}${fold("Why it works", "")}`,
  };
  for (const [idea, body] of Object.entries(bodies)) {
    const page = `# 5\n\n## good\n\nDo.\n\n${hints}${reason}## bad\n\n${body}`;
    assertThrows(() => readTasks(page), SyntaxError, "The task bad must", idea);
  }
});
