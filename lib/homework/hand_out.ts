/**
 * Hand-outs: the folder that students get. It has these lessons and no others, no solutions and no
 * tests, and all that its commands need.
 *
 * @module
 */
import type { LessonFolder } from "../workbook/content.ts";
import {
  type CopyPlan,
  filesOf,
  parts as workbookParts,
} from "../workbook/copy_workbook.ts";
import { readText } from "../workbook/file.ts";
import { jsonText } from "../workbook/plain.ts";
import { pristineAt } from "../workbook/pristine.ts";
import { settingsOf } from "./deno_settings.ts";
import { handOutPage } from "./hand_out_page.ts";
import { type Manifest, manifestFile } from "./manifest.ts";
import { reachableFiles } from "./reachable_files.ts";

/** What is handed out. */
export interface HandOut {
  readonly manifest: Manifest;
  /** In their order. */
  readonly lessons: readonly LessonFolder[];
  /** The tasks that are kept. */
  readonly tasks: readonly string[];
  /** The modules of `lib/cli` that these begin with, from the top. */
  readonly commands: readonly string[];
}

/** Folders of `lib` that answers may use: they are there as a whole. */
const wholeFolders = [
  "box",
  "cost",
  "grade",
  "machine",
  "picture",
  "std",
  "strategy",
  "text",
  "trace",
  "workbook",
].map((name) => `lib/${name}`);

/** What is written anew for a hand-out. */
const written = ["README.md", "deno.json", "deno.lock"];

/**
 * Works out what a hand-out is made of.
 *
 * @param from The workbook's folder.
 * @param to A new or an empty folder.
 * @returns `begun` lists answers that were begun, of which nobody knows what they were at first.
 */
export function planHandOut(
  from: string,
  to: string,
  handOut: HandOut,
): CopyPlan {
  const { lessons } = handOut;
  const notes: string[] = [];
  const paths = pathsOf(from, handOut, notes);
  const firsts = new Map<string, Uint8Array>();
  const begun: string[] = [];
  for (const { slug } of lessons) {
    const path = `exercises/${slug}/answer.ts`;
    const first = pristineAt({ top: from, slug });
    if (first === undefined) begun.push(path);
    else firsts.set(path, first);
  }
  const texts = textsOf(from, { ...handOut, paths });
  for (const [path, text] of texts) {
    firsts.set(path, new TextEncoder().encode(text));
  }
  return {
    ...{ from, to, firsts, begun, notes },
    // What says that this is a hand-out comes last.
    writes: [...paths, ...written, manifestFile],
    copies: new Map(),
    kept: [],
    outdated: [],
    obstacles: [],
    removes: [],
  };
}

/** Lists what is copied. */
function pathsOf(
  from: string,
  { lessons, commands }: HandOut,
  notes: string[],
): string[] {
  const own = lessons.flatMap(({ slug }) => [
    `exercises/${slug}`,
    `lessons/${slug}`,
  ]);
  // For the editor, for Git, for a container.
  const around = workbookParts.filter((part) => /^(\.|LICENSE)/.test(part));
  const parts = [...around, "exercises/deno.json", ...own, ...wholeFolders];
  const files = filesOf(from, parts, notes).filter((path) =>
    !path.endsWith("_test.ts")
  );
  const needed = reachableFiles(from, [...files, ...commands]);
  return [...needed].sort();
}

/** Makes the texts that differ from those of the workbook. */
function textsOf(
  from: string,
  { manifest, lessons, tasks, paths }: HandOut & {
    readonly paths: readonly string[];
  },
): [path: string, text: string][] {
  const read = (path: string): string => readText(`${from}/${path}`);
  const { config, lock } = settingsOf(
    { config: read("deno.json"), lock: read("deno.lock") },
    {
      tasks,
      modules: paths.filter((path) => path.endsWith(".ts")).map(read),
      paths: new Set(paths),
    },
  );
  const changed = paths.flatMap((path): [string, string][] => {
    if (path.endsWith(".md")) {
      return [[path, withoutDeadLinks(read(path), path, paths)]];
    }
    // What answers were at first must stay, also where students get this by Git.
    return path === ".gitignore"
      ? [[path, read(path).replace("/.pristine/\n", "")]]
      : [];
  });
  const deno = read(".dvmrc").trim();
  return [
    ...changed,
    ["README.md", handOutPage(manifest, lessons, deno)],
    ["deno.json", config],
    ["deno.lock", lock],
    [manifestFile, jsonText(manifest)],
  ];
}

/** Leaves of a link that leads nowhere its words. */
export function withoutDeadLinks(
  page: string,
  path: string,
  paths: readonly string[],
): string {
  return page.replaceAll(
    /\[([^\]]+)\]\((?!\w+:)([^)#\s]+)[^)\s]*\)/g,
    (link, words: string, to: string) => {
      const { pathname } = new URL(to, `file:///${path}`);
      return paths.includes(decodeURIComponent(pathname).slice(1))
        ? link
        : words;
    },
  );
}
