/**
 * The further strategies, tried on this kernel: what each was seen to do, or why it is absent.
 *
 * A kernel that does what nobody expects is a finding. Only a folder that takes no file is an
 * error.
 *
 * @module
 */
import { absenceOf, refuseWith } from "../absence.ts";
import { measureDirectRead, openDirect } from "./direct_read.ts";
import { sharingOf } from "./file_blocks.ts";
import type { Kernel } from "../kernel.ts";
import {
  copyFileRange,
  directReadWrite,
  readSendZerocopy,
  readVmsplice,
  spliceTee,
} from "./strategies.ts";
import { countCopies, type ProbeBench } from "../probe.ts";
import {
  makeFile,
  makeFileBench,
  makeMemory,
  makeSocketBench,
} from "../probe_bench.ts";
import type { Seen, Trial, TrialOptions } from "./trial.ts";
import {
  addNotices,
  allowZerocopy,
  type Notices,
  readNotices,
  waitForNotices,
} from "./zerocopy_notice.ts";

/** A further strategy, and what was seen of it: nothing, if it is absent. */
export interface FurtherStrategy extends Seen {
  readonly name: string;
  /** Why it is absent: a clause. Nothing, if it is there. */
  readonly absent: string | null;
}

const attempts: Readonly<Record<string, (trial: Trial) => Seen>> = {
  "read + vmsplice + splice": tryVmsplice,
  "splice + tee": tryTee,
  "read + send(MSG_ZEROCOPY)": tryZerocopy,
  "read(O_DIRECT) + write": tryDirectRead,
  "copy_file_range": tryCopyFileRange,
};

const nothing: Seen = {
  copies: null,
  copyCount: null,
  figures: {},
  findings: [],
};

/**
 * Tries the strategies, one after the other.
 *
 * @throws {SyscallError} If the folder takes no file.
 */
export function tryFurther(
  kernel: Kernel,
  options: TrialOptions,
): FurtherStrategy[] {
  using all = new DisposableStack();
  const file = makeFile(kernel, options.folder, all);
  const buffer = makeMemory(kernel, options.bytes, all);
  return Object.entries(attempts).map(([name, attempt]) => {
    using stack = new DisposableStack();
    try {
      const trial = { ...options, kernel, file, buffer, stack };
      return { name, absent: null, ...attempt(trial) };
    } catch (error) {
      const { because } = absenceOf(name, error);
      return { name, absent: because, ...nothing };
    }
  });
}

function tryVmsplice(trial: Trial): Seen {
  const copyCount = countCopies(readVmsplice, makeSocketBench(trial), trial);
  return {
    copies: copyCount.copies,
    copyCount,
    figures: {},
    findings: [],
  };
}

/** Both receivers take what is sent in every run: what they got is compared. */
function tryTee(trial: Trial): Seen {
  const first = makeSocketBench(trial);
  const second = makeSocketBench(trial);
  let [teeRuns, sameRuns] = [0, 0];
  const receive: ProbeBench["receive"] = (bytes) => {
    const received = first.receive(bytes);
    teeRuns += 1;
    if (areSame(received, second.receive(bytes))) sameRuns += 1;
    return received;
  };
  const strategy = spliceTee(second.to);
  const copyCount = countCopies(strategy, { ...first, receive }, trial);
  return {
    copies: copyCount.copies,
    copyCount,
    figures: { teeRuns, sameRuns },
    findings: [
      `Both receivers got the same bytes in ${sameRuns} of ${teeRuns} runs.`,
    ],
  };
}

/** Notices are taken after each run, so that the kernel need not keep many. */
function tryZerocopy(trial: Trial): Seen {
  const { kernel } = trial;
  const bench = makeSocketBench(trial);
  refuseWith(
    "the socket takes no SO_ZEROCOPY",
    () => allowZerocopy(kernel, bench.to),
  );
  let notices: Notices = { sends: 0, copiedSends: 0 };
  const receive: ProbeBench["receive"] = (bytes) => {
    const received = bench.receive(bytes);
    notices = addNotices(notices, readNotices(kernel, bench.to));
    return received;
  };
  const sendsBefore = kernel.calls.send;
  const copyCount = countCopies(readSendZerocopy, { ...bench, receive }, trial);
  const sends = kernel.calls.send - sendsBefore;
  const missing = { sends: sends - notices.sends };
  const late = waitForNotices(kernel, bench.to, missing);
  const { sends: noticedSends, copiedSends } = addNotices(notices, late);
  return {
    copies: copyCount.copies,
    copyCount,
    figures: { sends, noticedSends, copiedSends },
    findings: [
      `The kernel gave notice of ${noticedSends} of ${sends} sends, and says of ${copiedSends} that it copied them (SO_EE_CODE_ZEROCOPY_COPIED in the error queue of the socket).`,
    ],
  };
}

/** Whether the read is a copy is told by the disk: see `directReadWrite`. */
function tryDirectRead(trial: Trial): Seen {
  const { kernel, file, bytes, stack } = trial;
  const bench = makeSocketBench(trial);
  const direct = openDirect(file);
  stack.defer(() => kernel.call("close", direct));
  const measured = measureDirectRead({ ...trial, direct });
  const { cachedPages, cachedReadDiskBytes, directReadDiskBytes } = measured;
  const readsDisk = directReadDiskBytes >= bytes;
  const strategy = directReadWrite(direct, readsDisk);
  const copyCount = countCopies(strategy, bench, trial);
  return {
    copies: copyCount.copies,
    copyCount,
    figures: { ...measured },
    findings: [
      `With ${cachedPages} pages of the file in the page cache, reading ${bytes} bytes took ${cachedReadDiskBytes} bytes from the disk without O_DIRECT, and ${directReadDiskBytes} with it (ru_inblock of getrusage).`,
      readsDisk
        ? "So the read with O_DIRECT went past the page cache, from the disk into the buffer: it is no copy by the CPU, and changing the file after it would tell nothing."
        : "So the read with O_DIRECT was not refused, and yet it came from memory: it is probed as other reads are.",
    ],
  };
}

/** The old bytes in the new file are no sign of a copy if the two files share their blocks. */
function tryCopyFileRange(trial: Trial): Seen {
  const { kernel, file, bytes } = trial;
  const { made, ...bench } = makeFileBench(trial);
  const copyCount = countCopies(copyFileRange, bench, trial);
  const oldRuns = sumOf(copyCount.sightings.map((seen) => seen.old));
  const changedRuns = sumOf(copyCount.sightings.map((seen) => seen.runs));
  // The last run changed the source: only a new copy can share blocks with it.
  file.rewind();
  copyFileRange
    .send({ ...bench, file: file.fd, bytes, pieceBytes: bytes }).toArray();
  const sharing = sharingOf(kernel, { file, made, bytes });
  return {
    copies: sharing.copies,
    copyCount: sharing.copies === 1 ? copyCount : null,
    figures: { changedRuns, oldRuns, ...sharing.blocks },
    findings: [
      `The source was changed after copy_file_range: the new file had the old bytes in ${oldRuns} of ${changedRuns} runs.`,
      sharing.says,
    ],
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function areSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
