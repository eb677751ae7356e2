/**
 * A run that is too long to be done: its beginning is done, the rest of its pieces is counted by
 * formula, and what it does once at its end is done again.
 *
 * The beginning is done in small, where all sizes have a common divisor: a page of fewer bytes has
 * the same events. So a film of a gigabyte needs no gigabyte.
 *
 * @module
 */
import { closedForm } from "../cost/closed_form.ts";
import {
  countPieces,
  generateFile,
  type Job,
  pagesFor,
  pieceOf,
  type Range,
} from "../machine/job.ts";
import { faultAroundPages } from "../machine/machine.ts";
import type { Program } from "../machine/program.ts";
import { perform } from "../machine/run.ts";
import { sayCount } from "../text/say.ts";
import { count } from "../trace/count.ts";
import type { Event } from "../trace/event.ts";
import { endOf } from "./ranges.ts";
import {
  faultGaps,
  firstShown,
  type Gap,
  plus,
  type Recording,
} from "./reel.ts";
import type { Held, Scene } from "./scene.ts";

/** The most that is moved for the beginning: else all of it is counted. */
const mostSampled = { bytes: 2 ** 25, pages: 2 ** 18 };

/** Does the beginning and the end of a run, and counts what lies between: there is a gap in it. */
export function abridge(
  program: Program,
  job: Job,
): Pick<Recording, "trace" | "gaps"> {
  const pieces = countPieces(job);
  const head = headOf(program, job);
  const tail = tailOf(program, job);
  const first = head.length > 0 ? Math.min(firstShown, pieces) : 0;
  const trace = [...head, ...tail];
  const counts = plus(closedForm(program, job), count(trace), -1);
  const says = `pieces ${first + 1} to ${sayCount(pieces)} go the same way, ` +
    "counted by a formula";
  const gap: Gap = {
    events: [head.length, head.length],
    times: pieces - first,
    says,
    jump: {
      counts,
      sceneAt: (scene, share) =>
        sceneAfter(scene, job, first + Math.round((pieces - first) * share)),
    },
  };
  return {
    trace,
    gaps: [...faultGaps(trace), ...pieces > first ? [gap] : []],
  };
}

/** What happens up to the end of the pieces that are shown first. */
function headOf(program: Program, job: Job): Event[] {
  const scale = commonDivisor(job);
  const groupBytes = faultAroundPages * job.pageBytes;
  const end = endOf(pieceOf(job, Math.min(firstShown, countPieces(job))));
  const fileBytes = Math.min(
    job.fileBytes,
    Math.ceil(end / groupBytes) * groupBytes,
  );
  const isTooLarge = fileBytes / scale > mostSampled.bytes ||
    fileBytes / job.pageBytes > mostSampled.pages;
  if (isTooLarge) return [];
  const sample = {
    ...job,
    fileBytes: fileBytes / scale,
    bufferBytes: job.bufferBytes / scale,
    pageBytes: job.pageBytes / scale,
  };
  const events: Event[] = [];
  const enough = new Error("The beginning has been done");
  try {
    perform(program, sample, {
      file: generateFile(sample.fileBytes),
      emit: (event) => {
        const isLater = event.round > firstShown ||
          event.round === 0 && events.at(-1)?.round === firstShown;
        if (isLater) throw enough;
        events.push(enlarged(event, job, scale));
      },
    });
  } catch (error) {
    if (error !== enough) throw error;
  }
  const last = events.findLastIndex(({ round }) => round > 0);
  return events.slice(0, last + 1);
}

/** What is done once, after the last piece. */
function tailOf(program: Program, job: Job): Event[] {
  const { pageBytes } = job;
  const small = { ...job, fileBytes: pageBytes, bufferBytes: pageBytes };
  const events: Event[] = [];
  const file = generateFile(pageBytes);
  perform(program, small, { file, emit: (event) => events.push(event) });
  const last = events.findLastIndex(({ round }) => round > 0);
  return events.slice(last + 1).map((event) => enlarged(event, job, 1));
}

/** The largest power of two that divides all sizes of a job. */
function commonDivisor({ fileBytes, bufferBytes, pageBytes }: Job): number {
  let divisor = 1;
  const divides = (size: number): boolean => size % (2 * divisor) === 0;
  while ([fileBytes, bufferBytes, pageBytes].every(divides)) divisor *= 2;
  return divisor;
}

/** Gives an event its real size: what is done once, is done with the whole file. */
function enlarged(event: Event, job: Job, scale: number): Event {
  const isWhole = event.round === 0;
  const pages = pagesFor(job.fileBytes, job.pageBytes);
  if ("bytes" in event) {
    const whole = event.kind === "allocate"
      ? pages * job.pageBytes
      : job.fileBytes;
    return { ...event, bytes: isWhole ? whole : event.bytes * scale };
  }
  return isWhole && "pages" in event ? { ...event, pages } : event;
}

/** What there is to see once a piece has been sent. */
function sceneAfter(scene: Scene, job: Job, piece: number): Scene {
  const range = pieceOf(job, piece);
  const end = endOf(range);
  const pages = pagesFor(end, job.pageBytes);
  const inPages = Math.min(pages * job.pageBytes, job.fileBytes);
  const { "page cache": cache, "user buffer": user, client } = scene.places;
  const more = pages - pagesFor(cache.bytes, job.pageBytes);
  return {
    ...scene,
    heldBytes: scene.heldBytes + Math.max(0, more) * job.pageBytes,
    places: {
      ...scene.places,
      client: stretchTo(client, end),
      "page cache": stretchTo(cache, Math.max(cache.bytes, inPages)),
      "user buffer": user.pages !== undefined
        ? { ...user, ...seenTo(user, inPages, pages) }
        : user.bytes > 0
        ? movedTo(user, range)
        : user,
    },
  };
}

/** Fills a place from the beginning of the file. */
function stretchTo(held: Held, bytes: number): Held {
  const { by } = held.stretches[0] ?? { by: "DMA" };
  const stretches = [{ position: 0, bytes, ...(by && { by }) }];
  return { ...held, bytes, stretches };
}

function seenTo(
  { references, pages = 0 }: Held,
  bytes: number,
  morePages: number,
): Pick<Held, "references" | "pages"> {
  return pages >= morePages
    ? { references, pages }
    : { references: [{ position: 0, bytes }], pages: morePages };
}

function movedTo(held: Held, range: Range): Held {
  const stretches = held.stretches.map((one) => ({ ...one, ...range }));
  return { ...held, bytes: range.bytes, stretches };
}
