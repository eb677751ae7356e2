/**
 * What the one who grades and the process of an answer say to each other: lines of JSON.
 *
 * @module
 */
import { hasParts, jsonIn } from "../workbook/plain.ts";

/** What the process is told. */
export interface Order {
  /** What its reply is known by among whatever an answer prints. */
  readonly id: string;
  readonly name: string;
  readonly args: readonly unknown[];
  /** [ms] */
  readonly limitMs: number;
}

/** What the process says: what a call gave, why it gave nothing, what was logged. */
export type Reply =
  | { readonly kind: "gave"; readonly id: string; readonly value?: unknown }
  | {
    readonly kind: "failed";
    readonly id: string;
    readonly why: string;
    readonly lacks?: Lack;
  }
  | { readonly kind: "log"; readonly text: string };

/**
 * Why an answer gave nothing, where it matters to the one who grades: it did not end, it has a hole,
 * or it is no module that can be loaded.
 */
export type Lack = "time" | "todo" | "module";

/** What the reply is known by that says whether the answer is loaded. */
export const loadId = "load";

/**
 * Reads a line.
 *
 * @returns Nothing, if it is no reply: an answer may write to standard output itself.
 */
export function readReply(line: string): Reply | undefined {
  const read = jsonIn(line);
  if (!hasParts(read)) return undefined;
  const { kind, id, text } = read;
  const isOk = kind === "gave"
    ? typeof id === "string"
    : kind === "failed"
    ? typeof id === "string" && isFailure(read)
    : kind === "log" && typeof text === "string";
  return isOk ? read as unknown as Reply : undefined;
}

/** Whether what was read says why an answer gave nothing. */
export function isFailure(
  read: Readonly<Record<string, unknown>>,
): read is { readonly why: string; readonly lacks?: Lack } {
  const { why, lacks } = read;
  return typeof why === "string" &&
    [undefined, "time", "todo", "module"].includes(lacks as Lack);
}

/**
 * Splits a stream of bytes into lines. Empty lines are left out.
 *
 * @param most A line that is longer comes in pieces. [characters]
 */
export async function* linesOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  most = Infinity,
): AsyncGenerator<string> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const [first = "", ...others] = text.split("\n");
    rest += first;
    if (others.length > 0) {
      const last = others.pop()!;
      yield* [rest, ...others].filter((line) => line !== "");
      rest = last;
    }
    if (rest.length < most) continue;
    yield rest;
    rest = "";
  }
  if (rest !== "") yield rest;
}
