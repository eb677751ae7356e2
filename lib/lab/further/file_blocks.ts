/**
 * Where a file's bytes lie on the disk, and whether another file has the same place.
 *
 * @see Linux Documentation/filesystems/fiemap.rst
 * @module
 */
import type { Kernel } from "../kernel.ts";
import type { ScratchFile } from "../scratch_file.ts";
import { SyscallError } from "../syscall_error.ts";

/** The places of a file. */
export interface Blocks {
  /** Pieces that lie together. */
  readonly extents: number;
  /** Bytes that have a place on the disk. */
  readonly mappedBytes: number;
  /** Those whose place another file has, too. */
  readonly sharedBytes: number;
}

/** @see Linux include/uapi/linux/fs.h, fiemap.h; ioctl_ficlonerange(2) */
const FS_IOC_FIEMAP = 0xc020660bn;
const FIEMAP_FLAG_SYNC = 1;
const FIEMAP_EXTENT_SHARED = 0x2000;
const FICLONERANGE = 0x4020940dn;

/** The sizes of struct fiemap without its extents, and of struct fiemap_extent. [bytes] */
const fiemapBytes = 32;
const extentBytes = 56;

/** No file system has smaller blocks. [bytes] */
const leastBlockBytes = 512;

const isLittleEndian = true;

/**
 * Asks for the places of a file, after what is not yet on the disk has been written.
 *
 * @param bytes The size of the file. [bytes]
 * @throws {SyscallError} If the file system does not tell.
 */
export function blocksOf(kernel: Kernel, fd: number, bytes: number): Blocks {
  const mostExtents = Math.ceil(bytes / leastBlockBytes);
  const request = new Uint8Array(fiemapBytes + mostExtents * extentBytes);
  const view = new DataView(request.buffer);
  view.setBigUint64(8, BigInt(bytes), isLittleEndian);
  view.setUint32(16, FIEMAP_FLAG_SYNC, isLittleEndian);
  view.setUint32(24, mostExtents, isLittleEndian);
  kernel.call("ioctl", fd, FS_IOC_FIEMAP, request);
  return blocksIn(request);
}

/** Reads the answer of the kernel: a struct fiemap with its extents. */
export function blocksIn(answer: Uint8Array<ArrayBuffer>): Blocks {
  const view = new DataView(answer.buffer);
  const extents = view.getUint32(20, isLittleEndian);
  let [mappedBytes, sharedBytes] = [0, 0];
  for (let i = 0; i < extents; i++) {
    const at = fiemapBytes + i * extentBytes;
    const length = Number(view.getBigUint64(at + 16, isLittleEndian));
    const flags = view.getUint32(at + 40, isLittleEndian);
    mappedBytes += length;
    if ((flags & FIEMAP_EXTENT_SHARED) !== 0) sharedBytes += length;
  }
  return { extents, mappedBytes, sharedBytes };
}

/** Whether a copy of a file shares its blocks. */
export interface BlockSharing {
  /** Nothing, if the file system does not tell. */
  readonly blocks: Blocks | null;
  /** How often the bytes were copied to make it: nothing, if that cannot be told. */
  readonly copies: number | null;
  /** What was observed, and how: a sentence. */
  readonly says: string;
}

/**
 * Asks whether a copy of a file shares its blocks: where no places are told, whether the file
 * system could have shared them at all.
 *
 * @param made The copy. Its blocks may be shared afterwards, if they were not.
 */
export function sharingOf(
  kernel: Kernel,
  { file, made, bytes }: {
    file: ScratchFile;
    made: ScratchFile;
    bytes: number;
  },
): BlockSharing {
  const blocks = refusedOr(() => blocksOf(kernel, made.fd, bytes));
  if (!(blocks instanceof SyscallError)) {
    return { blocks, ...sayBlocks(blocks) };
  }
  const untold =
    `The file system, ${made.fileSystem}, does not tell where files lie (${blocks.message})`;
  const clone = refusedOr(() => shareBlocks(kernel, file.fd, made.fd));
  return {
    blocks: null,
    copies: clone instanceof SyscallError ? 1 : null,
    says: clone instanceof SyscallError
      ? `${untold}, but it cannot share blocks (${clone.message}): the bytes were copied.`
      : `${untold}, and it can share blocks: whether the bytes were copied is not known.`,
  };
}

/** Says what the places of a copy mean. */
export function sayBlocks(
  { mappedBytes, sharedBytes }: Blocks,
): Pick<BlockSharing, "copies" | "says"> {
  const told =
    `FIEMAP says that ${sharedBytes} of the ${mappedBytes} bytes of the new file lie where those of another file lie`;
  if (mappedBytes === 0) {
    return { copies: null, says: `${told}: that settles nothing.` };
  }
  if (sharedBytes === 0) {
    return { copies: 1, says: `${told}: the bytes were copied.` };
  }
  if (sharedBytes < mappedBytes) {
    return { copies: null, says: `${told}: only the others were copied.` };
  }
  return {
    copies: 0,
    says:
      `${told}: nothing was copied, the two files share their blocks (a reflink).`,
  };
}

/** Has a file share all blocks of another. @see ioctl_ficlonerange(2) */
function shareBlocks(kernel: Kernel, from: number, to: number): void {
  // struct file_clone_range: a length of 0 is all, up to the end.
  const range = new BigUint64Array([BigInt(from), 0n, 0n, 0n]);
  kernel.call("ioctl", to, FICLONERANGE, new Uint8Array(range.buffer));
}

function refusedOr<T>(act: () => T): T | SyscallError {
  try {
    return act();
  } catch (error) {
    if (error instanceof SyscallError) return error;
    throw error;
  }
}
