/**
 * Writes archives that tell the truth, or lie as they are told to.
 *
 * @see PKWARE APPNOTE.TXT 6.3.10
 * @module
 */
import { crc32, deflateRawSync } from "node:zlib";

/** A file in an archive; what is not said of it is true. */
export interface ZipFile {
  /** Text is written as UTF-8, and said to be so. */
  readonly name: string | Uint8Array;
  readonly data?: string | Uint8Array;
  /** Whether it is not compressed. */
  readonly isStored?: boolean;
  /** The kind and the permissions that Unix has for it. */
  readonly mode?: number;
  /** What else is said in the list of entries. */
  readonly says?: {
    readonly compressed?: number;
    readonly uncompressed?: number;
    readonly crc?: number;
    readonly method?: number;
    readonly flags?: number;
    /** Where its head is. */
    readonly offset?: number;
    /** The index of an entry whose head and bytes it shares. */
    readonly shares?: number;
  };
  /** Another name before the bytes than in the list. */
  readonly localName?: string;
  /** Extra fields of the list, as they are. */
  readonly extra?: Uint8Array;
}

/** What is said of the archive as a whole. */
export interface ZipSays {
  readonly count?: number;
  readonly listOffset?: number;
  readonly listBytes?: number;
  readonly disk?: number;
  readonly before?: Uint8Array;
  readonly comment?: string | Uint8Array;
}

/** Writes an archive. */
export function writeZip(
  files: readonly ZipFile[],
  says: ZipSays = {},
): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [says.before ?? new Uint8Array()];
  let offset = parts[0]!.length;
  const list: Uint8Array[] = [];
  const offsets: number[] = [];
  for (const file of files) {
    const { says: said = {}, extra = new Uint8Array() } = file;
    const name = bytesOf(file.name);
    const localName = bytesOf(file.localName ?? file.name);
    const data = bytesOf(file.data ?? "");
    const stored = file.isStored ? data : deflated(data);
    const isText = typeof file.name === "string";
    const flags = said.flags ?? (isText ? 0x800 : 0);
    const common = [
      u16(flags),
      u16(said.method ?? (file.isStored ? 0 : 8)),
      u16(0x6000),
      u16(0x5b82),
      u32(said.crc ?? crc32(data)),
      u32(said.compressed ?? stored.length),
      u32(said.uncompressed ?? data.length),
    ];
    const head = [
      u32(0x04034b50),
      u16(20),
      ...common,
      u16(localName.length),
      u16(0),
      localName,
    ];
    offsets.push(offset);
    list.push(joinBytes([
      u32(0x02014b50),
      u16(file.mode === undefined ? 20 : 0x0314),
      u16(20),
      ...common,
      u16(name.length),
      u16(extra.length),
      u16(0),
      u16(0),
      u16(0),
      u32((file.mode ?? 0) * 2 ** 16),
      u32(said.offset ?? offsets[said.shares ?? -1] ?? offset),
      name,
      extra,
    ]));
    if (said.shares !== undefined) continue;
    const local = joinBytes([...head, stored]);
    parts.push(local);
    offset += local.length;
  }
  const index = joinBytes(list);
  const comment = bytesOf(says.comment ?? "");
  const count = says.count ?? files.length;
  return joinBytes([
    ...parts,
    index,
    u32(0x06054b50),
    u16(says.disk ?? 0),
    u16(says.disk ?? 0),
    u16(count),
    u16(count),
    u32(says.listBytes ?? index.length),
    u32(says.listOffset ?? offset),
    u16(comment.length),
    comment,
  ]);
}

const known = new WeakMap<Uint8Array, Uint8Array>();

/** Compresses bytes: the same ones once. */
function deflated(data: Uint8Array): Uint8Array {
  const bytes = known.get(data) ?? new Uint8Array(deflateRawSync(data));
  known.set(data, bytes);
  return bytes;
}

/** The extra field that says a name in UTF-8 (0x7075). */
export function utf8Name(name: Uint8Array, utf8: string): Uint8Array {
  const text = bytesOf(utf8);
  return joinBytes([
    u16(0x7075),
    u16(5 + text.length),
    new Uint8Array([1]),
    u32(crc32(name)),
    text,
  ]);
}

/** Puts bytes one after the other. */
export function joinBytes(
  parts: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === "string" ? new TextEncoder().encode(text) : text;
}

function u16(value: number): Uint8Array {
  return new Uint8Array([value & 0xff, value >>> 8 & 0xff]);
}

function u32(value: number): Uint8Array {
  return joinBytes([u16(value & 0xffff), u16(Math.floor(value / 0x10000))]);
}
