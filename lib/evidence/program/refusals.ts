/**
 * Why Linux refuses a call of a program, in the manual's sense, and what to try: one table.
 *
 * @module
 */
import type { PlannedCall } from "../../lab/program/planned_call.ts";
import type { SeenRefusal } from "../../lab/program/observation.ts";

/** Why a call was refused. */
interface Reason {
  /** A clause. */
  readonly because: string;
  /** The page of the manual that says so, if not the call's own: "fcntl(2)". */
  readonly source?: string;
  /** What to do instead: a clause. */
  readonly tryThis: string;
}

/** A row: for some calls, an error, and where it means this. */
interface Row extends Reason {
  readonly calls: readonly PlannedCall["call"][];
  readonly code: string;
  /** Where the error means this, if not everywhere. */
  readonly where?: (planned: PlannedCall) => boolean;
}

const toPipe = ({ to }: PlannedCall): boolean => to === "pipe";
const fromPipe = ({ from }: PlannedCall): boolean => from === "pipe";
const hasPipe = (planned: PlannedCall): boolean =>
  fromPipe(planned) || toPipe(planned);

const makePipe = "make a pipe before it: enterKernel, openPipe, leaveKernel";

/** All that move bytes into a descriptor. */
const putting = [
  "write",
  "writev",
  "send",
  "sendfile",
  "splice",
  "tee",
  "vmsplice",
  "copy_file_range",
] as const;

/** The table; the first row that fits is told. The manual pages are those of man7.org. */
const rows: readonly Row[] = [
  {
    calls: ["splice", "tee"],
    code: "EINVAL",
    where: (planned) => fromPipe(planned) && toPipe(planned),
    because: "both of its ends are the same pipe",
    tryThis: "leave it out, as the bytes are in that pipe already",
  },
  {
    calls: ["splice"],
    code: "EINVAL",
    where: (planned) => !hasPipe(planned),
    because: "neither of its two ends is a pipe",
    tryThis: "splice into a pipe, and splice out of it (lesson 9)",
  },
  {
    calls: ["splice"],
    code: "EINVAL",
    because: "the file system does not support it",
    tryThis: "--folder with another folder, or sendfile",
  },
  {
    calls: ["tee"],
    code: "EINVAL",
    because: "it doubles what is in a pipe into another pipe, and one of its " +
      "ends is none",
    tryThis: "--to pipe, or splice",
  },
  {
    calls: ["vmsplice"],
    code: "EBADF",
    where: (planned) => !toPipe(planned),
    because: "it fills a pipe, and its target is none",
    tryThis: "vmsplice into a pipe, and splice out of it (lesson 9)",
  },
  {
    calls: ["sendfile"],
    code: "EINVAL",
    because:
      "it reads from something that could be mapped, as a file can and " +
      "a pipe cannot",
    tryThis: "splice, where the bytes come out of a pipe",
  },
  {
    calls: ["copy_file_range"],
    code: "EINVAL",
    because: "both of its ends must be regular files",
    tryThis: "--to file, or sendfile",
  },
  {
    calls: ["copy_file_range"],
    code: "EOPNOTSUPP",
    because: "the file system does not support it",
    tryThis: "--folder with another folder",
  },
  {
    calls: ["send"],
    code: "ENOTSOCK",
    because: "its target is no socket",
    tryThis: "--to socket, or write",
  },
  {
    calls: ["pread"],
    code: "ESPIPE",
    because: "a pipe has no positions to read from",
    source: "pread(2), lseek(2)",
    tryThis: "read",
  },
  {
    calls: ["read", "pread"],
    code: "EINVAL",
    because: "past the page cache, address, length and position must be " +
      "aligned, and not every file system can",
    source: "open(2), O_DIRECT",
    tryThis: "pieces of 4 KiB or a multiple, or read through the page cache",
  },
  {
    calls: ["write", "writev", "send", "vmsplice"],
    code: "EFAULT",
    because: "no memory of the program is at its addresses",
    source: "write(2)",
    tryThis: "map the whole piece before it, and unmap after it",
  },
  {
    calls: ["mmap"],
    code: "EINVAL",
    because: "a mapping begins at a page boundary of the file, and is longer " +
      "than 0",
    tryThis: "map the whole file once, or pieces of whole pages",
  },
  {
    calls: ["munmap"],
    code: "EINVAL",
    because: "nothing is mapped, so the length is 0",
    source: "mmap(2)",
    tryThis: "mmap before it",
  },
  {
    calls: ["pipe"],
    code: "EMFILE",
    because: "the process may not have more files open",
    tryThis: "make one pipe, once",
  },
  {
    calls: ["pipe"],
    code: "EPERM",
    because: "a pipe of more than /proc/sys/fs/pipe-max-size bytes needs " +
      "CAP_SYS_RESOURCE",
    source: "fcntl(2), F_SETPIPE_SZ",
    tryThis: "openPipe of 256 pages, which is usually the most",
  },
  {
    calls: ["read", "pread", ...putting],
    code: "EBADF",
    where: hasPipe,
    because: "no pipe was made, so there is no descriptor of one",
    tryThis: makePipe,
  },
  {
    calls: ["read", "pread", ...putting],
    code: "EAGAIN",
    where: fromPipe,
    because: "the pipe is empty, or what it fills is full, and it would wait " +
      "for ever",
    tryThis: "fill the pipe before it, and send the file only once",
  },
  {
    calls: putting,
    code: "EAGAIN",
    because:
      "what it fills is full, nobody empties it, and it would wait for " +
      "ever",
    tryThis: "empty the pipe in between, or send the file only once",
  },
  {
    calls: putting,
    code: "EPIPE",
    because: "the reading end is closed",
    source: "write(2)",
    tryThis: "keep it open until all is read",
  },
  {
    calls: putting,
    code: "ENOSPC",
    because: "the disk is full",
    source: "write(2)",
    tryThis: "--folder with another folder",
  },
];

/** Finds why a call was refused: nothing, if that is not in the table. */
function reasonFor({ planned, code }: SeenRefusal): Reason | undefined {
  return rows.find((row) =>
    row.calls.includes(planned.call) && row.code === code &&
    row.where?.(planned) !== false
  );
}

/** Says a refusal in one line: which call, which error, why, and what to try. */
export function sayRefusal(refusal: SeenRefusal): string {
  const { planned, call, code } = refusal;
  const reason = reasonFor(refusal);
  const refused = `This kernel refuses ${planned.call} at step ` +
    `${planned.step}: ${call} failed with ${code}`;
  if (reason === undefined) return `${refused}. Try: man 2 ${planned.call}`;
  const { because, source = `${planned.call}(2)`, tryThis } = reason;
  return `${refused}, as ${because} (${source}). Try: ${tryThis}.`;
}
