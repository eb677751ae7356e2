import { lessonSeed } from "../../../lib/homework/seeds.ts";
import { assert, assertEquals } from "@std/assert";
import { feedbackOf } from "../../../lib/gradebook/formats/feedback.ts";
import { toMarkdown } from "../../../lib/gradebook/formats/feedback_markdown.ts";
import { made } from "../made_up_marks.ts";
import { commanding, hostile, hostileClass } from "./hostile.ts";

/** What is outside the fences: a fence ends at one that is as long, of the same sign. */
function outside(markdown: string): string[] {
  let fence: string | undefined;
  return markdown.split("\n").filter((line) => {
    const [, run, info] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (fence === undefined) {
      fence = run;
      return run === undefined;
    }
    const isEnd = run !== undefined && run[0] === fence[0] &&
      run.length >= fence.length && info!.trim() === "";
    if (isEnd) fence = undefined;
    return false;
  });
}

Deno.test("toMarkdown() writes a page", () => {
  assertEquals(
    toMarkdown(feedbackOf(made.students[0]!, made)),
    `# How a file is sent

Jane Doe (007)

- Score: 6 of 11 points
- Due: 2026-12-06 23:59, UTC+01:00
- Handed in: 2026-12-05 10:00, UTC

| | | points | |
|---|---|---|---|
| P5 | predictions | 4 of 6 | 4 of 6 blanks right |
| 5.1 | readAndWrite | 2 of 2 | passed |
| 5.2 | countSwitches | 0 of 3 | failed |

## P5 predictions

See it again:

\`\`\`text
deno task predict 5 --seed ${lessonSeed(1, 5)}
\`\`\`

## 5.2 countSwitches

Asked, from seed 1:

\`\`\`text
countSwitches(1)
\`\`\`

Your answer gave:

\`\`\`text
3
\`\`\`

Why:

\`\`\`text
One more.
\`\`\`

See it again:

\`\`\`text
deno task grade 5.2 --seed 1
\`\`\`
`,
  );
});

Deno.test("what a submission holds is in fences that it cannot close, or has backslashes", () => {
  const kindsOf = (text: string): string[] => {
    const book = hostileClass(text);
    const page = toMarkdown(feedbackOf(book.students[0]!, book));
    assertEquals(commanding.exec(page.replaceAll("\n", "")), null, text);
    const lines = outside(page);
    for (const line of lines) {
      const bare = line.replaceAll(/\\[!-/:-@[-`{-~]/g, "x");
      assert(!/[<>&`[\]*_~$]|!\[|https?:|www\./.test(bare), `${text}: ${line}`);
    }
    return lines.map((line) => {
      const bare = line.replaceAll(/\\[!-/:-@[-`{-~]/g, "x");
      if (line.startsWith("|")) return `row of ${bare.split("|").length - 2}`;
      return /^(#+|- |[=+*>-]|\d+[.)] |$)/.exec(bare)?.[0] ?? "text";
    });
  };
  const expected = kindsOf("plain");
  for (const text of hostile) assertEquals(kindsOf(text), expected, text);
});
