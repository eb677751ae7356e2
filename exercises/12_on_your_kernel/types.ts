/**
 * What the exercises of lesson 12 are asked about. There is nothing to fill in here.
 *
 * @module
 */

/** A strategy that a program can choose. */
export type Strategy = "read + write" | "mmap + write" | "sendfile" | "splice";

/** What the lab saw of one strategy, file in the page cache; its name is lost. */
export interface Column {
  /** [bytes] */
  readonly fileBytes: number;
  /** The most that one call was asked for. [bytes] */
  readonly pieceBytes: number;
  readonly systemCalls: number;
  readonly pageFaults: number;
  /** Which bytes arrived after each change: one change for each call that hands bytes on. */
  readonly arrivals: readonly ("old" | "new")[];
}

/** How often each call was made so far, by its name: { "openat": 3, "read": 17 }. */
export type Calls = Readonly<Record<string, number>>;

/** What a network card can do. It gathers if it has scatter-gather. */
export interface Nic {
  readonly scatterGather: boolean;
  readonly transmitChecksum: boolean;
}

/** A figure that is not what was expected, and how it was measured. */
export interface Finding {
  readonly way: Strategy | "read(O_DIRECT) + write";
  readonly figure:
    | "CPU copies"
    | "bytes from the disk"
    | "page faults"
    | "system calls"
    | "mode switches";
  readonly expected: number;
  readonly seen: number;
  /** [bytes] */
  readonly fileBytes: number;
  /** [bytes] */
  readonly pieceBytes: number;
  /** Whether the page cache had the file at the beginning. */
  readonly cache: "cold" | "warm";
  /** How probes change the file. */
  readonly change: "pwrite" | "truncate and rewrite" | "rename over";
  readonly nic: Nic;
}

/** Why a figure is not what was expected. */
export type Cause =
  | "the change went to other pages"
  | "the NIC cannot gather"
  | "the NIC adds no checksums"
  | "the page cache had the file"
  | "the read went past the page cache"
  | "a fault maps the pages around as well"
  | "the faults came in kernel mode"
  | "the pipe holds only 64 KiB"
  | "one more read finds the end";

/** A call of a strategy, and where it has the bytes from. */
export interface Step {
  readonly call:
    | "read"
    | "mmap"
    | "sendfile"
    | "splice in"
    | "tee"
    | "vmsplice"
    | "write"
    | "send"
    | "splice out";
  readonly from: "file" | "mapping" | "buffer" | "pipe" | "second pipe";
}

/** What is changed after which call, and which call that tells of: did it copy? */
export interface Probe {
  readonly after: string;
  readonly change: "file" | "buffer";
  readonly tellsOf: string;
}

/** What the lab sends. */
export interface Sent {
  /** From 1 on. [bytes] */
  readonly fileBytes: number;
  /** The most that one call is asked for. [bytes] */
  readonly pieceBytes: number;
}

/** A row of the lab's table: times, and of the two disks bytes. */
export type Figure =
  | "system calls"
  | "mode switches"
  /** Of one piece. */
  | "CPU copies"
  /** What comes from the disk, if the page cache had nothing of the file. */
  | "disk, cold"
  /** The same, if it had all of it. */
  | "disk, warm"
  | "page faults";

/** The lab's table: of each strategy each figure. */
export type Table = Record<Strategy, Record<Figure, number>>;

/** How a file was sent, and through what, to a receiver on the same machine. */
export interface Sending {
  readonly way:
    | Strategy
    | "read + vmsplice + splice"
    | "read + send(MSG_ZEROCOPY)";
  /** Nothing over loopback, where there is none. */
  readonly nic: Nic | null;
  /** When each thing had happened to the last byte. */
  readonly times: Times;
}

/** Times of the last byte, from the first call on. [ms] */
export interface Times {
  /** All calls had returned. */
  readonly returned: number;
  /** The packet with it had gone out. */
  readonly transmitted: number;
  /** TCP had acknowledged it. */
  readonly acknowledged: number;
  /** The receiver had read it. */
  readonly read: number;
}

/** Until when what is sent must be left alone. */
export interface Safe {
  /** From then on no change can reach the receiver. [ms] */
  readonly until: number;
  /** How the program learns of it. */
  readonly learns:
    | "as the call returns"
    | "it does not"
    | "by a notice"
    | "if the reader says so";
}

/** What a file took to send with two sizes of pieces. */
export interface Timed {
  /** [bytes] */
  readonly fileBytes: number;
  readonly runs: readonly [Run, Run];
}

/** One measured run: a call for each piece. */
export interface Run {
  /** The most that one call moves. [bytes] */
  readonly pieceBytes: number;
  /** The CPU time of the whole file. */
  readonly ns: number;
}

/** What two times say of a third. */
export interface Foreseen {
  /** What each call takes, however few bytes it moves. */
  readonly callNs: number;
  /** What each byte takes, whoever moves it. */
  readonly byteNs: number;
  /** What the file takes in other pieces. */
  readonly ns: number;
}

/** A cell of the lab's table in which the model is wrong about a kernel, and what was known there. */
export interface Difference {
  readonly strategy: Strategy;
  readonly figure: Figure;
  /** What the model says. */
  readonly predicted: number;
  readonly seen: number;
  /** What was sent. */
  readonly sent: Sent;
  /** The size of a page. [bytes] */
  readonly pageBytes: number;
  /** What a pipe holds there. [bytes] */
  readonly pipeBytes: number;
  /** The most page faults of a run that sent nothing, with the same buffers: the runtime's own. */
  readonly idleFaults: number;
  readonly nic: Nic;
  /** Where it was seen: for people. */
  readonly machine: string;
}

/** Why the model is wrong about a kernel. */
export type Reason =
  | "the disk gives whole pages"
  | "no disk was read"
  | "a fault maps a whole folio"
  | "the mapping begins inside a group"
  | "the runtime has page faults as well"
  | "a pipe holds another number of bytes"
  | "the NIC cannot gather"
  | "the NIC adds no checksums"
  | "none of these";

/** What the lab saw of one call: many runs, in each a change after it. */
export interface Sighting {
  readonly after: Step["call"];
  readonly change: "file" | "buffer";
  readonly runs: number;
  /** Runs in which the old bytes arrived. */
  readonly old: number;
  /** Runs in which the new ones did. In others, some of each arrived. */
  readonly new: number;
}

/** A program as a hypothesis: what it says of each of its calls, in order. */
export interface Hypothesis {
  readonly name: "zero-copy" | "one copy" | "two copies" | "fast" | "safe";
  readonly claims: readonly Claim[];
}

/** What a program says of one call. */
export interface Claim extends Step {
  /** The step of the program that says so. */
  readonly step: number;
  /** Whether the CPU copies in this call; else it hands on a reference. */
  readonly copies: boolean;
}

/** A program that the kernel contradicts, and the first step at which it does. */
export interface Contradiction {
  readonly program: Hypothesis["name"];
  readonly step: number;
}
