/**
 * The names that courses' systems give to files, and what they say of who has handed them in.
 *
 * @see Canvas lib/content_zipper.rb; Moodle mod/assign/feedback/file/importziplib.php
 * @module
 */
import { oneLine } from "../text/escape_code.ts";
import {
  type Delivered,
  type Delivery,
  inOrder,
  sayName,
} from "./delivered.ts";
import { claimedId } from "./read_pack.ts";
import type { Claim, Refused } from "./submission.ts";

/** The files of one student, as they were delivered. */
export interface Group {
  readonly source: string;
  readonly claim: Claim;
  readonly isLate?: boolean;
  /** Whether the system writes into a name how often a file of that name was handed in. */
  readonly countsAttempts?: boolean;
  /** With the names that the student gave them. */
  readonly files: readonly Delivered[];
  /** What is known already. */
  readonly notes?: readonly string[];
}

/** What was found in one place. */
export interface Parted {
  readonly groups: readonly Group[];
  readonly refused: readonly Refused[];
}

/** What a name says. */
export interface SystemName {
  /** The same for all files of one student. */
  readonly key: string;
  readonly claim: Claim;
  readonly isLate?: boolean;
  readonly countsAttempts: boolean;
  /** What the student called it. */
  readonly original: string;
}

/** `doejane_LATE_12_34_answer.ts`; a text that was typed there is `doejane_12_text.html`. */
const canvas =
  /^(?<name>[^/]+?)(?<late>_LATE)?_(?<user>\d+)_(?:\d+_(?<original>[^/]+)|(?<typed>(?:text|link)\.html?))$/;

/** `anon_qz9Yb_34_answer.ts` */
const anonymous =
  /^anon(?<late>_LATE)?_(?<user>[A-Za-z0-9]{5})_(?:\d+_(?<original>[^/]+)|(?<typed>(?:text|link)\.html?))$/;

/** `Ada Lovelace_123_assignsubmission_file_/answer.ts`, or without the folder. */
const moodle =
  /^(?<name>[^/]+?)_(?<participant>\d+)_assignsubmission_[a-z]+_?(?:\/)?(?<original>[^]+)$/;

/** Reads a path as a course's system writes it; nothing, if none does. */
export function readSystemName(path: string): SystemName | undefined {
  return readMoodleName(path) ?? readCanvasName(path);
}

function readMoodleName(path: string): SystemName | undefined {
  const found = moodle.exec(path)?.groups;
  if (found === undefined) return undefined;
  const { name, participant, original } = found;
  const [top] = path.split("/");
  // Somebody may be called, or call a file, as if it were of another: that is no number.
  const isPlain = top!.split("_assignsubmission_").length === 2;
  return {
    key: isPlain ? `moodle ${participant}` : `moodle ${top}`,
    claim: isPlain
      ? { moodle: participant!, name: oneLine(name!).normalize("NFC") }
      : { moodle: sayName(top!) },
    countsAttempts: false,
    original: original!,
  };
}

function readCanvasName(path: string): SystemName | undefined {
  const hidden = anonymous.exec(path)?.groups;
  const found = hidden ?? canvas.exec(path)?.groups;
  if (found === undefined) return undefined;
  const { name, late, user, original, typed } = found;
  return {
    key: `canvas ${user}`,
    claim: hidden === undefined
      ? { canvas: user!, name: oneLine(name!).normalize("NFC") }
      : { canvas: `anon_${user}` },
    ...(late === undefined ? {} : { isLate: true }),
    countsAttempts: true,
    original: (original ?? typed)!,
  };
}

/** What is nobody's work, and may lie beside it. */
const aside = /\.(?:csv|xlsx|ods|md|html?)$|(?:^|\/)homework\.json$/i;

/**
 * Parts files by the names that a course's system has given to them.
 *
 * @returns The files that have no such name, besides.
 */
export function bySystemName(
  files: readonly Delivered[],
): {
  readonly groups: readonly Group[];
  readonly others: readonly Delivered[];
} {
  const groups = new Map<string, Group>();
  const others: Delivered[] = [];
  for (const file of inOrder(files, ({ path }) => path)) {
    const said = readSystemName(file.path);
    if (said === undefined) {
      if (!aside.test(file.path)) others.push(file);
      continue;
    }
    const { key, original, ...rest } = said;
    const group = groups.get(key) ?? {
      ...rest,
      source: said.countsAttempts
        ? file.source
        : file.source.replace(/(?<=_assignsubmission_[a-z]+)_?(?:\/.*)?$/, ""),
      files: [],
    };
    const named = { ...file, path: original };
    groups.set(key, {
      ...group,
      ...(rest.isLate ? { isLate: true } : {}),
      files: [...group.files, named],
    });
  }
  return { groups: [...groups.values()], others };
}

/**
 * Parts what a folder or an archive holds: as a course's system delivers the work of a class, if most
 * of it has such names, or else as the work of the student after whom it is called.
 *
 * @param place Its name, with its ending.
 */
export function groupsIn(
  { files, refused }: Delivery,
  place: string,
): Parted {
  const { groups, others } = bySystemName(files);
  const count = groups.reduce((sum, { files }) => sum + files.length, 0);
  if (count > others.length) {
    const strange = others.map(({ source }) => ({
      source,
      why: `${source} has no name that a course's system gives.`,
    }));
    return { groups, refused: [...refused, ...strange] };
  }
  const source = sayName(place);
  const id = claimedId(place.replace(/\.zip$/i, ""));
  if (id === undefined) {
    const why = `${source} is named by no id that can be read.`;
    return { groups: [], refused: [...refused, { source, why }] };
  }
  const notes = refused.map(({ why }) => why);
  return {
    groups: [{ source, claim: { id, name: id }, files, notes }],
    refused,
  };
}
