import { assertEquals } from "@std/assert";
import { headingOf, indexOf } from "../../lib/site/search_index.ts";
import { readPage } from "../../lib/text/page_reader.ts";

const page = `# 1. One

> Summary.

**Text** with [a link](b.md).

## More

- an item
- \`code\`

<!-- weave counts -->

| a | b |
| - | - |
| c | d |

<!-- /weave -->

\`\`\`text
│ drawn │
\`\`\`

<details><summary>Why?</summary>

Folded away.

</details>

## More

End.
`;

Deno.test("indexOf() parts a page at its headings, and leaves out drawings and what is folded", () => {
  const file = "lessons/a/index.html";
  assertEquals(indexOf([{ file, blocks: readPage(page) }]), {
    pages: [[file, "1. One"]],
    sections: [
      [0, "", "", "Summary. Text with a link.", "Text"],
      [0, "more", "More", "an item code a b c d Why?", ""],
      [0, "more-1", "More", "End.", ""],
    ],
  });
});

Deno.test("headingOf() has the number of the page", () => {
  assertEquals(headingOf({ blocks: readPage(page) }), "1. One");
});
