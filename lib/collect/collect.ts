/**
 * Collecting: finds all submissions in a folder, in whatever form a course has delivered them. What
 * cannot be taken is refused with its reason, and costs nobody else anything.
 *
 * @module
 */
import type { Manifest } from "../homework/manifest.ts";
import type { ExerciseFolder } from "../workbook/content.ts";
import { UnfitFile } from "../workbook/file.ts";
import { lessonsFor } from "./asked_lessons.ts";
import {
  type Delivered,
  type Delivery,
  inOrder,
  mostPackBytes,
} from "./delivered.ts";
import { readFolder } from "./folder.ts";
import { noJson, noPack, readJson, saysPack } from "./read_pack.ts";
import { refusal, type Setting } from "./sort_out.ts";
import { submissionsOf } from "./student_submissions.ts";
import type { Collected, Refused, Submission } from "./submission.ts";
import { bySystemName, groupsIn, type Parted } from "./system_names.ts";

/** What a class was given. */
export interface Assignment {
  /** What is asked: all lessons, if there is none. */
  readonly manifest?: Manifest;
  /** All lessons that have exercises. */
  readonly folders: readonly ExerciseFolder[];
}

/**
 * Finds all submissions in a folder. Nothing is written.
 *
 * @param dir Where it lies. Needs permission to read.
 * @throws {UnfitFile} If it cannot be read, or holds more files than a class hands in.
 */
export async function collect(
  dir: string,
  assignment: Assignment,
): Promise<Collected> {
  const top = readFolder(dir);
  const refused: Refused[] = [...top.refused];
  const submissions: Submission[] = [];
  const setting = settingFor(assignment);
  // One after the other, so that no more than one archive is known at a time.
  for (const place of placesIn(top.files, setting)) {
    const parted = await place();
    refused.push(...parted.refused);
    for (const group of parted.groups) {
      const found = await submissionsOf(group, setting);
      submissions.push(...found.submissions);
      refused.push(...found.refused);
    }
  }
  const unique = new Map(
    refused.map((one) => [`${one.source}\0${one.why}`, one]),
  );
  return {
    submissions: inOrder(submissions, ({ source }) => source),
    refused: [...unique.keys()].sort().map((key) => unique.get(key)!),
  };
}

/**
 * Takes all that lies in a folder for the work of one student: a pack, or answers. Nothing is written.
 *
 * @returns Of several packs all are there, each as a submission of its own.
 * @throws {UnfitFile} If it holds more files than a class hands in.
 */
export async function collectOne(
  dir: string,
  assignment: Assignment,
): Promise<Collected> {
  const { files, refused } = readFolder(dir);
  const setting = settingFor(assignment);
  const found = await submissionsOf({ source: "", claim: {}, files }, setting);
  return { ...found, refused: [...refused, ...found.refused] };
}

function settingFor({ manifest, folders }: Assignment): Setting {
  return { lessons: lessonsFor(folders, manifest), manifest, open: openLater };
}

/** Parts what lies in the folder that was given: by systems' names, by folders, by archives, by packs. */
function placesIn(
  files: readonly Delivered[],
  setting: Setting,
): (() => Parted | Promise<Parted>)[] {
  const { groups, others } = bySystemName(files);
  const isInFolder = ({ path }: Delivered): boolean => path.includes("/");
  const byFolder = Map.groupBy(
    others.filter(isInFolder),
    ({ path }) => path.split("/")[0]!,
  );
  return [
    () => ({ groups, refused: [] }),
    ...[...byFolder].map(([name, inside]) => () =>
      orRefused(name, () => inFolder(name, inside, setting))
    ),
    ...others.filter((file) => !isInFolder(file)).map((file) => () =>
      orRefused(file.source, () => inFile(file, setting))
    ),
  ];
}

async function orRefused(
  source: string,
  act: () => Parted | Promise<Parted>,
): Promise<Parted> {
  try {
    return await act();
  } catch (error) {
    return { groups: [], refused: [refusal({ source }, error)] };
  }
}

/** @throws {UnfitFile} If it is the folder of a lesson: it must lie in one of a student. */
function inFolder(
  name: string,
  files: readonly Delivered[],
  { lessons }: Setting,
): Parted {
  if (/^exercises$/i.test(name) || lessons.some(({ slug }) => slug === name)) {
    throw new UnfitFile(
      "is a folder of answers, and of no student: a folder by student was expected",
    );
  }
  const inside = files
    .map((file) => ({ ...file, path: file.path.slice(name.length + 1) }));
  return groupsIn({ files: inside, refused: [] }, name);
}

/** @throws {UnfitFile} If it is none that says whose it is. */
async function inFile(file: Delivered, { open }: Setting): Promise<Parted> {
  if (/\.zip$/i.test(file.path)) {
    return groupsIn(await open(file), file.path);
  }
  if (!/\.json$/i.test(file.path)) {
    throw new UnfitFile(
      "is no pack and no archive: an answer must lie in the folder of a student",
    );
  }
  const value = readJson(await file.read(mostPackBytes));
  if (value === undefined) throw new UnfitFile(noJson);
  if (!saysPack(value)) throw new UnfitFile(noPack);
  return {
    groups: [{ source: file.source, claim: {}, files: [file] }],
    refused: [],
  };
}

/** Opens archives: what that needs is loaded when there is one. */
async function openLater(file: Delivered): Promise<Delivery> {
  const { openArchive } = await import("./archive.ts");
  return await openArchive(file);
}
