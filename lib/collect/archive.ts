/**
 * What lies in an archive. Nothing of it is ever written to a disk, and nothing is inflated before it
 * is known to be small. What lies about itself costs itself, and no other.
 *
 * @module
 */
import {
  type Entry,
  type FileEntry,
  type Reader,
  Uint8ArrayReader,
  ZipReader,
} from "@zip.js/zip.js";
import { crc32, inflateRawSync } from "node:zlib";
import { mostAnswerBytes } from "../homework/pack.ts";
import { UnfitFile } from "../workbook/file.ts";
import {
  type Delivered,
  type Delivery,
  inOrder,
  isLitter,
  mostFiles,
  mostInnerBytes,
  mostInnerFiles,
  mostPackBytes,
  requireSize,
  sayName,
  tidyPath,
} from "./delivered.ts";
import { DiskReader } from "./disk_reader.ts";
import type { Refused } from "./submission.ts";

/** The most that is refused of one archive in a sentence each. */
const mostRefused = 20;

const liedSize = "has another size than it says";
const damaged = "is damaged";
const strangeMethod = "is compressed in a way that is not read";

/** What is wrong, by what the library says; all else is damage. */
const reasons: readonly [message: RegExp, why: string][] = [
  [/encrypt/i, "is encrypted"],
  [/Overlapping/, "shares its bytes with another entry"],
  [/Compression method/i, strangeMethod],
  [/Ambiguous/, "says two things of itself"],
  [/Split zip/, "is a part of an archive: the other parts are missing"],
  [/End of central|not recognized/, "is no zip archive, or not all of one"],
];

/**
 * Lists the files of an archive.
 *
 * @throws {UnfitFile} If it is none, or lies too deep in others, or holds too many.
 */
export async function openArchive(archive: Delivered): Promise<Delivery> {
  if (archive.nesting > 1) {
    throw new UnfitFile("is an archive in an archive in an archive");
  }
  const { place } = archive;
  const reader = place === undefined
    ? new Uint8ArrayReader(await archive.read(mostInnerBytes))
    : new DiskReader(place);
  const most = archive.nesting === 0 ? mostFiles : mostInnerFiles;
  const entries = await explaining(() =>
    entriesOf(new ZipReader(reader), most)
  );
  return deliver(archive, reader, entries);
}

/** Takes the entries that are files, each by itself; the others are refused. */
function deliver(
  archive: Delivered,
  reader: Reader<unknown>,
  entries: readonly Entry[],
): Delivery {
  const shared = sharing(entries);
  const files: Delivered[] = [];
  const refused: Refused[] = [];
  let more = 0;
  for (const entry of entries) {
    const source = `${archive.source}/${sayName(entry.filename)}`;
    try {
      const path = tidyPath(entry.filename);
      if (entry.directory || isLitter(path)) continue;
      if (path === "") throw new UnfitFile("has no name");
      requirePlain(entry);
      const why = shared.get(entry);
      if (why !== undefined) throw new UnfitFile(why);
      const nesting = archive.nesting + 1;
      const read = (most: number): Promise<Uint8Array> =>
        explaining(() => inflate(entry, reader, most));
      files.push({ path, source, nesting, read });
    } catch (error) {
      if (!(error instanceof UnfitFile)) throw error;
      if (refused.length === mostRefused) more += 1;
      else refused.push({ source, why: `${source} ${error.message}.` });
    }
  }
  if (more > 0) {
    const { source } = archive;
    const why = `${source} holds ${more} more entries that are not taken.`;
    refused.push({ source, why });
  }
  return { files: inOrder(files, ({ path }) => path), refused };
}

/** @throws {UnfitFile} If there are too many. */
async function entriesOf(
  zip: ZipReader<unknown>,
  most: number,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  const found = zip.getEntriesGenerator({
    // Names are looked at here, so that a bad one costs no other.
    filenameValidation: "tolerant",
    decodeText: decodeName,
  });
  for await (const entry of found) {
    if (entries.length === most) {
      throw new UnfitFile(`holds more than ${most} files`);
    }
    entries.push(entry);
  }
  return entries;
}

/** @throws {UnfitFile} If an entry is a link, or a device, or encrypted. */
function requirePlain({ symlink, encrypted, unixMode = 0 }: Entry): void {
  const kind = unixMode & 0o170000;
  if (symlink) throw new UnfitFile("is a link, and no file");
  if (kind !== 0 && kind !== 0o100000) {
    throw new UnfitFile("is a device or a pipe, and no file");
  }
  if (encrypted) throw new UnfitFile("is encrypted");
}

/** Finds the entries that share a name or bytes: which one is meant, nobody can tell. */
function sharing(entries: readonly Entry[]): ReadonlyMap<Entry, string> {
  const shared = new Map<Entry, string>();
  const names = Map.groupBy(entries, ({ filename }) => filename);
  for (const same of names.values()) {
    if (same.length === 1) continue;
    for (const one of same) shared.set(one, `is there ${same.length} times`);
  }
  const sorted = entries.toSorted((a, b) => a.offset - b.offset);
  let last = sorted[0];
  for (const entry of sorted.slice(1)) {
    if (entry.offset < endOf(last!)) {
      for (const one of [last!, entry]) {
        shared.set(one, "shares its bytes with another entry");
      }
    }
    if (endOf(entry) > endOf(last!)) last = entry;
  }
  return shared;
}

/** Where an entry ends, at the least: its head has 30 bytes besides its name. */
function endOf({ offset, rawFilename, compressedSize }: Entry): number {
  return offset + 30 + rawFilename.length + compressedSize;
}

/** @throws {UnfitFile} If it is, or becomes, larger than it may. */
async function inflate(
  entry: Entry,
  reader: Reader<unknown>,
  most: number,
): Promise<Uint8Array> {
  const { compressedSize, uncompressedSize } = entry;
  // Text becomes smaller: only of archives may as much be compressed.
  const mostCompressed = most > mostPackBytes ? most : mostAnswerBytes;
  requireSize(compressedSize, mostCompressed);
  requireSize(uncompressedSize, most);
  // The library looks at the head. Its streams would take ten times the memory of these bytes.
  await (entry as FileEntry).getData(new WritableStream(), {
    checkLocalFilename: true,
    checkOverlappingEntryOnly: true,
  });
  const { dataOffset } = entry.localDirectory!;
  const packed = await reader.readUint8Array(dataOffset, compressedSize);
  const bytes = unpack(packed, entry);
  if (bytes.length !== uncompressedSize) throw new UnfitFile(liedSize);
  if (crc32(bytes) !== entry.crc32) throw new UnfitFile(damaged);
  return bytes;
}

/** @throws {UnfitFile} If it becomes larger than it says: no more than that is inflated. */
function unpack(
  packed: Uint8Array,
  { compressionMethod, uncompressedSize }: Entry,
): Uint8Array {
  if (compressionMethod === 0) return packed;
  if (compressionMethod !== 8) throw new UnfitFile(strangeMethod);
  const maxOutputLength = Math.max(1, uncompressedSize);
  try {
    return inflateRawSync(packed, { maxOutputLength });
  } catch (error) {
    throw new UnfitFile(error instanceof RangeError ? liedSize : damaged);
  }
}

/** Does something with an archive; what the library says of it is said in our words. */
async function explaining<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof UnfitFile) throw error;
    const said = error instanceof Error ? error.message : String(error);
    const [, why = damaged] = reasons.find(([message]) => message.test(said)) ??
      [];
    throw new UnfitFile(why);
  }
}

/**
 * Reads a name that is not said to be UTF-8, and is none: as GBK, if all of its bytes are such of
 * common Chinese, which the letters of other languages are not in the older encoding.
 */
function decodeName(
  name: Uint8Array,
  encoding: string,
): string | undefined {
  const high = name.filter((byte) => byte > 0x7f);
  const isChinese = encoding !== "utf-8" && high.length > 0 &&
    high.length % 2 === 0 && high.every((byte) => byte > 0xa0);
  return isChinese ? new TextDecoder("gbk").decode(name) : undefined;
}
