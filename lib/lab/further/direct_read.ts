/**
 * What a read past the page cache takes from the disk, beside what a read through it takes.
 *
 * @module
 */
import type { Kernel, RawMemory } from "../kernel.ts";
import { Meter } from "../meter.ts";
import { refuseWith } from "../absence.ts";
import { aligned } from "./strategies.ts";
import type { ScratchFile } from "../scratch_file.ts";

/** What was measured. */
export interface DirectRead {
  /** Pages of the file in the page cache, before both reads. [pages] */
  readonly cachedPages: number;
  /** What a read through the page cache took from the disk. [bytes] */
  readonly cachedReadDiskBytes: number;
  /** What a read with O_DIRECT took from the disk. [bytes] */
  readonly directReadDiskBytes: number;
}

/**
 * Opens a file once more, to be read past the page cache.
 *
 * @returns [file descriptor]
 * @throws {Refusal} If its file system has no such thing.
 */
export function openDirect(file: ScratchFile): number {
  return takingDirect(file, () => file.openDirect());
}

/** Does what only a file system refuses that takes no O_DIRECT. */
function takingDirect<T>({ fileSystem }: ScratchFile, act: () => T): T {
  return refuseWith(`${fileSystem} takes no O_DIRECT`, act);
}

/**
 * Reads a file that is in the page cache and on the disk, once in each manner.
 *
 * @param direct The same file, opened with O_DIRECT. [file descriptor]
 * @throws {Refusal} If the file system cannot read like that after all.
 */
export function measureDirectRead(
  { kernel, file, direct, buffer, bytes }: {
    kernel: Kernel;
    file: ScratchFile;
    direct: number;
    buffer: RawMemory;
    bytes: number;
  },
): DirectRead {
  const meter = new Meter(kernel);
  const diskBytesOf = (fd: number): number =>
    meter.measure(() => {
      for (let done = 0; done < bytes;) {
        const rest = aligned(bytes - done);
        const read = (): number => kernel.read(fd, buffer.address, rest);
        const piece = fd === direct ? takingDirect(file, read) : read();
        if (piece === 0) return;
        done += piece;
      }
    }).diskBytes;
  file.overwrite(new Uint8Array(bytes).fill(1));
  file.sync();
  file.rewind();
  return {
    cachedPages: file.cachedPages(bytes),
    cachedReadDiskBytes: diskBytesOf(file.fd),
    directReadDiskBytes: diskBytesOf(direct),
  };
}
