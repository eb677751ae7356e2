/**
 * The copy counter: how many copies a strategy makes, told by which change of the bytes arrives.
 *
 * After a call has handed bytes on, and before anybody has received them, the bytes are changed
 * where the call had them from. If the old bytes arrive, the call had copied them. If the new ones
 * arrive, it had handed on a reference. The change is made in place, with pwrite(2) or in memory: a
 * file that is cut off or renamed gets other pages, and every call would look like a copy.
 *
 * @module
 */
import type { Kernel } from "./kernel.ts";
import type { ScratchFile } from "./scratch_file.ts";
import type { Handing, LabStrategy, Sending, TransferSetup } from "./calls.ts";

/** What arrived after a change: all old bytes, all new ones, or anything else. */
export type Arrival = "old" | "new" | "mixed";

/** What was seen after one call of a strategy, in many runs. */
export interface Sighting extends Handing {
  readonly runs: number;
  /** Runs in which the old bytes arrived: the call had copied. */
  readonly old: number;
  /** Runs in which the new bytes arrived: the call had handed on a reference. */
  readonly new: number;
  /** Runs in which anything else arrived, or the call was not made again. */
  readonly mixed: number;
}

/** The copies of one strategy. */
export interface CopyCount {
  readonly way: string;
  /** The size of what was sent: at most what a socket and a pipe hold unread. [bytes] */
  readonly bytes: number;
  readonly sightings: readonly Sighting[];
  /** Calls after which the old bytes arrived in most runs; `null` if a call has no majority. */
  readonly copies: number | null;
  /** The share of runs that say so too. [0 to 1] */
  readonly agreement: number;
}

/** What a probe needs. */
export interface ProbeBench {
  readonly kernel: Kernel;
  readonly file: ScratchFile;
  readonly buffer: TransferSetup["buffer"];
  /** Where the strategy sends. [file descriptor] */
  readonly to: number;
  /** Receives what was sent. @returns As many bytes as were asked for, or fewer if no more came. */
  readonly receive: (bytes: number) => Uint8Array;
}

/**
 * Counts the copies of a strategy.
 *
 * @param bytes What is sent in one run. [bytes]
 * @param runs Runs for each call that hands bytes on.
 */
export function countCopies(
  strategy: LabStrategy,
  bench: ProbeBench,
  { bytes, runs }: { bytes: number; runs: number },
): CopyCount {
  const handings = handingsOf(strategy, bench, bytes);
  const sightings = handings.map((handing, at) => {
    const seen = { old: 0, new: 0, mixed: 0 };
    for (let run = 0; run < runs; run++) {
      seen[probe(strategy, bench, { bytes, at, run })] += 1;
    }
    return { ...handing, runs, ...seen };
  });
  return { way: strategy.name, bytes, sightings, ...verdictOf(sightings) };
}

/** What most runs say of a call: that it had copied, or not; or nothing, if there is no majority. */
export function isCopy({ old, new: changed, runs }: Sighting): boolean | null {
  if (2 * old > runs) return true;
  return 2 * changed > runs ? false : null;
}

/** Sums up: copies are calls after which the old bytes arrive. */
export function verdictOf(
  sightings: readonly Sighting[],
): Pick<CopyCount, "copies" | "agreement"> {
  const verdicts = sightings.map(isCopy);
  const agreeing = sightings.map(({ old, new: changed, runs }) =>
    Math.max(old, changed) / runs
  );
  return {
    copies: verdicts.includes(null)
      ? null
      : verdicts.filter((verdict) => verdict === true).length,
    agreement: Math.min(1, ...agreeing),
  };
}

/** Runs a strategy once, changing nothing: which calls hand bytes on? */
function handingsOf(
  strategy: LabStrategy,
  bench: ProbeBench,
  bytes: number,
): Handing[] {
  bench.file.overwrite(new Uint8Array(bytes));
  const handings = [
    ...begin(strategy, bench, { bytes, pieceBytes: bytes }),
  ];
  bench.receive(bytes);
  return handings;
}

/** Runs a strategy once, with one change after the call at an index. */
function probe(
  strategy: LabStrategy,
  bench: ProbeBench,
  { bytes, at, run }: { bytes: number; at: number; run: number },
): Arrival {
  // Other bytes in each run: what an earlier run left behind cannot pass for either.
  const oldByte = (2 * run) % 256;
  const newByte = oldByte + 1;
  bench.file.overwrite(new Uint8Array(bytes).fill(oldByte));
  let index = 0;
  const steps = begin(strategy, bench, { bytes, pieceBytes: bytes });
  for (const { from } of steps) {
    if (index++ !== at) continue;
    if (from === "buffer") bench.buffer.bytes.fill(newByte);
    else bench.file.overwrite(new Uint8Array(bytes).fill(newByte));
  }
  const arrival = arrivalOf(bench.receive(bytes), { bytes, oldByte, newByte });
  // Where nothing was changed, old bytes are no sign of a copy.
  return index > at ? arrival : "mixed";
}

/** Begins a transfer from the beginning of the file. */
export function begin(
  strategy: LabStrategy,
  { kernel, file, buffer, to }: ProbeBench,
  sizes: Pick<TransferSetup, "bytes" | "pieceBytes" | "after">,
): Sending {
  file.rewind();
  return strategy.send({ kernel, file: file.fd, buffer, to, ...sizes });
}

/** Says which bytes arrived. */
export function arrivalOf(
  received: Uint8Array,
  { bytes, oldByte, newByte }: {
    bytes: number;
    oldByte: number;
    newByte: number;
  },
): Arrival {
  if (received.length !== bytes) return "mixed";
  if (received.every((byte) => byte === oldByte)) return "old";
  if (received.every((byte) => byte === newByte)) return "new";
  return "mixed";
}
