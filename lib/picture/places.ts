/**
 * Where the bytes of a file are, after what has happened so far, as rows of text.
 *
 * @module
 */
import type { Job } from "../machine/job.ts";
import { hangText } from "../text/hanging_text.ts";
import { saySize } from "../text/say.ts";
import type { Event } from "../trace/event.ts";
import { type BytesByPlace, placesOfBytes, sayHeld } from "./scene.ts";
import { SceneFold } from "./scene_fold.ts";

/**
 * Finds where the bytes are.
 *
 * @param trace What has happened so far: the first part of a trace, or all of it.
 * @param job What it was done for.
 */
export function bytesAt(trace: Iterable<Event>, job: Job): BytesByPlace {
  const fold = new SceneFold(job);
  for (const event of trace) fold.add(event);
  return fold.scene.places;
}

/**
 * Draws a row for each place: "socket buffer  addresses of 16 pages".
 *
 * @param before What the same fold had before: the rows of what came or went since are marked.
 */
export function drawPlaces(
  bytes: BytesByPlace,
  columns: number,
  before: BytesByPlace = bytes,
): string[] {
  const labelColumns = Math.max(...placesOfBytes.map(({ length }) => length));
  const sentBytes = bytes.client.bytes - before.client.bytes;
  return placesOfBytes.flatMap((place) => {
    const isNic = place === "nic";
    const hasChanged = isNic ? sentBytes > 0 : bytes[place] !== before[place];
    const name = (isNic ? "NIC" : place).padEnd(labelColumns);
    const says = isNic && hasChanged
      ? `${saySize(sentBytes)} go through`
      : sayHeld(bytes[place]);
    return hangText(`${hasChanged ? "*" : " "} ${name}  `, says, columns);
  });
}
