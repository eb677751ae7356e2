/**
 * The kernel as the lab calls it: every call is counted, and none fails in silence.
 *
 * A call either returns what Linux returned or throws `SyscallError`. `errno` is read at once:
 * anything between, even making an object, may let the garbage collector make calls of its own and
 * change it.
 *
 * @module
 */
import { O_CLOEXEC } from "./constants.ts";
import { type CallName, type Libc, libcTable, openLibc } from "./libc.ts";
import { SyscallError } from "./syscall_error.ts";

/** How often each call was made. */
export type CallCounts = Readonly<Record<CallName, number>>;

/** Memory of this process that is not V8's: it begins at a page, and does not move. */
export interface RawMemory {
  readonly address: bigint;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A pipe: what is written into one end can be read from the other. */
export interface PipeEnds {
  readonly readEnd: number;
  readonly writeEnd: number;
}

/** No address: the kernel chooses one, or uses the position of the file. */
const none = 0n;

/** @see mmap(2) */
const PROT_READ = 1;
const PROT_WRITE = 2;
const MAP_SHARED = 1;
const MAP_PRIVATE = 2;
const MAP_ANONYMOUS = 0x20;

/** @see pipe(2) */
const O_NONBLOCK = 0o4000;

/** @see errno(3) */
const EAGAIN = 11;

/** The calls, made from one thread: `errno` belongs to a thread. */
export class Kernel {
  readonly #libc: Libc;
  readonly #errno: Deno.UnsafePointerView;
  readonly #calls = Object.fromEntries(
    Object.keys(libcTable).map((name) => [name, 0]),
  ) as Record<CallName, number>;

  /** Makes the calls from the thread that it is made on. */
  constructor(libc: Libc = openLibc()) {
    this.#libc = libc;
    this.#errno = new Deno.UnsafePointerView(libc.__errno_location()!);
  }

  /** How often each call was made so far: a copy. */
  get calls(): CallCounts {
    return { ...this.#calls };
  }

  /**
   * Makes any call of the table that says -1 when it fails.
   *
   * @returns What the call returned.
   * @throws {SyscallError} If it failed.
   */
  call<Name extends CallName>(
    name: Name,
    ...args: Parameters<Libc[Name]>
  ): number {
    this.#calls[name] += 1;
    const call = this.#libc[name] as (...args: unknown[]) => number | bigint;
    const result = call(...args);
    return result < 0
      ? this.#fail(this.#errno.getInt32(), name, args)
      : Number(result);
  }

  /**
   * Makes a call that may find nothing to do yet, and may be made many millions of times. Once in
   * so many, `errno` is changed before it is read: so another error than EAGAIN is only believed
   * when the call fails a second time.
   *
   * @returns What the call returned, or nothing if it would have had to wait (EAGAIN).
   * @throws {SyscallError} If it failed otherwise, twice.
   */
  poll<Name extends CallName>(
    name: Name,
    ...args: Parameters<Libc[Name]>
  ): number | undefined {
    const call = this.#libc[name] as (...args: unknown[]) => number | bigint;
    for (let isSecond = false;; isSecond = true) {
      this.#calls[name] += 1;
      const result = call(...args);
      if (result >= 0) return Number(result);
      const errno = this.#errno.getInt32();
      if (errno === EAGAIN) return undefined;
      if (isSecond) this.#fail(errno, name, args);
    }
  }

  // The calls that the strategies are made of: written out, since `call` would take a part of the
  // time that is measured.

  /** Reads from the position of a file or from a pipe. @returns [bytes] @see read(2) */
  read(fd: number, to: bigint, bytes: number): number {
    this.#calls.read += 1;
    const done = this.#libc.read(fd, to, BigInt(bytes));
    return done < 0n
      ? this.#fail(this.#errno.getInt32(), "read", [fd, to, bytes])
      : Number(done);
  }

  /** Writes into a socket or a pipe: may take less than it is given. @returns [bytes] @see write(2) */
  write(fd: number, from: bigint, bytes: number): number {
    this.#calls.write += 1;
    const done = this.#libc.write(fd, from, BigInt(bytes));
    return done < 0n
      ? this.#fail(this.#errno.getInt32(), "write", [fd, from, bytes])
      : Number(done);
  }

  /** Sends from the position of a file. @returns [bytes] @see sendfile(2) */
  sendfile(to: number, from: number, bytes: number): number {
    this.#calls.sendfile += 1;
    const done = this.#libc.sendfile(to, from, none, BigInt(bytes));
    return done < 0n
      ? this.#fail(this.#errno.getInt32(), "sendfile", [to, from, none, bytes])
      : Number(done);
  }

  /** Moves from a file into a pipe, or from a pipe. @returns [bytes] @see splice(2) */
  splice(from: number, to: number, bytes: number, flags = 0): number {
    this.#calls.splice += 1;
    const done = this.#libc.splice(from, none, to, none, BigInt(bytes), flags);
    return done < 0n
      ? this.#fail(this.#errno.getInt32(), "splice", [
        from,
        none,
        to,
        none,
        bytes,
        flags,
      ])
      : Number(done);
  }

  /**
   * Makes a pipe.
   *
   * @param waits Whether a call waits while the pipe is full or empty: else it fails with EAGAIN.
   * @see pipe(2)
   */
  pipe({ waits = true } = {}): PipeEnds {
    const ends = new Int32Array(2);
    const flags = waits ? O_CLOEXEC : O_CLOEXEC | O_NONBLOCK;
    this.call("pipe2", new Uint8Array(ends.buffer), flags);
    return { readEnd: ends[0]!, writeEnd: ends[1]! };
  }

  /** Closes both ends of a pipe. @see close(2) */
  closePipe({ readEnd, writeEnd }: PipeEnds): void {
    this.call("close", readEnd);
    this.call("close", writeEnd);
  }

  /** Maps a part of a file, to be read. @param offset In the file. [bytes] @returns Its address. @see mmap(2) */
  mmap(fd: number, bytes: number, offset = 0): bigint {
    return this.#mmap(bytes, PROT_READ, { flags: MAP_SHARED, fd, offset });
  }

  /** Takes a mapping away. @see munmap(2) */
  munmap(address: bigint, bytes: number): void {
    this.call("munmap", address, BigInt(bytes));
  }

  /** Takes memory that begins at a page. It is given back by `munmap`, or when the process ends. */
  allocate(bytes: number): RawMemory {
    const flags = MAP_PRIVATE | MAP_ANONYMOUS;
    const access = PROT_READ | PROT_WRITE;
    const address = this.#mmap(bytes, access, { flags, fd: -1, offset: 0 });
    const pointer = Deno.UnsafePointer.create(address)!;
    const buffer = Deno.UnsafePointerView.getArrayBuffer(pointer, bytes);
    return { address, bytes: new Uint8Array(buffer) };
  }

  #mmap(
    bytes: number,
    access: number,
    { flags, fd, offset }: { flags: number; fd: number; offset: number },
  ): bigint {
    this.#calls.mmap += 1;
    const address = this.#libc
      .mmap(none, BigInt(bytes), access, flags, fd, BigInt(offset));
    return address < 0n
      ? this.#fail(this.#errno.getInt32(), "mmap", [
        none,
        bytes,
        access,
        flags,
        fd,
        offset,
      ])
      : address;
  }

  #fail(errno: number, name: CallName, args: readonly unknown[]): never {
    const { parameters } = libcTable[name];
    const said = args.map((value, i) => sayArgument(value, parameters[i]));
    throw new SyscallError(`${name}(${said.join(", ")})`, errno);
  }
}

/** Writes an argument as a C programmer would: an address in hexadecimal, a path in quotes. */
function sayArgument(
  value: unknown,
  type: Deno.NativeType | undefined,
): string {
  if (value instanceof Uint8Array) return sayBytes(value);
  if (typeof value !== "bigint" || type !== "usize") return String(value);
  if (value === none) return "NULL";
  return value < 2n ** 32n ? String(value) : `0x${value.toString(16)}`;
}

function sayBytes(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const isPath = end === bytes.length - 1 && end > 0;
  return isPath
    ? `"${new TextDecoder().decode(bytes.subarray(0, end))}"`
    : `{${bytes.length} bytes}`;
}

/** A text as C has it: with a zero at its end. */
export function cString(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${text}\0`);
}
