import { assertEquals, assertThrows } from "@std/assert";
import { readTasks } from "../../lib/workbook/exercise_page.ts";

function fold(title: string, text: string): string {
  return `<details><summary>${title}</summary>\n\n${text}\n\n</details>\n\n`;
}

const hints = fold("Hint 1", "Look.") + fold("Hint 2", "Look\n\ncloser.");
const reason = fold("Why it works", "So it is.");

Deno.test("readTasks() takes a page apart: what is asked, hints in order, the reason", () => {
  const page = `# 5. Exercises: a title

> A summary.

Some words before.

## first

Do this.

- with \`care\`

${hints}${fold("Hint 3", "Now.")}${
    fold("Not so: one\nfor each", "It comes\nback.")
  }${fold("Not so: anything else", "Count.")}${reason}
## second (in two parts)

Do that.

${hints}${reason}`;
  assertEquals(readTasks(page), [
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
  ]);
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
