import { assert, assertEquals } from "@std/assert";
import {
  codeOnly,
  entriesOf,
  filesIn,
  lineAt,
  readingTest,
  readText,
} from "./source_tree.ts";

/** The most lines that each kind of file may have. */
const mostLines = [
  { what: "a lib file", path: /^lib\/.*\.ts$/, lines: 250 },
  { what: "a lesson page", path: /^lessons\/.*\/README\.md$/, lines: 200 },
  {
    what: "an answer",
    path: /^(exercises|solutions)\/.*\/answer\.ts$/,
    lines: 60,
  },
];

/** The most lines that a function may have, its signature included. */
const mostFunctionLines = 40;

/** What may be longer, each with its reason: `path` or `path name()`. */
const mayBeLong: Readonly<Record<string, string>> = {
  "lessons/12_on_your_kernel/README.md":
    "it is an experiment, what came of it, and what that costs",
};

/** What of lib is not tested by a file of its own, each with its reason. */
const testedElsewhere: Readonly<Record<string, string>> = {
  "lib/cli/markdown_output.ts":
    "tests/cli/hint_tests.ts and lesson_tests.ts read what it prints",
  "lib/machine/fault.ts":
    "tests/machine/machine_tests.ts asserts the message of every rule",
  "lib/machine/places.ts":
    "tests/machine/machine_tests.ts moves bytes between all places",
  "lib/cost/peak.ts":
    "tests/cost/closed_form_tests.ts compares it with random runs",
};

/** The folders of tests that mirror a folder of lib. */
const mirrors = [
  "trace",
  "text",
  "machine",
  "strategy",
  "cost",
  "picture",
  "workbook",
  "grade",
  "lab",
  "evidence",
  "cli",
];

/** The folders of tests that mirror nothing in lib. */
const otherTestFolders = ["lessons", "exercises", "bench"];

/** What stands at the top, besides names that begin with a dot and what Git leaves alone. */
const topLevel = [
  "LICENSE",
  "README.md",
  "deno.json",
  "deno.lock",
  "exercises",
  "lessons",
  "lib",
  "solutions",
  "tests",
];

const contentFolders = ["lessons", "exercises", "solutions"];

/** Leaves out what is woven into a page: nobody wrote it, and it grows with the model. */
function handwritten(text: string): string {
  return text.replaceAll(
    /(<!-- weave \S+ -->)[^]*?(<!-- \/weave -->)/g,
    "$1$2",
  );
}

Deno.test(
  readingTest("files have no more lines than their kind may have", () => {
    assertNone(
      everyFile().flatMap((path) => {
        const kind = mostLines.find((kind) => kind.path.test(path));
        const lines = handwritten(readText(path)).trimEnd().split("\n").length;
        if (kind === undefined || lines <= kind.lines || path in mayBeLong) {
          return [];
        }
        return [
          `${path}: ${kind.what} has at most ${kind.lines} lines: ${lines}`,
        ];
      }),
    );
  }),
);

Deno.test(readingTest("functions have no more lines than they may have", () => {
  const sources = everySource().filter((path) => !path.startsWith("tests/"));
  assertNone(
    sources.flatMap((path) =>
      functionsIn(readText(path)).filter(({ name, lines }) =>
        lines > mostFunctionLines && !(`${path} ${name}()` in mayBeLong)
      ).map(({ name, line, lines }) =>
        `${path}:${line}: a function has at most ${mostFunctionLines} lines: ${name}() has ${lines}`
      )
    ),
  );
}));

Deno.test(readingTest("every file of lib begins by saying what it is", () => {
  assertNone(
    libSources().flatMap((path) => {
      const head = headOf(readText(path));
      if (!/^ \* @module$/m.test(head)) {
        return [`${path}:1: must begin with a comment that has @module`];
      }
      const isMachine = /^lib\/machine\//.test(path);
      if (isMachine && !head.includes("Model, not Linux:")) {
        return [
          `${path}:1: must say what it leaves out: "Model, not Linux: …"`,
        ];
      }
      return [];
    }),
  );
}));

Deno.test(readingTest("nothing has the type any", () => {
  assertNone(everySource().flatMap((path) => anysIn(path, readText(path))));
}));

Deno.test(
  readingTest("a rule of the linter is ignored only for a reason", () => {
    assertNone(
      everySource().flatMap((path) => baldIgnoresIn(path, readText(path))),
    );
  }),
);

Deno.test(readingTest("lib holds no note of work to be done", () => {
  assertNone(
    libSources().flatMap((path) =>
      linesWith(path, readText(path), /\b(?:TODO|FIXME)\b/)
    ),
  );
}));

Deno.test(
  readingTest(
    "files are named in snake_case, folders of content NN_slug",
    () => {
      const badFiles = everyFile().filter((path) =>
        !/\/(?:README\.md|[a-z0-9]+(?:_[a-z0-9]+)*(?:\.[a-z0-9]+)+)$/.test(path)
      );
      const badFolders = contentFolders.flatMap((folder) =>
        entriesOf(folder).filter((entry) => entry.isDirectory)
          .filter(({ name }) => !/^\d\d(?:_[a-z0-9]+)+$/.test(name))
          .map(({ name }) => `${folder}/${name}/`)
      );
      assertNone([...badFiles, ...badFolders]);
    },
  ),
);

Deno.test(readingTest("nothing unexpected stands at the top", () => {
  const untracked = readText(".gitignore").split("\n")
    .map((line) => line.replaceAll("/", ""));
  assertNone(
    entriesOf(".").map(({ name }) => name).filter((name) =>
      !name.startsWith(".") && !topLevel.includes(name) &&
      !untracked.includes(name)
    ),
  );
}));

Deno.test(readingTest("tests mirror lib", () => {
  const known = [...mirrors, ...otherTestFolders];
  const folders = entriesOf("tests").filter((entry) => entry.isDirectory)
    .filter(({ name }) => !known.includes(name))
    .map(({ name }) => `tests/${name}/: mirrors no folder of lib`);
  const strays = mirrors.flatMap((layer) => filesIn(`tests/${layer}`))
    .filter((path) => path.endsWith("_tests.ts") && !exists(testedBy(path)))
    .map((path) => `${path}: there is no ${testedBy(path)}`);
  assertNone([...folders, ...strays]);
}));

Deno.test(readingTest("each folder's tests are all in its all_test.ts", () => {
  const folders = [...mirrors, "lessons", "exercises"]
    .map((name) => `tests/${name}`);
  assertNone(
    folders.filter(exists).flatMap((folder) => {
      const all = readText(`${folder}/all_test.ts`);
      return filesIn(folder).filter((path) => path.endsWith("_tests.ts"))
        .filter((path) => !all.includes(`import "./${path.split("/").at(-1)}"`))
        .map((path) => `${path}: is not imported by ${folder}/all_test.ts`);
    }),
  );
}));

Deno.test(
  readingTest("every file of lib that does something has a test", () => {
    const untested = libSources().filter((path) =>
      !path.startsWith("lib/std/") && exportsCode(readText(path)) &&
      !(path in testedElsewhere) && !exists(testOf(path))
    );
    assertNone(untested.map((path) => `${path}: there is no ${testOf(path)}`));
  }),
);

Deno.test(
  readingTest("the lists of exceptions name only what is still there", () => {
    const named = [...Object.keys(mayBeLong), ...Object.keys(testedElsewhere)];
    const paths = named.map((name) => name.split(" ")[0]!);
    assertNone(paths.filter((path) => !exists(path)));
  }),
);

Deno.test(readingTest("no Deno is named but the one in .dvmrc", () => {
  const pinned = readText(".dvmrc").trim();
  const texts = ["README.md", ...filesIn(".github"), ...filesIn(".ci")];
  assertNone(
    texts.filter(exists).flatMap((path) =>
      otherDenosIn(readText(path), pinned).map(({ line, version }) =>
        `${path}:${line}: names Deno ${version}: .dvmrc has ${pinned}`
      )
    ),
  );
}));

Deno.test("functions, methods and arrow functions are measured from their first line to their last", () => {
  const source = [
    "/** Doc. */",
    "export async function first<T>(",
    "  a: T,",
    "): Promise<void> {",
    "}",
    "",
    "const second = (a: number): number => {",
    "  return a;",
    "};",
    "class Some {",
    "  /** Doc (with brackets) { */",
    "  #third(): void {",
    "    if (true) {",
    "    }",
    "  }",
    "  static async *fourth(",
    "  ): void {",
    "  }",
    "  override get fifth(): number {",
    "    return 1;",
    "  }",
    "  constructor() {}",
    "}",
    "const table = `",
    "function notOne() {",
    "`;",
    "const lesson: Lesson = {",
    "  model: (setting) => {",
    "    return setting;",
    "  },",
    "  heeds: (a + b),",
    "};",
    "function* sixth(): Generator<{",
    "  a: number;",
    "}> {",
    "  call(() => {",
    "  });",
    "}",
  ].join("\n");
  assertEquals(functionsIn(source), [
    { name: "first", line: 2, lines: 4 },
    { name: "second", line: 7, lines: 3 },
    { name: "#third", line: 12, lines: 4 },
    { name: "fourth", line: 16, lines: 3 },
    { name: "fifth", line: 19, lines: 3 },
    { name: "model", line: 28, lines: 3 },
    { name: "sixth", line: 33, lines: 6 },
  ]);
});

Deno.test("the type any is found in code, and the word any is not", () => {
  const type = "a" + "ny";
  const found = [
    `let a: ${type};`,
    `f(a as ${type});`,
    `const m = new Map<string, ${type}[]>();`,
    `/["']/.test(a); let b: ${type};`,
  ];
  for (const code of found) assertEquals(anysIn("a.ts", code).length, 1, code);
  const others = [
    "// any of them",
    "/* any\n any */",
    'const a = "any";',
    "const b = `any ${c}`;",
    "const d = /any/;",
    "await Promise.any(e);",
    "const many = f();",
  ];
  for (const code of others) assertEquals(anysIn("a.ts", code), [], code);
});

Deno.test("an ignored rule without a reason is found", () => {
  const ignore = "// deno-" + "lint-ignore";
  for (
    const bald of ["", " no-console", " no-console --", "-file no-console"]
  ) {
    assertEquals(baldIgnoresIn("a.ts", `  ${ignore}${bald}`).length, 1, bald);
  }
  for (const good of [" no-console -- it prints", "-file no-console -- so"]) {
    assertEquals(baldIgnoresIn("a.ts", `  ${ignore}${good}`), [], good);
  }
});

Deno.test("exported functions and classes are code, types and values are none", () => {
  const code = [
    "export function f(): void {}",
    "export async function* f() {}",
    "export class C {}",
    "export abstract class C {}",
    "export const f = (a: number): number => a;",
    "export const f: F = async (\n  a,\n) => a;",
    "export const f = function () {};",
  ];
  for (const source of code) assert(exportsCode(source), source);
  const none = [
    "export interface I { f(): void }",
    "export type F = (a: number) => number;",
    "export const table = [1, 2];",
    "export const lesson: Lesson = {\n  model: (a) => a,\n};",
    "function f(): void {}",
    "/* export function f */",
  ];
  for (const source of none) assert(!exportsCode(source), source);
});

Deno.test("another version of Deno is found, however it is written", () => {
  const others = [
    "npx -y deno@2.8.0 task lesson",
    "Deno 2.9.5 or later",
    "Deno v2.9",
    "deno-version: v2.x",
    'deno-version: "2.9.7"',
  ];
  for (const text of others) {
    assertEquals(otherDenosIn(text, "2.9.6").length, 1, text);
  }
  const same = [
    "npx -y deno@2.9.6 task lesson",
    "needs Deno 2.9.6.",
    "uses: denoland/setup-deno@v2",
    "deno-version-file: .dvmrc",
  ];
  for (const text of same) assertEquals(otherDenosIn(text, "2.9.6"), [], text);
});

/** Fails with one line for each of what should not be. */
function assertNone(found: readonly string[]): void {
  assert(found.length === 0, `\n${found.join("\n")}\n`);
}

function everyFile(): string[] {
  return ["lib", "tests", ...contentFolders].flatMap(filesIn);
}

function everySource(): string[] {
  return everyFile().filter((path) => path.endsWith(".ts"));
}

function libSources(): string[] {
  return everySource().filter((path) => path.startsWith("lib/"));
}

function exists(path: string): boolean {
  const folder = path.includes("/")
    ? path.slice(0, path.lastIndexOf("/"))
    : ".";
  const name = path.slice(path.lastIndexOf("/") + 1);
  return entriesOf(folder).some((entry) => entry.name === name);
}

function testOf(path: string): string {
  return path.replace(/^lib\//, "tests/").replace(/\.ts$/, "_tests.ts");
}

function testedBy(path: string): string {
  return path.replace(/^tests\//, "lib/").replace(/_tests\.ts$/, ".ts");
}

function headOf(source: string): string {
  return /^\/\*\*\n(?: \*.*\n)*? \*\/\n/.exec(source)?.[0] ?? "";
}

function exportsCode(source: string): boolean {
  const code = codeOnly(source);
  return /^export (?:async |abstract )*(?:function|class)\b/m.test(code) ||
    /^export const [^=;]+= (?:async )?(?:function\b|\([^()]*\)[^=;]*=>)/m
      .test(code);
}

/**
 * Lists the functions of a formatted source that take more than one line. In formatted code, a
 * function ends at the first brace that stands as far left as its first word.
 */
function functionsIn(
  source: string,
): { name: string; line: number; lines: number }[] {
  const starts = [
    /^()(?:export )?(?:default )?(?:async )?function\b\*? ?([\w$]*)/,
    /^()(?:export )?const ([\w$]+)\b[^=]*= (?:async )?(?:function\b|\(|<)/,
    /^( {2})(?:(?:static|async|override|get|set) )*\*?(#?[\w$]+)[(<]/,
    /^( {2})([\w$]+): (?:async )?(?:function\b|\(|<)/,
  ];
  const lines = codeOnly(source).split("\n").map((line) => line.trimEnd());
  return lines.flatMap((text, i) => {
    const start = starts.map((pattern) => pattern.exec(text))
      .find((match) => match !== null);
    if (!start || /[;,}]$/.test(text)) return [];
    const [, indent, name] = start;
    const close = new RegExp(`^${indent}\\}[;,]?$`);
    const other = new RegExp(`^${indent}\\S.*;$`);
    const rest = lines.slice(i + 1);
    const end = rest.findIndex((line) => close.test(line) || other.test(line));
    if (end < 0 || !close.test(rest[end]!)) return [];
    return [{ name: name!, line: i + 1, lines: end + 2 }];
  }).filter(({ name }) => !/^(?:if|for|while|switch|return)$/.test(name));
}

function anysIn(path: string, source: string): string[] {
  return linesWith(path, codeOnly(source), /(?<![.\w$])any(?![\w$(:])/);
}

function baldIgnoresIn(path: string, source: string): string[] {
  return linesWith(
    path,
    source,
    /^\s*\/\/ deno-lint-ignore(?:-file)?(?!.* -- \S)/,
  );
}

function linesWith(path: string, source: string, pattern: RegExp): string[] {
  return source.split("\n").flatMap((text, i) =>
    pattern.test(text) ? [`${path}:${i + 1}: ${text.trim()}`] : []
  );
}

function otherDenosIn(
  text: string,
  pinned: string,
): { line: number; version: string }[] {
  const named =
    /(?<!setup-)\bdeno(?:@|\s+|-version:\s*)["']?v?(\d+(?:\.[\dx]+)*)/gi;
  return [...text.matchAll(named)]
    .map((match) => ({
      line: lineAt(text, match.index),
      version: match[1]!,
    }))
    .filter(({ version }) => version !== pinned);
}
