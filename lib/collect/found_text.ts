/**
 * Text as strangers save it: in the encodings that their editors use, with the line ends of their
 * system.
 *
 * @module
 */
import { UnfitFile } from "../workbook/file.ts";

/** A text, and what had to be guessed to read it. */
export interface FoundText {
  /** Lines end in a line feed. */
  readonly text: string;
  /** What it is, if it is not UTF-8: "is UTF-16". */
  readonly note?: string;
}

/** What a file begins with that says how it is written. */
const marks: readonly [bytes: readonly number[], name: string][] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

/**
 * Reads a text: by its mark, or as UTF-8, or as what older editors write in its place, which leaves
 * code as it is and may turn letters in comments.
 *
 * @throws {UnfitFile} If it holds a NUL: then it is no text, or UTF-16 without its mark.
 */
export function readFound(bytes: Uint8Array): FoundText {
  const { text, note } = decode(bytes);
  if (text.includes("\0")) {
    throw new UnfitFile("holds a NUL, and so is no text: save it as UTF-8");
  }
  const lines = text.replaceAll(/\r\n?/g, "\n");
  return note === undefined ? { text: lines } : { text: lines, note };
}

function decode(bytes: Uint8Array): FoundText {
  const marked = marks
    .find(([mark]) => mark.every((byte, i) => bytes[i] === byte))?.[1];
  if (marked !== undefined && marked !== "utf-8") {
    const text = new TextDecoder(marked).decode(bytes);
    return { text, note: `is ${marked.slice(0, 6).toUpperCase()}, not UTF-8` };
  }
  for (const encoding of ["utf-8", "gbk"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (encoding === "utf-8") return { text };
      return { text, note: "is not UTF-8: it was read as GBK" };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  const text = new TextDecoder("windows-1252").decode(bytes);
  return { text, note: "is not UTF-8: it was read as Windows-1252" };
}
