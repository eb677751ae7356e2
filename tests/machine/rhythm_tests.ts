import { assertEquals } from "@std/assert";
import {
  countPieces,
  type Job,
  makeJob,
  pieceOf,
  piecesByLength,
  type Range,
} from "../../lib/machine/job.ts";
import { roundOf } from "../../lib/machine/rhythm.ts";
import { makeDice } from "../dice.ts";

/** Fills a pipe slot by slot, page by page, until the file is through. */
function fillSlots(job: Required<Job>): Range[] {
  const pieces: Range[] = [];
  for (let position = 0; position < job.fileBytes;) {
    const end = Math.min(position + job.bufferBytes, job.fileBytes);
    let at = position;
    for (let slot = 0; slot < job.slots && at < end; slot++) {
      at = Math.min(end, at - at % job.pageBytes + job.pageBytes);
    }
    pieces.push({ position, bytes: at - position });
    position = at;
  }
  return pieces;
}

/** A job whose pieces go through a pipe, often of a size that must be cut. */
function pipedJob(seed: number): Required<Job> {
  const dice = makeDice(seed);
  const pageBytes = dice.oneOf([512, 1024, 4096]);
  const slots = dice.oneOf([1, 2, 3, 16]);
  const most = slots * pageBytes;
  const bufferBytes = dice.oneOf([
    dice.between(1, most),
    most - dice.between(0, pageBytes - 1),
    most,
  ]);
  const fileBytes = dice.between(0, 40 * bufferBytes);
  return { ...makeJob({ fileBytes, bufferBytes, pageBytes }), slots };
}

Deno.test("pieces are those of a pipe that is filled slot by slot", () => {
  let cut = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const job = pipedJob(seed);
    const filled = fillSlots(job);
    const says = `seed ${seed}: ${JSON.stringify(job)}`;
    assertEquals(countPieces(job), filled.length, says);
    assertEquals(filled.map((_, i) => pieceOf(job, i + 1)), filled, says);
    if (new Set(filled.slice(0, -1).map(({ bytes }) => bytes)).size > 1) cut++;
  }
  assertEquals(cut > 50, true);
});

Deno.test("piecesByLength() has all pieces, and all bytes", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const job = pipedJob(seed);
    const lengths = new Map<number, number>();
    for (const { bytes } of fillSlots(job)) {
      lengths.set(bytes, (lengths.get(bytes) ?? 0) + 1);
    }
    const found = new Map<number, number>();
    for (const { bytes, pieces } of piecesByLength(job)) {
      if (bytes === 0 || pieces === 0) continue;
      found.set(bytes, (found.get(bytes) ?? 0) + pieces);
    }
    assertEquals(found, lengths, `seed ${seed}: ${JSON.stringify(job)}`);
  }
});

Deno.test("a round is one whole piece without a pipe, and where none need be cut", () => {
  const whole = (bufferBytes: number, slots = Infinity): void =>
    assertEquals(roundOf({ bufferBytes, pageBytes: 512, slots }), {
      pieces: 1,
      bytes: bufferBytes,
    });
  whole(10_000);
  for (const bufferBytes of [1, 512, 7 * 512, 7 * 512 + 1, 7.5 * 512]) {
    whole(bufferBytes, 8);
  }
});

Deno.test("a round ends at the end of a page", () => {
  const sizes = { bufferBytes: 62_000, pageBytes: 4096, slots: 16 };
  assertEquals(roundOf(sizes), { pieces: 8, bytes: 7 * 62_000 + 61_616 });
  for (let seed = 1; seed <= 100; seed++) {
    const { pieces, bytes } = roundOf(pipedJob(seed));
    if (pieces > 1) assertEquals(bytes % pipedJob(seed).pageBytes, 0);
  }
});
