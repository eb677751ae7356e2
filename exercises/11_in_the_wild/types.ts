/**
 * What the exercises of lesson 11 are asked about. There is nothing to fill in here.
 *
 * @module
 */
import type { Counts } from "zero-copy/trace/count.ts";

/** A strategy. `sendfile` is the one of lesson 7, which copies. */
export type Strategy =
  | "read + write"
  | "mmap + write"
  | "sendfile"
  | "sendfile + gather"
  | "splice";

/** What a server is written to do. Whether sendfile gathers, the NIC decides. */
export type Call = Exclude<Strategy, "sendfile + gather">;

/** Who encrypts. */
export type Tls =
  | "nobody"
  /** A library in user space. */
  | "program"
  /** kTLS in software. */
  | "kernel"
  /** kTLS, and the NIC can encrypt. */
  | "nic"
  /** The same, and TLS_TX_ZEROCOPY_RO is set. */
  | "nic, no change";

/** What was seen of a server that sent one file out of the page cache: numbers. */
export type Seen = Pick<
  Counts,
  "systemCalls" | "cpuBytes" | "dmaBytes" | "pageFaults"
>;

/** A strategy, as Linux does it, and the most that each of its calls was asked to move. [bytes] */
export interface Explanation {
  strategy: Strategy;
  bufferBytes: number;
}

/** What a program asks its runtime or its server for. */
export interface Sending {
  readonly asks:
    | "transferTo"
    | "Kafka"
    | "FileRegion"
    | "ChunkedFile"
    /** With `sendfile on`. */
    | "nginx"
    | "io.Copy"
    | "shutil.copyfile"
    | "Deno.copyFile"
    | "Deno.serve";
  /** What it runs on, where that matters; else an empty text. */
  readonly on:
    | ""
    | "JDK 17"
    | "JDK 25"
    | "NIO, JDK 17"
    | "NIO, JDK 25"
    | "epoll"
    | "io_uring"
    | "Python 3.11"
    | "Deno 2.9";
  readonly from:
    | "file"
    | "file in a LimitedReader"
    | "file in another reader"
    | "socket";
  readonly to: "socket" | "file";
  /** Who encrypts; the kernel by kTLS. */
  readonly tls: "nobody" | "program" | "kernel";
  /** How much there is to send, from 1 on. [bytes] */
  readonly bytes: number;
}

/** A call that Linux may see. */
export type SystemCall =
  | "read"
  | "write"
  | "sendfile"
  | "splice"
  | "copy_file_range";

/** Which way a file went to a socket. */
export type Way =
  | "read + write"
  | "mmap + write"
  | "sendfile"
  | "splice"
  | "not sent";

/** A file that went to a socket, and what it took: what `deno task trace` tells of it. */
export interface Account {
  readonly way: Exclude<Way, "not sent">;
  /** What has arrived in the socket. [bytes] */
  readonly bytes: number;
  /** How often each call was made for it, by its name: { "read": 17, "write": 16 }. */
  readonly calls: Readonly<Record<string, number>>;
  /** Calls among them that the kernel refused: EAGAIN. */
  readonly refused: number;
  /** Who encrypts: nobody, the program, or the kernel by kTLS. */
  readonly tls: "nobody" | "program" | "kernel";
}

/** What another way would save. */
export interface Saving {
  modeSwitches: number;
  /** Bytes that the CPU would not copy, or not copy and encrypt. [bytes] */
  cpuBytes: number;
}
