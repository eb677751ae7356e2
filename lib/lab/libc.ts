/**
 * The one table of C functions that the lab calls, with the types of their parameters.
 *
 * The types are those of 64-bit Linux, where x86-64 and aarch64 agree: a size_t, an off_t and an
 * address have 64 bits, a file descriptor has 32. `open`, `fcntl` and `ioctl` are declared with as
 * many parameters as the lab passes. An address that is returned has a sign, so that mmap(2) says
 * -1 when it fails, as the others do. Every call is made on the calling thread, which waits for it.
 *
 * @module
 */

/** The functions, as `Deno.dlopen` wants them. */
export const libcTable = {
  open: { parameters: ["buffer", "i32", "u32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
  unlink: { parameters: ["buffer"], result: "i32" },
  lseek: { parameters: ["i32", "i64", "i32"], result: "i64" },
  read: { parameters: ["i32", "usize", "usize"], result: "isize" },
  write: { parameters: ["i32", "usize", "usize"], result: "isize" },
  pread: { parameters: ["i32", "usize", "usize", "i64"], result: "isize" },
  pwrite: { parameters: ["i32", "usize", "usize", "i64"], result: "isize" },
  writev: { parameters: ["i32", "buffer", "i32"], result: "isize" },
  ftruncate: { parameters: ["i32", "i64"], result: "i32" },
  fsync: { parameters: ["i32"], result: "i32" },
  fstatfs: { parameters: ["i32", "buffer"], result: "i32" },
  posix_fadvise: { parameters: ["i32", "i64", "i64", "i32"], result: "i32" },
  mmap: {
    parameters: ["usize", "usize", "i32", "i32", "i32", "i64"],
    result: "isize",
  },
  munmap: { parameters: ["usize", "usize"], result: "i32" },
  mincore: { parameters: ["usize", "usize", "buffer"], result: "i32" },
  sendfile: { parameters: ["i32", "i32", "usize", "usize"], result: "isize" },
  splice: {
    parameters: ["i32", "usize", "i32", "usize", "usize", "u32"],
    result: "isize",
  },
  vmsplice: { parameters: ["i32", "buffer", "usize", "u32"], result: "isize" },
  tee: { parameters: ["i32", "i32", "usize", "u32"], result: "isize" },
  copy_file_range: {
    parameters: ["i32", "usize", "i32", "usize", "usize", "u32"],
    result: "isize",
  },
  fcntl: { parameters: ["i32", "i32", "i32"], result: "i32" },
  pipe2: { parameters: ["buffer", "i32"], result: "i32" },
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  bind: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  listen: { parameters: ["i32", "i32"], result: "i32" },
  getsockname: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  connect: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  accept4: { parameters: ["i32", "usize", "usize", "i32"], result: "i32" },
  setsockopt: {
    parameters: ["i32", "i32", "i32", "buffer", "u32"],
    result: "i32",
  },
  getsockopt: {
    parameters: ["i32", "i32", "i32", "buffer", "buffer"],
    result: "i32",
  },
  send: { parameters: ["i32", "usize", "usize", "i32"], result: "isize" },
  recv: { parameters: ["i32", "usize", "usize", "i32"], result: "isize" },
  recvmsg: { parameters: ["i32", "buffer", "i32"], result: "isize" },
  poll: { parameters: ["buffer", "usize", "i32"], result: "i32" },
  ioctl: { parameters: ["i32", "u64", "buffer"], result: "i32" },
  unshare: { parameters: ["i32"], result: "i32" },
  setns: { parameters: ["i32", "i32"], result: "i32" },
  alarm: { parameters: ["u32"], result: "u32" },
  sched_getaffinity: {
    parameters: ["i32", "usize", "buffer"],
    result: "i32",
  },
  sched_setaffinity: {
    parameters: ["i32", "usize", "buffer"],
    result: "i32",
  },
  _exit: { parameters: ["i32"], result: "i32" },
  getppid: { parameters: [], result: "i32" },
  getpagesize: { parameters: [], result: "i32" },
  getrusage: { parameters: ["i32", "buffer"], result: "i32" },
  clock_gettime: { parameters: ["i32", "buffer"], result: "i32" },
  __errno_location: { parameters: [], result: "pointer" },
} as const satisfies Deno.ForeignLibraryInterface;

/** The functions, ready to be called. */
export type Libc = Deno.DynamicLibrary<typeof libcTable>["symbols"];

/** The name of a function of the table. */
export type CallName = Exclude<keyof typeof libcTable, "__errno_location">;

/**
 * Says why the lab cannot run on this system, or nothing if it can.
 *
 * @returns A sentence without its full stop.
 */
export function labObstacle(
  { os, arch }: Pick<typeof Deno.build, "os" | "arch"> = Deno.build,
): string | undefined {
  if (os === "linux" && (arch === "x86_64" || arch === "aarch64")) {
    return undefined;
  }
  return `The lab calls Linux on x86-64 or aarch64: this is ${os} on ${arch}`;
}

let libc: Libc | undefined;

/**
 * Opens the C library: once for a thread, since it stays open. Needs permission for FFI.
 *
 * @throws {Error} If this is no Linux with glibc, or a function is missing.
 */
export function openLibc(): Libc {
  return libc ??= Deno.dlopen("libc.so.6", libcTable).symbols;
}
