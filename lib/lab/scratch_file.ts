/**
 * A file of the lab: it has no name, so nothing of it is left however the lab ends.
 *
 * @module
 */
import { O_CLOEXEC, SEEK_END, SEEK_SET } from "./constants.ts";
import { cString, type Kernel, type RawMemory } from "./kernel.ts";
import { sleep } from "./sleep.ts";
import { SyscallError } from "./syscall_error.ts";

const isArm = Deno.build.arch === "aarch64";

/** @see open(2); O_DIRECT and O_DIRECTORY are not the same numbers on all processors. */
const O_RDONLY = 0;
const O_RDWR = 2;
const O_CREAT = 0o100;
const O_EXCL = 0o200;
const O_DIRECT = isArm ? 0o200000 : 0o40000;
const O_DIRECTORY = isArm ? 0o40000 : 0o200000;
const O_TMPFILE = 0o20000000 | O_DIRECTORY;

/** @see posix_fadvise(2) */
const POSIX_FADV_DONTNEED = 4;

/** No kernel has smaller pages. [bytes] */
const leastPageBytes = 4096;

/** The kinds of file systems that the lab meets, by the number in `f_type`. @see statfs(2) */
const fileSystems: Readonly<Record<number, string>> = {
  0xef53: "ext4",
  0x01021994: "tmpfs",
  0x9123683e: "btrfs",
  0x58465342: "xfs",
  0x794c7630: "overlayfs",
  0x6969: "nfs",
  0x2fc12fc1: "zfs",
  0x01021997: "9p",
  0x65735546: "fuse",
  0x858458f6: "ramfs",
};

/** How often the kernel is asked to drop pages: in tmpfs it never will. */
const mostDrops = 10;

/** A file without a name. Its position is at its beginning when it is made. */
export class ScratchFile {
  readonly fd: number;
  readonly #kernel: Kernel;
  readonly #piece: RawMemory;

  /**
   * Makes an empty file.
   *
   * @param folder Where: its file system is the one that is measured.
   * @throws {SyscallError} If the folder takes no files.
   */
  constructor(kernel: Kernel, folder: string) {
    using onFailure = new DisposableStack();
    this.#kernel = kernel;
    this.fd = openNameless(kernel, folder, onFailure);
    this.#piece = kernel.allocate(2 ** 20);
    onFailure.move();
  }

  /** Writes over the bytes at a position, in the page cache and in place. [bytes] */
  overwrite(content: Uint8Array, position = 0): void {
    const { address, bytes } = this.#piece;
    for (let done = 0; done < content.length;) {
      const piece = content.subarray(done, done + bytes.length);
      bytes.set(piece);
      done += this.#kernel.call(
        "pwrite",
        this.fd,
        address,
        BigInt(piece.length),
        BigInt(position + done),
      );
    }
  }

  /** Fills the file with bytes that nobody could have guessed. @returns All of them. */
  fillAtRandom(bytes: number): Uint8Array {
    const content = new Uint8Array(bytes);
    // No more can be asked for at a time.
    const most = 65_536;
    for (let done = 0; done < bytes; done += most) {
      crypto.getRandomValues(content.subarray(done, done + most));
    }
    this.overwrite(content);
    return content;
  }

  /** Puts the position at the beginning of the file. */
  rewind(): void {
    this.#kernel.call("lseek", this.fd, 0n, SEEK_SET);
  }

  /** The size of the file; its position is then at its end. [bytes] */
  get size(): number {
    return this.#kernel.call("lseek", this.fd, 0n, SEEK_END);
  }

  /** Takes all bytes out of the file. */
  empty(): void {
    this.#kernel.call("ftruncate", this.fd, 0n);
    this.rewind();
  }

  /** Has everything on the disk. */
  sync(): void {
    this.#kernel.call("fsync", this.fd);
  }

  /**
   * Asks the kernel to forget the pages of the file. It need not: files in tmpfs have no disk.
   *
   * @param bytes The size of the file. [bytes]
   * @returns How many pages it still has. [pages]
   */
  dropPages(bytes: number): number {
    this.sync();
    for (let tries = 1;; tries++) {
      // It returns the error itself; whether it helped is what the count of pages says.
      this.#kernel.call("posix_fadvise", this.fd, 0n, 0n, POSIX_FADV_DONTNEED);
      const kept = this.cachedPages(bytes);
      if (kept === 0 || tries === mostDrops) return kept;
      // A page stays while a packet still refers to it.
      sleep(2);
    }
  }

  /** Asks the kernel to forget all pages. @returns Whether it says that it did. */
  dropAllPages(bytes: number): boolean {
    try {
      return this.dropPages(bytes) === 0;
    } catch (error) {
      if (error instanceof SyscallError) return false;
      throw error;
    }
  }

  /**
   * Counts the pages that are in the page cache.
   *
   * @param bytes The size of the file. [bytes]
   * @see mincore(2)
   */
  cachedPages(bytes: number): number {
    // Where pages are larger, the kernel fills in the beginning.
    const pages = new Uint8Array(Math.ceil(bytes / leastPageBytes));
    const address = this.#kernel.mmap(this.fd, bytes);
    try {
      this.#kernel.call("mincore", address, BigInt(bytes), pages);
    } finally {
      this.#kernel.munmap(address, bytes);
    }
    return pages.filter((page) => (page & 1) === 1).length;
  }

  /** The name of the file system, if the kernel tells it: "ext4". */
  get fileSystem(): string {
    const statfs = new BigInt64Array(15);
    try {
      this.#kernel.call("fstatfs", this.fd, new Uint8Array(statfs.buffer));
    } catch (error) {
      if (error instanceof SyscallError) return "an unknown file system";
      throw error;
    }
    const type = Number(BigInt.asUintN(32, statfs[0]!));
    return fileSystems[type] ?? `file system 0x${type.toString(16)}`;
  }

  /**
   * Opens the file once more, to be read past the page cache.
   *
   * @throws {SyscallError} If the file system cannot do that.
   */
  openDirect(): number {
    return openPastCache(this.#kernel, this.fd);
  }

  /** Gives the file back to the file system. */
  close(): void {
    this.#kernel.munmap(this.#piece.address, this.#piece.bytes.length);
    this.#kernel.call("close", this.fd);
  }
}

/** Opens a file once more, to be read past the page cache. @returns [file descriptor] */
export function openPastCache(kernel: Kernel, fd: number): number {
  const path = cString(`/proc/self/fd/${fd}`);
  return kernel.call("open", path, O_RDONLY | O_DIRECT | O_CLOEXEC, 0);
}

/** Opens a new file that never has a name, or loses it at once where the file system wants one. */
function openNameless(
  kernel: Kernel,
  folder: string,
  onFailure: DisposableStack,
): number {
  const flags = O_RDWR | O_CLOEXEC;
  const kept = (fd: number): number =>
    onFailure.adopt(fd, () => kernel.call("close", fd));
  try {
    const path = cString(folder);
    return kept(kernel.call("open", path, flags | O_TMPFILE, 0o600));
  } catch (error) {
    if (!(error instanceof SyscallError)) throw error;
  }
  const path = cString(`${folder}/zero-copy-${crypto.randomUUID()}`);
  const fd = kernel.call("open", path, flags | O_CREAT | O_EXCL, 0o600);
  kept(fd);
  kernel.call("unlink", path);
  return fd;
}
