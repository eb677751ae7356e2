/**
 * What a gradebook is made from, as it was typed: the homework, the roster, and where all is written.
 *
 * @module
 */
import { readRoster, type Roster } from "../collect/roster.ts";
import { type Override, readOverrides } from "../gradebook/overrides.ts";
import { type Manifest, manifestFile } from "../homework/manifest.ts";
import { urlOf } from "../workbook/path.ts";
import { readManifestFile } from "./homework_input.ts";
import { quote } from "./option_values.ts";
import { complain } from "./output.ts";
import { typedPath } from "./path.ts";
import { textOf, type Typed } from "./typed.ts";
import { readTypedFile } from "./typed_file.ts";
import { UsageError } from "./usage_error.ts";

/** The folders of a run. */
export interface Folders {
  /** What the class handed in: its whole path. */
  readonly from: string;
  /** The same as typed. */
  readonly typed: string;
  /** The command as typed, but for what says how it goes on. */
  readonly command: string;
  /** Where all is written. */
  readonly to: URL;
  /** The same, to be shown. */
  readonly shown: string;
}

/**
 * Finds the folders. Nothing is written.
 *
 * @throws {UsageError} If there is no folder, or the output would lie in what was handed in.
 */
export function foldersFor(typed: Typed): Folders {
  const [dir] = typed.words;
  const tryThis = "deno task gradebook submissions --roster roster.csv";
  if (dir === undefined) {
    throw new UsageError(
      "A folder with what the class handed in was expected",
      tryThis,
    );
  }
  const from = wholePath(dir);
  if (from === undefined || !Deno.statSync(from).isDirectory) {
    throw new UsageError(
      `"${dir}" is ${
        from === undefined ? "not there" : "no folder"
      }: put what the class handed in into a folder, zips as they are`,
      tryThis,
    );
  }
  const to = textOf(typed, "to");
  const isNamed = /[^./\\][/\\]*$/.test(dir);
  const place = to === undefined ? `${from}-graded` : typedPath(to);
  const whole = wholePath(place) ?? place;
  if (`${whole}/`.startsWith(`${from}/`)) {
    throw new UsageError(
      `--to takes a folder beside what the class handed in: "${to}" lies in it`,
      `deno task gradebook ${quote(dir)} --to ${quote(`${from}-graded`)}`,
    );
  }
  const beside = isNamed ? `${dir.replace(/[/\\]+$/, "")}-graded` : place;
  return {
    from,
    typed: dir,
    command: commandIn(typed),
    to: urlOf(`${absolute(whole)}/`),
    shown: to ?? beside,
  };
}

/** Without its roster, the next run would know nobody's name. */
function commandIn({ words, given }: Typed): string {
  const options = [...given]
    .filter(([name]) => !["--resume", "--regrade"].includes(name))
    .flatMap(([name, value]) => value === "" ? [name] : [name, quote(value)]);
  return ["deno task gradebook", ...words.map(quote), ...options].join(" ");
}

/** The path that leads somewhere without links; nothing, if nothing is there. */
function wholePath(typed: string): string | undefined {
  try {
    return Deno.realPathSync(typedPath(typed)).replaceAll("\\", "/");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function absolute(path: string): string {
  const straight = path.replaceAll("\\", "/").replace(/\/+$/, "");
  return /^(?:[a-z]:)?\//i.test(straight)
    ? straight
    : `${Deno.cwd().replaceAll("\\", "/")}/${straight}`;
}

/**
 * Reads the manifest that was typed, or that lies with what was handed in; nothing, if there is none.
 *
 * @throws {UsageError} If the file is no manifest.
 */
export function givenManifest(
  typed: Typed,
  { from }: Folders,
): Manifest | undefined {
  const beside = `${from}/${manifestFile}`;
  const path = textOf(typed, "homework") ??
    (wholePath(beside) === undefined ? undefined : beside);
  return path === undefined ? undefined : readManifestFile(path);
}

/**
 * Finds the one manifest of all packs.
 *
 * @throws {UsageError} If there is none, or they differ.
 */
export function packedManifest(
  manifests: readonly Manifest[],
  { typed }: Folders,
): Manifest {
  const kinds = new Map(manifests.map((one) => [JSON.stringify(one), one]));
  const [manifest, other] = kinds.values();
  if (manifest !== undefined && other === undefined) return manifest;
  throw new UsageError(
    manifest === undefined
      ? `What was asked cannot be told: there is no ${manifestFile} in "${typed}", and no pack`
      : `What was asked cannot be told: the packs in "${typed}" are of ${kinds.size} homeworks`,
    `deno task gradebook ${quote(typed)} --homework hand-out/${manifestFile}`,
  );
}

/** Reads the roster, if one was typed. @throws {UsageError} If the file is none. */
export function givenRoster(typed: Typed): Roster | undefined {
  const path = textOf(typed, "roster");
  return path === undefined ? undefined : readTypedFile({
    path,
    option: "--roster",
    takes: "a CSV of students",
  }, readRoster);
}

/**
 * Reads overrides, if some were typed. All bad rows are told before anything is graded.
 *
 * @throws {UsageError} If a row cannot be used.
 */
export function givenOverrides(
  typed: Typed,
  { items }: Manifest,
  students: ReadonlySet<string>,
): readonly Override[] {
  const path = textOf(typed, "overrides");
  if (path === undefined) return [];
  const { rows, refused } = readTypedFile({
    path,
    option: "--overrides",
    takes: "a CSV of overrides",
  }, (text) => readOverrides(text, { items, students }));
  if (refused.length === 0) return rows;
  const [first] = refused;
  for (const one of refused) complain(`${path}, ${one}`);
  throw new UsageError(
    `--overrides: nothing is graded before "${path}" can be used, from ${
      first!.split(":")[0]
    } on`,
    `--overrides ${quote(path)}`,
  );
}

/**
 * Reads which items are asked again; nothing, if that was not typed.
 *
 * @throws {UsageError} If the homework has no such item.
 */
export function regraded(
  typed: Typed,
  { items }: Manifest,
): ReadonlySet<string> | undefined {
  const text = textOf(typed, "regrade");
  if (text === undefined) return undefined;
  const ids = text.split(",").map((part) => part.trim());
  const other = ids.find((id) => !items.some((item) => item.id === id));
  if (other === undefined) return new Set(ids);
  throw new UsageError(
    `--regrade takes items of the homework, ${
      items.map(({ id }) => id).join(", ")
    }: it has no "${other}"`,
    `--regrade ${items[0]?.id}`,
  );
}
