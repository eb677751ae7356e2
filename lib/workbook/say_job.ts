/**
 * A job in words: in one line, or as what is given in a problem; and what arrived at its end.
 *
 * @module
 */
import { countPieces, type Job, nicWords } from "../machine/job.ts";
import { sayCount, sayMany, saySize } from "../text/say.ts";

/** Says a job in one line: "64 KiB in one piece, cold page cache, a NIC that gathers". */
export function sayJob(job: Job): string {
  const number = countPieces(job);
  const pieces = number <= 1
    ? "in one piece"
    : `in ${sayCount(number)} pieces of ${saySize(job.bufferBytes)}`;
  return `${saySize(job.fileBytes)} ${pieces}, ${job.cache} page cache, ` +
    `a NIC that ${nicWords[job.nic].inJob}`;
}

/** Lists all of a job that changes what it costs, with exact numbers. */
export function listJob(
  { fileBytes, bufferBytes, pageBytes, cache, nic }: Job,
): string[] {
  return [
    `a file of ${fileBytes} ${fileBytes === 1 ? "byte" : "bytes"}, in pieces ` +
    `of at most ${bufferBytes}`,
    `pages of ${pageBytes} bytes, ${cache} page cache: ` +
    (cache === "warm" ? "the file is in memory" : "the file is on the disk"),
    `a NIC that ${nicWords[nic].can.replace(", ", " and ")}`,
  ];
}

/** Says what the client has, in one sentence. */
export function sayArrival(
  { bytes, isWhole }: { readonly bytes: number; readonly isWhole: boolean },
): string {
  const verdict = isWhole
    ? "the very bytes of the file"
    : "NOT the bytes of the file";
  return `The client has ${sayMany(bytes, "byte")}: ${verdict}.`;
}
