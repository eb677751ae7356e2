import { assert, assertEquals } from "@std/assert";
import { parts } from "../lib/workbook/copy_workbook.ts";
import houseRules from "./house_rules.ts";
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
  { what: "a lib file", path: /^lib\/.*\.tsx?$/, lines: 250 },
  { what: "a lesson page", path: /^lessons\/.*\.md$/, lines: 200 },
  { what: "an answer", path: /^exercises\/.*\/answer\.ts$/, lines: 95 },
  { what: "our answer", path: /^solutions\/.*\/answer\.ts$/, lines: 185 },
];

/** What is not tested by a file of its own, each with its reason. */
const testedElsewhere: Readonly<Record<string, string>> = {
  "lib/cli/ask.ts": "tests/cli/predict_tests.ts types at it",
  "lib/cli/practice.ts": "tests/cli/predict_tests.ts asks one and several",
  "lib/cli/typed.ts":
    "tests/cli/options_tests.ts asks for all through what is typed",
  "lib/cli/gradebook_input.ts":
    "tests/cli/gradebook_tests.ts gives all of it, good and bad",
  "lib/cli/gradebook_reports.ts":
    "tests/cli/gradebook_tests.ts reads what is written, and what is refused",
  "lib/cli/gradebook_output.ts": "tests/cli/gradebook_tests.ts reads it",
  "lib/cli/report_place.ts":
    "tests/cli/grade_tests.ts asks for reports in all places",
  "lib/cli/option.ts": "tests/cli/options_tests.ts reads every row",
  "lib/cli/class_commands.ts":
    "tests/cli/options_tests.ts reads the help of all",
  "lib/cli/class_options.ts": "tests/cli/options_tests.ts reads every row",
  "lib/cli/homework_autograde.ts":
    "tests/gradebook/formats/autograder_scripts_tests.ts runs what calls it",
  "lib/cli/homework_input.ts":
    "tests/cli/homework_gradescope_tests.ts types what is refused",
  "lib/cli/autograder_folder.ts":
    "tests/cli/homework_gradescope_tests.ts makes two of them",
  "lib/cli/option_values.ts": "tests/cli/options_tests.ts reads every kind",
  "lib/workbook/option_values.ts":
    "tests/cli/options_tests.ts reads every kind",
  "lib/cli/help.ts": "tests/cli/options_tests.ts reads every help",
  "lib/cli/golf_text.ts":
    "tests/cli/golf_tests.ts draws what comes of any program",
  "lib/cli/kept_golf.ts":
    "tests/cli/golf_tests.ts keeps programs, and puts other things in their place",
  "lib/cli/lesson_list.ts":
    "tests/cli/lesson_tests.ts reads the list in all widths, and as data",
  "lib/cli/markdown_output.ts":
    "tests/cli/hint_tests.ts and lesson_tests.ts read what it prints",
  "lib/collect/asked_lessons.ts":
    "tests/collect/collect_tests.ts asks for some lessons and not for others",
  "lib/collect/disk_reader.ts":
    "tests/collect/archive_tests.ts reads archives from the disk",
  "lib/collect/folder.ts":
    "tests/collect/collect_tests.ts looks into folders of all kinds",
  "lib/collect/student_submissions.ts":
    "tests/collect/collect_tests.ts hands in work of all kinds",
  "lib/collect/owner.ts":
    "tests/collect/match_tests.ts asks whose claims of all kinds are",
  "lib/collect/sort_out.ts":
    "tests/collect/collect_tests.ts hands in work of all kinds",
  "lib/collect/roster_table.ts": "tests/collect/roster_tests.ts reads tables",
  "lib/evidence/kept_lab.ts":
    "tests/cli/lab_tests.ts keeps what the lab saw, and reads it",
  "lessons/12_on_your_kernel/pretend_kernel.ts":
    "tests/exercises/12_on_your_kernel_tests.ts lets probes tell of it",
  "lib/grade/programs_in.ts":
    "tests/grade/own_programs_tests.ts looks with it at files of all kinds",
  "lib/evidence/program/report.ts":
    "tests/lab/program/observation_tests.ts puts programs of all kinds to the kernel",
  ...allIn(
    "lib/lab",
    ["moves.ts", "program/hands.ts"],
    "tests/lab/program/planned_run_tests.ts makes calls of all kinds",
  ),
  "lib/lab/program/lone_transfer.ts":
    "tests/lab/program/observation_tests.ts measures into pipes and files",
  "lib/lab/program/planned_call.ts":
    "tests/evidence/program/calls_tests.ts lists calls of all kinds",
  "lib/lab/sleep.ts":
    "tests/lab/scratch_file_tests.ts and moments_tests.ts wait with it",
  "lib/machine/fault.ts":
    "tests/machine/machine_tests.ts asserts the message of every rule",
  "lib/machine/places.ts":
    "tests/machine/machine_tests.ts moves bytes between all places",
  "lib/picture/way_layout.ts":
    "tests/picture/way_drawing_tests.ts looks whether words lie on each other",
  ...allIn(
    "lib/strace/bytes",
    ["parcel.ts", "planning.ts"],
    "tests/strace/bytes/sending_tests.ts writes files of all kinds with it",
  ),
  "lib/strace/calls/asked.ts":
    "tests/strace/calls/memory_calls_tests.ts writes with all calls",
  ...allIn(
    "lib/strace",
    ["memory.ts", "calls/scene.ts"],
    "tests/strace/traces_tests.ts follows recorded logs with it",
  ),
  "lib/workbook/leftover_tests.ts":
    "tests/workbook/copy_workbook_tests.ts copies over folders that have some",
  "lib/workbook/predict_counts.ts":
    "tests/workbook/prediction_tests.ts asks 200 problems of each lesson",
  ...allIn(
    "lib/strace/log",
    [
      "begun_call.ts",
      "call_names.ts",
      "prefix.ts",
      "result.ts",
      "threads.ts",
    ],
    "tests/strace/log/log_text_tests.ts reads all spellings with it",
  ),
  ...allIn(
    "lib/web/player",
    [
      "dock.tsx",
      "film_view.tsx",
      "head.tsx",
      "scrubber.tsx",
      "steps.tsx",
      "use_film_time.ts",
      "use_player.ts",
      "use_width.ts",
    ],
    "tests/web/player/player_tests.ts plays films with it",
  ),
  ...allIn(
    "lib/web",
    ["copy_link.tsx", "use_copied.ts"],
    "tests/web/player/player_tests.ts copies a link with it",
  ),
  ...allIn(
    "lib/web/editor",
    [
      "begin.tsx",
      "copy_module.tsx",
      "golf_view.tsx",
      "job_fields.tsx",
      "line_fields.tsx",
      "lines.tsx",
      "open_editor.tsx",
      "outcome.tsx",
      "use_editing.ts",
    ],
    "tests/web/editor/editor_page_tests.ts writes a program with it",
  ),
  "lib/web/use_address.ts":
    "tests/web/player/player_tests.ts changes the address under a player",
  "lib/web/live/controls.ts":
    "tests/browser sets all kinds of values with them",
  "lib/web/live/live_page.ts": "tests/browser computes every lesson with it",
  "lib/web/live/load_later.ts": "tests/browser touches what it waits for",
  "lib/web/live/open_lesson.ts": "tests/browser opens every lesson",
  "lib/web/live/open_films.tsx": "tests/browser plays every lesson",
  "lib/web/live/open_runs.ts": "tests/browser plays every lesson",
  "lib/web/live/predict_section.ts": "tests/browser answers questions in it",
  "lib/web/copy_text.ts": "tests/browser copies commands",
  "lib/web/menu.ts": "tests/browser opens it on a narrow page",
  "lib/web/reading.ts": "tests/browser scrolls a page",
  "lib/web/theme.ts": "tests/browser chooses each theme",
  "lib/web/search_field.ts": "tests/browser types into it",
  "lib/web/search_results.ts": "tests/browser goes through what is found",
  "lib/picture/machine_drawing.ts":
    "tests/picture/run_film_tests.ts draws films of all kinds",
  "lib/picture/machine_ground.ts":
    "tests/picture/run_film_tests.ts draws films of all kinds",
  "lib/picture/machine_places.ts":
    "tests/picture/run_film_tests.ts draws films of all kinds",
  "lib/picture/instant.ts":
    "tests/picture/run_film_tests.ts looks at films at many times",
  "lib/picture/rails.ts":
    "tests/picture/machine_travel_tests.ts lets bytes go along all of them",
  "lib/picture/reel.ts":
    "tests/picture/run_film_tests.ts cuts runs of all kinds",
  "lib/picture/run_lines.ts":
    "tests/picture/run_film_tests.ts compares them with explain()",
  "lib/cost/peak.ts": "tests/cost/closed_form_tests.ts compares it with runs",
};

/** Several files of a folder that have the same reason. */
function allIn(
  folder: string,
  names: readonly string[],
  reason: string,
): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`${folder}/${name}`, reason]));
}

/** What only imports tests: `deno test` and `deno task test` run these. */
const ownModules = ["workbook_test.ts", "answers_test.ts"];

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
  "strace",
  "evidence",
  "exam",
  "box",
  "homework",
  "collect",
  "gradebook",
  "room",
  "web",
  "site",
  "cli",
];

/** Tests of a whole folder of lib, and of no file of it. */
const ofWholeFolders = [
  "tests/box/hostile_tests.ts",
  "tests/cli/trace_live_tests.ts",
  "tests/strace/many_open_tests.ts",
  "tests/strace/traces_tests.ts",
  "tests/strace/whole_logs_tests.ts",
];

/** The folders of tests that mirror nothing in lib. */
const otherTestFolders = [
  "lessons",
  "exercises",
  "fixture",
  "bench",
  "browser",
];

/** What stands at the top and belongs to no learner's folder. */
const ofMakers = [".ci", ".git", ".github", "tests"];

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
        if (kind === undefined || lines <= kind.lines) return [];
        return [
          `${path}: ${kind.what} has at most ${kind.lines} lines: ${lines}`,
        ];
      }),
    );
  }),
);

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

Deno.test(
  readingTest(
    "at the top stands what start copies, and nothing unexpected",
    () => {
      const untracked = readText(".gitignore").split("\n")
        .map((line) => line.replaceAll("/", ""));
      const known: readonly string[] = [...parts, ...ofMakers, ...untracked];
      const names = entriesOf(".").map(({ name }) => name);
      assertNone([
        ...parts.filter((part) => !exists(part)),
        ...names.filter((name) => !known.includes(name)),
      ]);
    },
  ),
);

Deno.test(readingTest("tests mirror lib, and lessons", () => {
  const known = [...mirrors, ...otherTestFolders];
  const folders = entriesOf("tests").filter((entry) => entry.isDirectory)
    .filter(({ name }) => !known.includes(name))
    .map(({ name }) => `tests/${name}/: mirrors no folder of lib`);
  const lessons = entriesOf("tests/lessons")
    .filter(({ isDirectory }) => isDirectory)
    .map(({ name }) => `lessons/${name}`);
  const strays = [...mirrors, ...lessons]
    .flatMap((folder) => filesIn(`tests/${folder}`))
    .filter((path) => path.endsWith("_tests.ts"))
    .filter((path) => ![testedBy(path), `${testedBy(path)}x`].some(exists))
    .filter((path) => !ofWholeFolders.includes(path))
    .map((path) => `${path}: there is no ${testedBy(path)}`);
  assertNone([...folders, ...strays]);
}));

Deno.test(
  readingTest("each test is in all_test.ts, of its folder and of all", () => {
    const folders = [...mirrors, "lessons", "exercises"]
      .map((name) => `tests/${name}`).filter(exists);
    const missing = (folder: string, names: readonly string[]): string[] => {
      const all = entriesOf(folder).map(({ name }) => `${folder}/${name}`)
        .filter((path) => /\/(?:all|workbook)_test\.ts$|_part\.ts$/.test(path))
        .map(readText).join("");
      return names.filter((name) => !all.includes(`import "./${name}"`))
        .map((name) => `${folder}/${name}: is not in ${folder}/all_test.ts`);
    };
    const top = entriesOf("tests").map(({ name }) => name)
      .filter((name) =>
        name.endsWith("_test.ts") && !ownModules.includes(name)
      );
    assertNone([
      ...missing("tests", [
        ...folders.map((folder) =>
          `${folder.slice("tests/".length)}/all_test.ts`
        ),
        ...top,
      ]),
      // What needs a browser is no part of bare `deno test`.
      ...[...folders, "tests/browser"].flatMap((folder) =>
        missing(
          folder,
          filesIn(folder).filter((path) => path.endsWith("_tests.ts"))
            .map((path) => path.slice(folder.length + 1)),
        )
      ),
    ]);
  }),
);

Deno.test(
  readingTest("every file that does something has a test", () => {
    // tests/lessons/pages_tests.ts and tests/workbook/prediction_tests.ts ask all of these.
    const found = /^lib\/std\/|^lessons\/.*\/(?:lesson|predict)\.ts$/;
    const untested = everySource().filter((path) =>
      /^(?:lib|lessons)\//.test(path) && !found.test(path) &&
      exportsCode(readText(path)) && !(path in testedElsewhere) &&
      !exists(testOf(path))
    );
    assertNone(untested.map((path) => `${path}: there is no ${testOf(path)}`));
  }),
);

Deno.test(
  readingTest("the list of exceptions names only what is still there", () => {
    assertNone(Object.keys(testedElsewhere).filter((path) => !exists(path)));
  }),
);

Deno.test(
  readingTest(
    "deno.lock names only packages that the workbook imports: learners fetch all of them",
    () => {
      const { specifiers, workspace } = JSON.parse(readText("deno.lock"));
      const imported: string[] = [
        workspace,
        ...Object.values<{ dependencies: string[] }>(workspace.members),
      ].flatMap(({ dependencies }) => dependencies);
      assertEquals(Object.keys(specifiers).sort(), imported.sort());
    },
  ),
);

Deno.test(readingTest("no Deno is named but the one in .dvmrc", () => {
  const pinned = readText(".dvmrc").trim();
  const texts = [
    "README.md",
    ...[".ci", ".devcontainer", ".github"].flatMap(filesIn),
  ];
  assertNone(
    texts.filter(exists).flatMap((path) =>
      otherDenosIn(readText(path), pinned).map(({ line, version }) =>
        `${path}:${line}: names Deno ${version}: .dvmrc has ${pinned}`
      )
    ),
  );
}));

/** What the rules of the house say of a source. */
function ruledIn(path: string, source: string): string[] {
  const place = new URL(`../${path}`, import.meta.url).pathname;
  return Deno.lint.runPlugin(houseRules, place, source).map(({ id }) => id);
}

Deno.test("a function that is longer than a screen is reported, but not in tests", () => {
  const body = (lines: number): string => "  f();\n".repeat(lines - 2);
  const long = [
    `function f(): void {\n${body(41)}}\n`,
    `export const f = (): void => {\n${body(41)}};\n`,
    `class C {\n#f(): void {\n${body(41)}}\n}\n`,
    `const o = {\nf(): void {\n${body(41)}}\n};\n`,
  ];
  for (const source of long) {
    const found = ruledIn("lessons/01_a/a.ts", source);
    assertEquals(found, ["house/short-function"], source);
    assertEquals(ruledIn("tests/a/a_tests.ts", source), []);
    const short = source.replace("  f();\n", "");
    assertEquals(ruledIn("lessons/01_a/a.ts", short), []);
  }
});

Deno.test("a file of lib that does not say what it is is reported", () => {
  const head = "/**\n * Something.\n *\n * @module\n */\n";
  const machine = head.replace("Something.", "Model, not Linux: no disk.");
  const cases: readonly [path: string, source: string, rules: number][] = [
    ["lib/cost/a.ts", head, 0],
    ["lib/cost/a.ts", "export {};\n", 1],
    ["lib/cost/a.ts", head.replace("@module", ""), 1],
    ["lib/machine/a.ts", head, 1],
    ["lib/machine/a.ts", machine, 0],
    ["tests/a.ts", "export {};\n", 0],
  ];
  for (const [path, source, rules] of cases) {
    const found = ruledIn(path, source);
    assertEquals(found.length, rules, `${path}\n${source}`);
  }
});

Deno.test("an ignored rule without a reason is reported, and in lib a note of work", () => {
  const ignore = "// deno-" + "lint-ignore";
  const head = "/**\n * Something.\n *\n * @module\n */\n";
  for (const bald of ["", " no-console", " no-console --"]) {
    const source = `${head}${ignore}${bald}\nf();\n`;
    assertEquals(ruledIn("lib/a/a.ts", source), ["house/comments"], bald);
  }
  for (const good of [" no-console -- it prints", "-file no-console -- so"]) {
    const source = `${head}${ignore}${good}\nf();\n`;
    assertEquals(ruledIn("lib/a/a.ts", source), [], good);
  }
  const note = `${head}// ${"TO" + "DO"} later\nf("${"TO" + "DO"}");\n`;
  assertEquals(ruledIn("lib/a/a.ts", note), ["house/comments"]);
  assertEquals(ruledIn("lessons/01_a/a.ts", note), []);
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
  return everyFile().filter((path) => /\.tsx?$/.test(path));
}

function exists(path: string): boolean {
  const folder = path.includes("/")
    ? path.slice(0, path.lastIndexOf("/"))
    : ".";
  const name = path.slice(path.lastIndexOf("/") + 1);
  return entriesOf(folder).some((entry) => entry.name === name);
}

function testOf(path: string): string {
  return path.replace(/^(?:lib\/)?/, "tests/").replace(/\.tsx?$/, "_tests.ts");
}

function testedBy(path: string): string {
  return path.replace(/^tests\/(?!lessons\/)/, "lib/").replace(/^tests\//, "")
    .replace(/_tests\.ts$/, ".ts");
}

function exportsCode(source: string): boolean {
  const code = codeOnly(source);
  return /^export (?:async |abstract )*(?:function|class)\b/m.test(code) ||
    /^export const [^=;]+= (?:async )?(?:function\b|\([^()]*\)[^=;]*=>)/m
      .test(code);
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
