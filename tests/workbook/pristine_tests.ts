import { assertEquals } from "@std/assert";
import {
  copyAt,
  keepPristine,
  pristineAt,
  pristineText,
} from "../../lib/workbook/pristine.ts";
import { temporaryTest } from "../command.ts";

const slug = "01_made_up";

const page = `# 1. Exercises

> Made up.

## 1.1 first

Do.

<details><summary>Hint 1</summary>One.</details>
<details><summary>Hint 2</summary>Two.</details>
<details><summary>Why it works</summary>So.</details>
`;

const stub = `export function first(): number {
  return todo("one");
}
`;

/** Makes a workbook of one exercise. */
function make(top: string): (name: string, text: string) => void {
  const folder = `${top}/exercises/${slug}`;
  Deno.mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string): void =>
    Deno.writeTextFileSync(`${folder}/${name}`, text);
  Deno.mkdirSync(`${top}/solutions/${slug}`, { recursive: true });
  Deno.writeTextFileSync(`${top}/solutions/${slug}/answer.ts`, "// ours\n");
  write("README.md", page);
  write("questions.ts", "// asks\n");
  write("answer.ts", stub);
  return write;
}

function pristine(top: string): string | undefined {
  const bytes = pristineAt({ top, slug });
  const text = bytes && new TextDecoder().decode(bytes);
  assertEquals(pristineText({ top, slug }), text);
  return text;
}

Deno.test(
  temporaryTest("an answer that nobody has begun is its own copy", (top) => {
    const write = make(top);
    assertEquals(pristine(top), stub);
    write("answer.ts", stub.replace("todo", "Number"));
    assertEquals(pristine(top), undefined);
  }),
);

Deno.test(
  temporaryTest("a copy is kept of what is open, and only once", (top) => {
    const write = make(top);
    keepPristine({ top, slug });
    write("answer.ts", `// begun\n${stub}`);
    keepPristine({ top, slug });
    assertEquals(pristine(top), stub);
    write("answer.ts", stub.replace("todo", "Number"));
    assertEquals(pristine(top), stub);
  }),
);

Deno.test(
  temporaryTest("no copy is kept of what is begun", (top) => {
    const write = make(top);
    write("answer.ts", stub.replace("todo", "Number"));
    keepPristine({ top, slug });
    assertEquals(pristine(top), undefined);
  }),
);

Deno.test(
  temporaryTest("a copy of an exercise that has changed is none", (top) => {
    const write = make(top);
    keepPristine({ top, slug });
    const before = copyAt({ top, slug });
    write("answer.ts", stub.replace("todo", "Number"));
    write("questions.ts", "// asks more\n");
    assertEquals(pristine(top), undefined);
    assertEquals(copyAt({ top, slug }) === before, false);
  }),
);

Deno.test(
  temporaryTest("a copy whose solution has changed is none", (top) => {
    const write = make(top);
    keepPristine({ top, slug });
    write("answer.ts", stub.replace("todo", "Number"));
    Deno.writeTextFileSync(`${top}/solutions/${slug}/answer.ts`, "// new\n");
    assertEquals(pristine(top), undefined);
  }),
);
