import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  type LessonFolder,
  loadLesson,
  partsOf,
  readLessons,
} from "../../lib/workbook/content.ts";
import { readTasks } from "../../lib/workbook/exercise_page.ts";
import { termsIn } from "../../lib/workbook/summary.ts";
import { readWoven } from "../../lib/workbook/woven.ts";
import type { Knob, Lesson, Setting } from "../../lib/workbook/lesson.ts";
import { factsOf, findStale, headOf } from "../../lib/workbook/page.ts";
import { usualSetting } from "../../lib/workbook/transfer_lesson.ts";
import { displayWidth } from "../../lib/text/width.ts";
import {
  inParallel,
  runDeno,
  runLesson,
  runningTest,
  runTask,
  splitWords,
} from "../command.ts";
import {
  entriesOf,
  filesIn,
  lineAt,
  readingTest,
  readText,
} from "../source_tree.ts";

/** The headings of a page; its own sections stand where the dots are. */
const headings = [
  "What you will be able to do",
  "…",
  "Try it",
  "In code",
  "What holds",
  "What the textbook leaves out",
  "Questions",
  "Further reading",
];

/** How many sections of its own a page has. */
const ownSections = [2, 5] as const;

/** The columns that a page in a terminal has for woven text, in common widths. */
const widths = [40, 58, 60, 78, 80, 118, 120, 198];

/** The most columns of a line of code. */
const mostCodeColumns = 58;

/** What a page ends with that has measurements: on which kernel and machine they were made. */
const measuredNote = /^† Measured on Linux \d+\.\d+, .*\bmachines?\b.*\.$/;

/** A term where it is told: in bold, with its Chinese name. */
const boldTerm =
  /\*\*\[?([^*\]]+?)\]?\*\*,?(?: \w+)? \([^()]*\p{Script=Han}[^()]*\)/gu;

/** Terms whose word stands on a page before they are told, each with its reason. */
const mayComeBefore: Readonly<Record<string, string>> = {
  "context": "context switch is what many texts call a mode switch",
  "context switch": "the same",
  "page": "of this workbook",
  "cpu copy": "the CPU can copy, too",
  "zero-copy": "it is what the workbook is about",
  "pipe": "lesson 7 says in five words what it is",
  "reference": "an everyday word",
};

/** The longest summary. [columns] */
const mostSummaryColumns = 70;

/** A block of code on a page. */
interface Fence {
  /** `sh`, `ts` or `text`. */
  readonly language: string;
  readonly text: string;
  /** Where it begins. [lines, from 1] */
  readonly line: number;
  /** Where it begins and ends. [characters] */
  readonly start: number;
  readonly end: number;
}

/** A page of a lesson. */
interface Page {
  readonly path: string;
  readonly text: string;
}

Deno.test(
  readingTest("every lesson has a page and a model, and what these use", () => {
    const folders = entriesOf("lessons").filter(({ isDirectory }) =>
      isDirectory
    );
    assert(folders.length > 0, "lessons must hold folders: none was found");
    const pages = lessonPages().map(({ path }) => path);
    for (const { name } of folders) {
      const folder = `lessons/${name}`;
      const files = filesIn(folder).map((path) => path.split("/").at(-1)!);
      const sources = [
        ...files.filter((file) => file.endsWith(".ts"))
          .map((file) => `${folder}/${file}`),
        ...pages.filter((path) => path.startsWith(`${folder}/`)),
        ...filesIn(`exercises/${name}`)
          .filter((path) => /\/(?:questions|answer)\.ts$/.test(path)),
      ].map(readText).join("\n");
      for (const file of files) {
        const isFound = pages.includes(`${folder}/${file}`) ||
          ["lesson.ts", "predict.ts"].includes(file);
        assert(
          isFound || sources.includes(`/${file}"`) ||
            sources.includes(`](pictures/${file})`),
          `${folder}/${file}`,
        );
      }
      assert(
        files.includes("README.md") && files.includes("lesson.ts"),
        folder,
      );
    }
  }),
);

Deno.test(
  readingTest(
    "lessons are numbered from 1 without a gap, in titles as in folders",
    () => {
      for (const [i, lesson] of readLessons().entries()) {
        assertEquals(lesson.number, i + 1, lesson.slug);
        for (const { path, text } of pagesOf(lesson)) {
          const title = `# ${lesson.number}. ${headOf(text).title}`;
          assertEquals(text.split("\n")[0], title, path);
        }
      }
    },
  ),
);

Deno.test(
  readingTest(
    "what is woven into the pages is what the models say",
    async () => {
      for (const { path, text, facts } of (await readWoven()).pages) {
        for (const { line, name, found, expected } of findStale(text, facts)) {
          const says = `${path}:${line}: "${name}". Try: deno task weave`;
          assertEquals(found, expected, says);
        }
      }
    },
  ),
);

Deno.test(readingTest("every mark of a woven place has its other half", () => {
  assertNone([...lessonPages(), ...otherPages()].flatMap(({ path, text }) => {
    const marks = [...text.matchAll(/<!-- *\/?weave\b.*?-->/g)];
    return marks.filter(({ 0: mark }, i) =>
      !/^<!-- (weave \S+|\/weave) -->$/.test(mark) ||
      mark.includes("/") !== (i % 2 === 1)
    ).map(({ index }) =>
      `${path}:${lineAt(text, index)}: a mark without its other half`
    );
  }));
}));

Deno.test(readingTest("every claim of every lesson holds", async () => {
  const found: string[] = [];
  for (const { slug, lesson, parts } of await loadLessons()) {
    const claiming = new Set(lesson.claims.map(({ part = 1 }) => part));
    const numbers = Array.from({ length: parts }, (_, i) => i + 1);
    const why = `${slug}: every part must claim something`;
    assertEquals([...claiming].sort(), numbers, why);
    for (const { says, holds } of lesson.claims) {
      assert(says.endsWith("."), `"${says}" must be a sentence`);
      if (!holds()) found.push(`${slug}: this does not hold: ${says}`);
    }
  }
  assertNone(found);
}));

Deno.test(readingTest("every page has its headings, in their order", () => {
  for (const { path, text } of lessonPages()) {
    const all = headingsOf(text);
    assertEquals(all.filter(({ depth }) => depth === 1).length, 1, path);
    const found = all.filter(({ depth }) => depth === 2)
      .map(({ title }) => title);
    const own = found.length - headings.length + 1;
    const [least, most] = ownSections;
    assert(
      least <= own && own <= most,
      `${path} has ${own} sections of its own`,
    );
    const expected = headings.flatMap((title) =>
      title === "…" ? found.slice(1, 1 + own) : [title]
    );
    assertEquals(found, expected, path);
  }
}));

Deno.test(
  readingTest(
    "every page begins with a short summary and a reason to care",
    () => {
      for (const { path, text } of lessonPages()) {
        const { summary } = headOf(text);
        const columns = displayWidth(summary);
        assert(columns <= mostSummaryColumns, `${path}: ${columns} columns`);
        assert(/[.?!]$/.test(summary), `${path}: "${summary}"`);
        const [title, quote, hook] = text.split("\n\n");
        assert(title!.startsWith("# ") && quote!.startsWith("> "), path);
        assert(/^[^#<`>]/.test(hook!), `${path}: the hook must be prose`);
      }
    },
  ),
);

Deno.test(readingTest("the parts of a page hold what they promise", () => {
  for (const page of lessonPages()) {
    const { path } = page;
    const goals = goalsOf(page);
    assert(goals.length >= 2 && goals.length <= 4, `${path}: ${goals}`);
    const claims = section(page, "What holds");
    assert(claims.includes("<!-- weave claims -->"), path);
    const more = section(page, "Further reading");
    assert(bulletsIn(more) >= 3 && bulletsIn(more) <= 6, path);
    assertEquals(bulletsIn(more), more.match(/^- \[/gm)?.length, path);
  }
}));

Deno.test(
  readingTest(
    "each goal of a page names exercises that ask it, and no exercise is left out",
    () => {
      const exercises = readLessons().flatMap(({ number, slug }) =>
        readTasks(readText(`exercises/${slug}/README.md`))
          .map((_, i) => `${number}.${i + 1}`)
      );
      const named = lessonPages().flatMap(({ path, text }) =>
        goalsOf({ path, text }).flatMap((goal) => {
          const [, places] = /\((\d+\.\d+(?:, \d+\.\d+)*)\)\.$/.exec(goal) ??
            [];
          assert(places !== undefined, `${path}: which exercise asks: ${goal}`);
          return places.split(", ").map((place) => ({ place, path }));
        })
      );
      assertNone([
        ...named.filter(({ place }) => !exercises.includes(place))
          .map(({ place, path }) => `${path}: there is no exercise ${place}`),
        ...exercises.filter((one) => !named.some(({ place }) => place === one))
          .map((one) => `exercise ${one} is named by no goal of a page`),
      ]);
    },
  ),
);

Deno.test(
  readingTest("every page asks three questions and answers them", () => {
    for (const page of lessonPages()) {
      const text = section(page, "Questions");
      const asked = [
        ...text.matchAll(
          /^<details><summary>([^]+?)<\/summary>\n\n([^]+?)\n\n<\/details>$/gm,
        ),
      ];
      assertEquals(asked.length, 3, page.path);
      assertEquals(text.match(/<details>/g)?.length, 3, page.path);
      for (const [, question, answer] of asked) {
        assert(question!.includes("?"), `${page.path}: ${question}`);
        assert(answer!.trim().length > 40, `${page.path}: ${question}`);
      }
    }
  }),
);

Deno.test(
  readingTest(
    "every block to try has a few commands, each with a comment",
    () => {
      for (const page of lessonPages()) {
        const blocks = fencesIn(section(page, "Try it"));
        assertEquals(blocks.map(({ language }) => language), ["sh"], page.path);
        const lines = blocks[0]!.text.trim().split("\n");
        const commands = lines.filter((line) => !line.startsWith("#"));
        assert(commands.length >= 2 && commands.length <= 4, page.path);
        for (const [i, line] of lines.entries()) {
          if (line.startsWith("#")) {
            continue;
          }
          assert(
            /^deno task (lesson |lab\b|trace )/.test(line),
            `${page.path}: ${line}`,
          );
          assert(lines[i - 1]?.startsWith("# "), `${page.path}: ${line}`);
        }
      }
    },
  ),
);

Deno.test(
  readingTest("a Chinese term stands in brackets, once on a page", () => {
    for (const { path, text } of lessonPages()) {
      const prose = text.replaceAll(/^```[^]*?^```$/gm, "")
        .replaceAll(/\s+/g, " ");
      const inBrackets = [...prose.matchAll(/\(([^()]*)\)/g)]
        .map(([, inside]) => inside!)
        .filter((inside) => /\p{Script=Han}/u.test(inside));
      assertEquals(hanOf(prose), inBrackets.flatMap(hanOf), path);
      assertEquals(new Set(inBrackets).size, inBrackets.length, path);
      assert(/\*\*\p{L}[^*]*\*\*/u.test(prose), `${path} must define a term`);
    }
  }),
);

Deno.test(readingTest("a Chinese term stands on one page", () => {
  const stands = new Map<string, string>();
  assertNone(
    lessonPages().flatMap(({ path, text }) =>
      [...text.matchAll(/\(([^()]*\p{Script=Han}[^()]*)\)/gu)]
        .map(([, term]) => term!.replaceAll(/\s+/g, " "))
        .flatMap((term) => {
          const before = stands.get(term);
          stands.set(term, path);
          return before === undefined
            ? []
            : [`${path}: "${term}" stands in ${before} as well`];
        })
    ),
  );
  assert(stands.size > 50, `only ${stands.size} terms were found`);
  const terms = readLessons().flatMap(termsIn).map(({ chinese }) => chinese);
  assertEquals(
    [...stands.keys()].filter((term) => !terms.includes(term)),
    [],
    "the glossary misses what stands behind no bold or quoted word",
  );
}));

Deno.test(
  readingTest(
    "what is measured is marked, and one note names its kernel and machine",
    () => {
      let found = 0;
      for (const { path, text } of lessonPages()) {
        const notes = text.match(/^† .*$/gm) ?? [];
        const note = handwritten(text).trimEnd().split("\n\n").at(-1)!
          .replaceAll("\n", " ");
        const marks = handwritten(text).split("†").length - 1 - notes.length;
        assertEquals(notes.length, marks > 0 ? 1 : 0, `${path}: its note`);
        if (marks > 0) assertMatch(note, measuredNote, path);
        found += marks;
      }
      assert(found > 40, `only ${found} marks were found`);
    },
  ),
);

Deno.test(
  readingTest(
    "what is measured elsewhere is said to be, with its kernel, and seldom",
    () => {
      assertNone(
        lessonPages().flatMap(({ path, text }) => {
          const elsewhere = paragraphsOf(text).flatMap((paragraph) =>
            paragraph.match(/[^.]*\((?:[^()]*; ?)?measured\b[^)]*\)/g) ?? []
          );
          return [
            ...elsewhere.filter((sentence) => !/\bLinux \d+\.\d/.test(sentence))
              .map((sentence) => `${path}: on which kernel? ${sentence}`),
            ...elsewhere.slice(1)
              .map((sentence) => `${path}: mark it with †: ${sentence}`),
          ];
        }),
      );
    },
  ),
);

Deno.test(
  readingTest(
    "a price that no model computes is said to be a machine's",
    () => {
      let found = 0;
      assertNone(
        [...lessonPages(), ...otherPages()].flatMap(({ path, text }) =>
          paragraphsOf(text)
            .filter((paragraph) => /\d (ns|µs|GB\/s)\b/.test(paragraph))
            .flatMap((paragraph) => {
              found += 1;
              return /\bmachines?\b/.test(paragraph)
                ? []
                : [`${path}: on which machine? ${paragraph}`];
            })
        ),
      );
      assert(found >= 2, `only ${found} paragraphs were found`);
    },
  ),
);

Deno.test(
  readingTest(
    "the README starts with two commands, and the same for who has only Node",
    () => {
      const [own, fetched] = fencesIn(section(readme(), "Start"))
        .map(({ text }) => text.split("\n"));
      const [first] = readLessons();
      const lesson = `deno task lesson ${first!.number}`;
      assertEquals(own, [lesson, "deno task test"]);
      const pinned = `npx -y deno@${readText(".dvmrc").trim()}`;
      const same = own!.map((line) => line.replace(/^deno/, pinned));
      assertEquals(fetched, same);
    },
  ),
);

Deno.test(readingTest("a term is in bold once on a page", () => {
  assertNone(
    lessonPages().flatMap(({ path, text }) => {
      const prose = text.replaceAll(
        /<!-- weave [^]*?<!-- \/weave -->/g,
        (place) => place.replaceAll(/[^\n]/g, " "),
      );
      const bold = [...prose.matchAll(/\*\*([^*]+)\*\*/g)]
        .filter(([, term]) => /\p{L}/u.test(term!));
      const name = (term: string): string =>
        term.replaceAll(/\s+/g, " ").toLowerCase();
      return bold.filter(({ 1: term }, i) =>
        bold.findIndex((other) => name(other[1]!) === name(term!)) < i
      ).map(({ 1: term, index }) =>
        `${path}:${lineAt(text, index)}: "${term}" is in bold before`
      );
    }),
  );
}));

Deno.test(
  readingTest("a term is not used before it is told, page after page", () => {
    const found: string[] = [];
    const told: string[] = [];
    let before = "";
    for (const { path, text } of lessonPages()) {
      const prose = toldIn(text);
      for (const { 1: bold, index } of prose.matchAll(boldTerm)) {
        const term = bold!.replace(/s$/, "");
        if (told.includes(term)) continue;
        // A longer term that is told already, as page cache for cache, is another thing.
        const rest = told.filter((longer) => longer.includes(term)).reduce(
          (rest, longer) => rest.replaceAll(longer, ""),
          before + prose.slice(0, index),
        );
        const isUsed = new RegExp(`(?<![\\w-])${term}s?(?![\\w-])`).test(rest);
        if (isUsed && !(term in mayComeBefore)) found.push(`${path}: ${term}`);
        if (!isUsed && term in mayComeBefore) {
          found.push(`${term}: nothing has it before it is told`);
        }
        told.push(term);
      }
      before += prose;
    }
    assertNone(found);
    assert(told.length > 50, `only ${told.length} terms were found`);
  }),
);

Deno.test(readingTest("lines of code are short", () => {
  assertNone(
    [...lessonPages(), ...otherPages()].flatMap(({ path, text }) =>
      fencesIn(text).filter(({ language }) => language !== "text")
        .flatMap(({ text, line, language }) =>
          text.split("\n").flatMap((row, i) => {
            const most = path.includes("/README") || path.includes("/part_")
              ? mostCodeColumns
              : 78;
            const columns = displayWidth(row);
            // `deno fmt` puts an import on one line, as long as it may be.
            if (columns <= most || row.startsWith("import ")) return [];
            return [
              `${path}:${line + 1 + i}: ${language} of ${columns} columns`,
            ];
          })
        )
    ),
  );
}));

Deno.test(
  readingTest(
    "code on a page prints what the page says it prints",
    async () => {
      for (const page of lessonPages()) {
        const blocks = fencesIn(page.text);
        const programs = blocks.filter(({ language }) => language === "ts");
        assertEquals(programs.length, 1, `${page.path} must have one program`);
        for (const program of programs) {
          const where = `${page.path}:${program.line}`;
          const next = blocks[blocks.indexOf(program) + 1];
          assertEquals(next?.language, "text", `${where}: what does it print?`);
          const between = page.text.slice(program.end, next!.start);
          assertEquals(between.trim(), "", `${where}: what does it print?`);
          assertEquals(await outputOf(program.text), next!.text, where);
        }
      }
    },
  ),
);

Deno.test(
  readingTest("every relative link leads to a file, or to a heading", () => {
    const pages = [...lessonPages(), ...otherPages()];
    const found = pages.flatMap(({ path, text }) =>
      linksIn(text).flatMap(({ target, line }) => {
        if (/^[a-z]+:/.test(target)) return [];
        const [file, anchor] = target.split("#");
        const url = new URL(file!, `file:///${path}`);
        const to = url.pathname.slice(1);
        const exists = to === path || isThere(to);
        const isFound = exists && (anchor === undefined ||
          headingsOf(readText(to)).some(({ title }) =>
            slugOf(title) === anchor
          ));
        return isFound ? [] : [`${path}:${line}: nothing is at ${target}`];
      })
    );
    assertNone(found);
  }),
);

Deno.test(
  readingTest(
    "every link of a page has an address of the web, or of the workbook",
    () => {
      assertNone(
        lessonPages().flatMap(({ path, text }) =>
          linksIn(text).flatMap(({ target, line }) => {
            const isGood = /^https:\/\/[\w.-]+\.[a-z]+(\/\S*)?$/.test(target) ||
              !/^[a-z]+:/.test(target);
            return isGood ? [] : [`${path}:${line}: ${target}`];
          })
        ),
      );
    },
  ),
);

Deno.test(
  readingTest(
    "woven text fits its columns, in every common width",
    async () => {
      for (const { slug, lesson } of await loadLessons()) {
        await checkWidths(lesson, usualOf(lesson), slug);
      }
    },
  ),
);

Deno.test(
  readingTest(
    "every model runs at both ends of each knob and with each choice",
    async () => {
      for (const { slug, lesson } of await loadLessons()) {
        for (const knob of lesson.knobs) {
          const values = valuesOf(knob);
          assert(values.length >= 2, `${slug}: --${knob.name} has no range`);
          assert(values.includes(knob.value), `${slug}: --${knob.name}`);
          for (const value of values) {
            const usual = usualOf(lesson);
            const knobs = { ...usual.knobs, [knob.name]: value };
            const why = `${slug} --${knob.name} ${value}`;
            await checkWidths(lesson, { ...usual, knobs }, why);
          }
        }
      }
    },
  ),
);

Deno.test(runningTest("code on the pages has no wrong type", async () => {
  const paths = [...lessonPages(), ...otherPages()].map(({ path }) => path);
  const { code, out, err } = await runDeno([
    "check",
    "--quiet",
    "--doc-only",
    ...paths,
  ]);
  assertEquals(code, 0, out + err);
}));

Deno.test(runningTest("every command on the pages works", async () => {
  const commands = [...lessonPages(), ...otherPages()].flatMap(commandsIn);
  assert(commands.length > 20, `only ${commands.length} commands were found`);
  const unique = new Map(commands.map((one) => [one.command, one]));
  const found = await inParallel([...unique.values()], async (one) => {
    const [, , task, ...args] = splitWords(one.command);
    const { code, out, err } = task === "trace"
      ? await runTask("trace", args)
      : await runLesson(args);
    const isGood = code === 0 && err === "" && out !== "";
    return isGood
      ? []
      : [`${one.where}: ${one.command}: exit code ${code}\n${err}`];
  });
  assertNone(found.flat());
}));

/** Fails with one line for each of what should not be. */
function assertNone(found: readonly string[]): void {
  assert(found.length === 0, `\n${found.join("\n")}\n`);
}

/**
 * What a page tells, from its first words on: without headings, goals, links to read and code, and
 * without the picture of what it is about to tell.
 */
function toldIn(text: string): string {
  return text.replace(/^> [^]*?\n\n/m, "")
    .replace(/^## What you will be able to do$[^]*?(?=^## )/m, "")
    .replace(/<!-- weave way -->[^]*?<!-- \/weave -->/, "")
    .replace(/^## Further reading$[^]*/m, "")
    .replaceAll(/^#+ .*$/gm, "").replaceAll(/^```(?:ts|sh)$[^]*?^```$/gm, "")
    .replaceAll(/\]\([^)]*\)/g, "]").replaceAll(/\s+/g, " ").toLowerCase();
}

/** Leaves out of a page what is woven into it, and its code. */
function handwritten(text: string): string {
  return text.replaceAll(/<!-- weave [^]*?<!-- \/weave -->/g, "")
    .replaceAll(/^```[^]*?^```$/gm, "");
}

/** What is written by hand on a page: its paragraphs and items, each on one line. */
function paragraphsOf(text: string): string[] {
  return handwritten(text).split(/\n\n|\n(?=- |\| )/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, " ").trim());
}

/** The runs of Chinese characters in a text. */
function hanOf(text: string): string[] {
  return text.match(/\p{Script=Han}+/gu) ?? [];
}

function lessonPages(): Page[] {
  return readLessons().flatMap(pagesOf);
}

/** The pages of a lesson's parts. */
function pagesOf(lesson: LessonFolder): Page[] {
  return partsOf(lesson).map(({ href }) => {
    const path = href.slice(href.lastIndexOf("/lessons/") + 1);
    return { path, text: readText(path) };
  });
}

function readme(): Page {
  return { path: "README.md", text: readText("README.md") };
}

/** The README, and what it leads to for whoever wants to know all. */
function otherPages(): Page[] {
  const more = ["commands", "making"].map((name) => `lessons/${name}.md`);
  return [readme(), ...more.map((path) => ({ path, text: readText(path) }))];
}

async function loadLessons(): Promise<
  { slug: string; lesson: Lesson; parts: number }[]
> {
  return await Promise.all(
    readLessons().map(async (folder) => ({
      slug: folder.slug,
      lesson: await loadLesson(folder),
      parts: partsOf(folder).length,
    })),
  );
}

/** The setting with which the page of a lesson is woven. */
function usualOf({ knobs }: Lesson): Setting {
  const values = knobs.map(({ name, value }) => [name, value]);
  return { ...usualSetting(), knobs: Object.fromEntries(values) };
}

/** All words that a knob takes, or its least, its usual and its largest number. */
function valuesOf({ value, choices, range }: Knob): (number | string)[] {
  if (choices !== undefined) return [...choices];
  return range === undefined ? [] : [range[0], value, range[1]];
}

/** Checks that fenced text of a model fits the columns that it is drawn for. */
async function checkWidths(
  lesson: Lesson,
  setting: Setting,
  why: string,
): Promise<void> {
  const outcome = await lesson.model(setting);
  JSON.stringify(outcome.data);
  for (const columns of widths) {
    const facts = factsOf(outcome, lesson.claims, columns);
    for (const [name, text] of Object.entries(facts)) {
      assert(text.trim() !== "", `${why}: ${name} is empty`);
      for (const { text: fenced } of fencesIn(text)) {
        for (const line of fenced.split("\n")) {
          const found = displayWidth(line);
          const says = `${why}: ${name} for ${columns} columns takes ${found}`;
          assert(found <= columns, `${says}: "${line}"`);
        }
      }
    }
  }
}

function headingsOf(text: string): { depth: number; title: string }[] {
  const prose = text.replaceAll(/^```[^]*?^```$/gm, "");
  return [...prose.matchAll(/^(#+) (.+)$/gm)]
    .map(([, marks, title]) => ({ depth: marks!.length, title: title! }));
}

/** What stands below a heading, up to the next one. */
function section({ path, text }: Page, title: string): string {
  const [, rest] = text.split(`\n## ${title}\n`);
  assert(rest !== undefined, `${path} must have "## ${title}"`);
  return rest.split(/\n## /)[0]!.trim();
}

/** What a page says that its reader will be able to do: each goal on one line. */
function goalsOf(page: Page): string[] {
  return section(page, "What you will be able to do").split(/^- /m).slice(1)
    .map((goal) => goal.replaceAll(/\s+/g, " ").trim());
}

function bulletsIn(text: string): number {
  return text.match(/^- /gm)?.length ?? 0;
}

/** Lists the blocks of code of a text. */
function fencesIn(text: string): Fence[] {
  return [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)]
    .map(({ 0: all, 1: language, 2: inside, index }) => ({
      language: language!,
      text: inside!.replace(/\n$/, ""),
      line: lineAt(text, index),
      start: index,
      end: index + all.length,
    }));
}

/** Runs a program as a module of its own, and returns what it prints. */
async function outputOf(program: string): Promise<string> {
  const { log } = console;
  const printed: string[] = [];
  const say = (part: unknown): string =>
    typeof part === "string" ? part : Deno.inspect(part);
  // deno-lint-ignore no-console -- code on a page prints with it
  console.log = (...parts: unknown[]): void => {
    printed.push(parts.map(say).join(" "));
  };
  try {
    const source = `${program}\nexport {};`;
    await import(`data:application/typescript,${encodeURIComponent(source)}`);
  } finally {
    // deno-lint-ignore no-console -- as above
    console.log = log;
  }
  return printed.join("\n");
}

function linksIn(text: string): { target: string; line: number }[] {
  return [...text.matchAll(/\]\(([^)\s]+(?:\([^)\s]*\))?[^)\s]*)\)/g)]
    .map((match) => ({
      target: match[1]!,
      line: lineAt(text, match.index),
    }));
}

function isThere(path: string): boolean {
  try {
    Deno.statSync(new URL(`../../${path}`, import.meta.url));
    return true;
  } catch {
    return false;
  }
}

/** The anchor that GitHub gives a heading. */
function slugOf(title: string): string {
  return title.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

/**
 * Lists the commands of a page that run a lesson: in blocks for the shell, and within a line. Those
 * that need prices, which the lab makes in a minute, are left to the tests of the command.
 */
function commandsIn(
  { path, text }: Page,
): { where: string; command: string }[] {
  const shell = fencesIn(text).filter(({ language }) => language === "sh");
  const inBlocks = shell.flatMap(({ text, line }) =>
    text.split("\n").map((row, i) => ({
      where: `${path}:${line + 1 + i}`,
      command: row.trim(),
    }))
  ).filter(({ command }) =>
    /^deno task (lesson|trace lessons)\b/.test(command)
  );
  const inLines = [...text.matchAll(/(?<!`)`(deno task lesson[^`\n]*)`/g)]
    .map(({ 1: command, index }) => ({
      where: `${path}:${lineAt(text, index)}`,
      command: command!,
    }));
  return [...inBlocks, ...inLines]
    .filter(({ command }) => !command.includes("--cost measured"));
}
