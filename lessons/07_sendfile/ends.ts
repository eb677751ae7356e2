/**
 * The two ends of sendfile(2): what the call asks of its source and of its target.
 *
 * Model, not Linux: a source is asked for what it can do; Linux tries, and answers EINVAL.
 *
 * @see sendfile(2) | Linux v6.18 fs/read_write.c do_sendfile(), fs/splice.c splice_file_to_pipe()
 * @module
 */
import { markdownTable } from "zero-copy/text/markdown_table.ts";

/** What is open for reading. */
export interface Source {
  readonly name: string;
  /** Whether the kernel can have its bytes as pages, to put them into a pipe. A pipe itself cannot. */
  readonly givesPages: boolean;
  /** Whether one can go to any offset in it. @see lseek(2) */
  readonly seeks: boolean;
}

/** What is open for writing. */
export interface Target {
  readonly name: string;
  readonly isPipe: boolean;
  /** Whether it is open with O_APPEND. @see open(2) */
  readonly appends: boolean;
}

/** Why the call answers EINVAL; or "none", and it does not. */
export const obstacles = [
  "none",
  "the source gives no pages",
  "the source cannot seek",
  "the target appends",
] as const;

/** What may stand in the way. */
export type Obstacle = (typeof obstacles)[number];

/** Sources of each kind. */
export const sources: readonly Source[] = [
  { name: "a regular file", givesPages: true, seeks: true },
  { name: "/dev/zero", givesPages: true, seeks: true },
  { name: "a file of sysfs", givesPages: true, seeks: true },
  { name: "/proc/self/status", givesPages: false, seeks: true },
  { name: "a socket", givesPages: true, seeks: false },
  { name: "a pipe", givesPages: false, seeks: false },
];

/** Targets of each kind. */
export const targets: readonly Target[] = [
  { name: "a socket", isPipe: false, appends: false },
  { name: "a file", isPipe: false, appends: false },
  { name: "a file, O_APPEND", isPipe: false, appends: true },
  { name: "a pipe", isPipe: true, appends: false },
];

/** Lists what stands in the way of a pair: nothing, if sendfile takes it. */
export function obstaclesTo(
  { givesPages, seeks }: Source,
  { isPipe, appends }: Target,
): Exclude<Obstacle, "none">[] {
  return [
    ...(givesPages ? [] : ["the source gives no pages" as const]),
    ...(seeks || isPipe ? [] : ["the source cannot seek" as const]),
    ...(appends ? ["the target appends" as const] : []),
  ];
}

/** The answers of the call to all pairs as a table. */
export function endsTable(): string {
  return markdownTable(
    ["from", ...targets.map(({ name }) => `to ${name}`)],
    sources.map((source) => [
      source.name,
      ...targets.map((target) =>
        obstaclesTo(source, target).length === 0 ? "bytes" : "EINVAL"
      ),
    ]),
  );
}
