/**
 * What one student has handed in: one submission, or one for each pack.
 *
 * @module
 */
import { spotOf } from "./asked_lessons.ts";
import { attemptOf } from "./known_file.ts";
import { placeFiles } from "./placing.ts";
import { sayUnasked, submissionIn } from "./read_pack.ts";
import { refusal, type Setting, type Sorted, sortOut } from "./sort_out.ts";
import type { Collected, Submission } from "./submission.ts";
import type { Group } from "./system_names.ts";

/** The most notes that are kept of one submission. */
const mostNotes = 40;

const noAnswer =
  "No answer was found in it: lib, lessons, solutions and tests are not looked into.";

/** Takes what one student has handed in: one submission, or one for each pack. */
export async function submissionsOf(
  group: Group,
  setting: Setting,
): Promise<Collected> {
  const found = await sortOut(group, setting);
  const { packs, loose, notes, refused } = found;
  if (packs.length === 0) return fromFiles(group, found, setting);
  if (loose.length > 0) {
    notes.push("There are answers besides the pack: only the pack is taken.");
  }
  const submissions: Submission[] = [];
  for (const { value, file } of packs) {
    try {
      const pack = await submissionIn(value, file.source, setting);
      submissions.push({
        ...pack,
        // What number its name ends with may belong to an id: it says itself when it was made.
        ...(group.isLate === undefined ? {} : { isLate: group.isLate }),
        // A folder may be called after something else: only a system's name says who it was.
        claim: group.claim.id === undefined
          ? { ...group.claim, ...pack.claim }
          : pack.claim,
        notes: few([...notes, ...pack.notes]),
      });
    } catch (error) {
      refused.push(refusal(file, error));
    }
  }
  return { submissions, refused };
}

/** Makes a submission of files that lie there by themselves. */
function fromFiles(
  group: Group,
  { loose, unasked, notes, refused }: Sorted,
  { lessons }: Setting,
): Collected {
  const placed = placeFiles(loose, lessons);
  const files = new Map<string, string>();
  for (const [path, text] of placed.files) {
    const { lesson } = spotOf(path, lessons);
    if (lesson!.isAsked) files.set(path, text);
    else unasked.add(lesson!);
  }
  const { source } = group;
  const submission: Submission = {
    source,
    ...saidOf(group, loose),
    files,
    predictions: new Map(),
    notes: few([
      ...(files.size === 0 ? [noAnswer] : []),
      ...placed.ambiguous,
      ...notes,
      ...placed.notes,
      ...(unasked.size === 0
        ? []
        : [sayUnasked(lessons.filter((one) => unasked.has(one)))]),
    ]),
  };
  const ambiguous = placed.ambiguous
    .map((why) => ({ source, why: `${source}: ${why}` }));
  return { submissions: [submission], refused: [...refused, ...ambiguous] };
}

/** What the name of a file says of all that is in it. */
function saidOf(
  { claim, isLate, countsAttempts }: Group,
  files: readonly { readonly path: string }[],
): Pick<Submission, "claim" | "isLate" | "attempt"> {
  const attempts = files.map(({ path }) => attemptOf(path).attempt);
  return {
    claim,
    ...(isLate === undefined ? {} : { isLate }),
    ...(countsAttempts ? { attempt: Math.max(0, ...attempts) } : {}),
  };
}

/** Keeps each note once, and not too many. */
function few(notes: readonly string[]): string[] {
  const kept = [...new Set(notes)];
  if (kept.length <= mostNotes) return kept;
  const more = kept.length - mostNotes;
  return [...kept.slice(0, mostNotes), `There are ${more} more notes.`];
}
