/**
 * Archives that somebody has made so that they harm whoever opens them, or that are broken: each with
 * the verdict that it must get.
 *
 * @module
 */
import { joinBytes, utf8Name, writeZip, type ZipFile } from "./zip_writer.ts";

/** An archive, and what must come of it. */
export interface Hostile {
  readonly name: string;
  readonly zip: () => Uint8Array;
  /** What is said of it. */
  readonly why: RegExp;
  /** Whether the honest answer beside it is still taken. */
  readonly keepsRest: boolean;
}

/** An honest answer, in each archive that can have one. */
export const honest = "export const readAndWrite = 1;\n";

const good: ZipFile = { name: "05_read_write/answer.ts", data: honest };

/** What a hostile entry would say. */
const bad = "export const mapAndWrite = 'stolen';\n";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Names that lead out of the folder. */
const names: readonly (readonly [name: string, why: RegExp])[] = [
  ["../06_mmap_write/answer.ts", /leads out of its folder/],
  ["06_mmap_write/../../answer.ts", /leads out of its folder/],
  ["06_mmap_write/..", /leads out of its folder/],
  ["..\\06_mmap_write\\answer.ts", /leads out of its folder/],
  ["06_mmap_write\\..\\..\\..\\answer.ts", /leads out of its folder/],
  ["/06_mmap_write/answer.ts", /from the top of a disk/],
  ["\\06_mmap_write\\answer.ts", /from the top of a disk/],
  ["\\\\server\\share\\06_mmap_write\\answer.ts", /from the top of a disk/],
  ["C:\\06_mmap_write\\answer.ts", /from the top of a disk/],
  ["c:/06_mmap_write/answer.ts", /from the top of a disk/],
  ["C:answer.ts", /from the top of a disk/],
  ["06_mmap_write/answer.ts\0.png", /NUL in its name/],
  ["", /has no name/],
];

/** An entry that would be the answer of lesson 6, but for what is said of it. */
function six(more: Partial<ZipFile> = {}): ZipFile {
  return { name: "06_mmap_write/answer.ts", data: bad, ...more };
}

/** Makes files, each by its number. */
function several(count: number, make: (i: number) => ZipFile): ZipFile[] {
  return Array.from({ length: count }, (_, i) => make(i));
}

const zeros = (bytes: number): Uint8Array => new Uint8Array(bytes);

const mebibyte = zeros(2 ** 20);

/** Entries beside an honest one: what is wrong costs the entry alone. */
const entries: Readonly<
  Record<string, readonly [why: RegExp, ...files: ZipFile[]]>
> = {
  "a symbolic link": [
    /is a link/,
    six({ data: "/etc/passwd", isStored: true, mode: 0o120777 }),
  ],
  "a device": [/device or a pipe/, six({ mode: 0o020666 })],
  "a pipe": [/device or a pipe/, six({ mode: 0o010666 })],
  "a name that is there twice": [
    /is there 2 times/,
    six(),
    six({ data: honest }),
  ],
  "a name that is there three times": [
    /is there 3 times/,
    ...several(3, (i) => six({ data: `${bad}${i}` })),
  ],
  "names that differ in their case": [
    /may both be the answer of lesson 6/,
    six(),
    six({ name: "06_MMAP_WRITE/Answer.TS", data: `${bad}//` }),
  ],
  "names that differ in how a letter is written": [
    /may both be the answer of lesson 6/,
    six({ name: "\u00e9/06_mmap_write/answer.ts" }),
    six({ name: "e\u0301/06_mmap_write/answer.ts", data: `${bad}//` }),
  ],
  "3 GB that are said to be in a few bytes": [
    /is larger than 64 KiB/,
    six({ says: { uncompressed: 3 * 2 ** 30 } }),
  ],
  "3 GB that are said to be compressed": [
    /is larger than 64 KiB/,
    six({ says: { compressed: 3 * 2 ** 30 } }),
  ],
  "a bomb that says so": [
    /is larger than 64 KiB/,
    six({ data: zeros(40_000_000) }),
  ],
  "a bomb that says it is small": [
    /has another size/,
    six({ data: zeros(40_000_000), says: { uncompressed: 10 } }),
  ],
  "a bomb of which too much is compressed": [
    /is larger than 64 KiB/,
    six({ data: zeros(80_000_000), says: { uncompressed: 10 } }),
  ],
  "a bomb that says that little of it is compressed": [
    /has another size|is damaged/,
    six({
      data: zeros(80_000_000),
      says: { uncompressed: 65_536, compressed: 20_000 },
    }),
  ],
  "a file of 64 KiB and a byte": [
    /is larger than 64 KiB/,
    six({ data: zeros(65_537).fill(10) }),
  ],
  "a size that is too large": [
    /has another size|is damaged/,
    six({ says: { uncompressed: 5000 } }),
  ],
  "a size that is too small": [
    /has another size/,
    six({ says: { uncompressed: 5 } }),
  ],
  "a checksum of something else": [/is damaged/, six({ says: { crc: 7 } })],
  "a stored file that says it is compressed": [
    /is damaged/,
    six({ isStored: true, says: { method: 8 } }),
  ],
  "an encrypted file": [/is encrypted/, six({ says: { flags: 0x801 } })],
  "a strongly encrypted file": [
    /is encrypted/,
    six({ says: { flags: 0x841 } }),
  ],
  "another way to compress": [
    /compressed in a way/,
    six({ says: { method: 12 } }),
  ],
  "no known way to compress": [
    /compressed in a way/,
    six({ says: { method: 77 } }),
  ],
  "another name before the bytes": [
    /says two things/,
    six({ localName: "06_mmap_write/ansver.ts" }),
  ],
  "a head behind the end": [/is damaged/, six({ says: { offset: 2 ** 31 } })],
  "two entries that share their bytes": [
    /shares its bytes/,
    six(),
    six({ name: "07_sendfile/answer.ts", says: { shares: 1 } }),
  ],
  "another name in UTF-8, that leads out": [
    /leads out of its folder/,
    six({
      name: encode("06_mmap_write/answer.ts"),
      extra: utf8Name(encode("06_mmap_write/answer.ts"), "../answer.ts"),
    }),
  ],
  "a NUL in a file": [/holds a NUL/, six({ data: "export\0" })],
  "an archive in an archive in an archive": [
    /an archive in an archive in an archive/,
    {
      name: "a.zip",
      data: writeZip([{ name: "b.zip", data: writeZip([six()]) }]),
    },
  ],
  "an archive in it that is none": [
    /is no zip archive/,
    { name: "a.zip", data: "PK" },
  ],
  "an archive in it of more than 4 MiB": [
    /is larger than 4 MiB/,
    { name: "a.zip", data: zeros(5 * 2 ** 20) },
  ],
  "an archive in it with an entry that leads out": [
    /leads out of its folder/,
    { name: "a.zip", data: writeZip([six({ name: "../x.ts" })]) },
  ],
  "eleven archives in it": [
    /too much was handed in/,
    ...several(11, (i) => ({
      name: `${i}.zip`,
      data: writeZip([{ name: "readme.md" }]),
    })),
  ],
  "300 files of TypeScript": [
    /too much was handed in/,
    ...several(300, (i) => ({ name: `z/${i}.ts`, data: "export {};" })),
  ],
  "300 bombs that are said to be JSON": [
    /too much was handed in/,
    ...several(300, (i) => ({ name: `z/${i}.json`, data: mebibyte })),
  ],
};

/** What is wrong with the whole: nothing of it is taken. */
const wholes: Readonly<Record<string, readonly [RegExp, () => Uint8Array]>> = {
  "20,001 entries": [
    /holds more than 20000 files/,
    () =>
      writeZip([
        good,
        ...several(20_000, (i) => ({ name: `${i}`, isStored: true })),
      ]),
  ],
  "20,000 entries that are one": [
    /shares its bytes/,
    () =>
      writeZip([
        good,
        ...several(19_999, (i) => ({ name: `${i}.ts`, says: { shares: 0 } })),
      ]),
  ],
  "a head within another entry": [
    /shares its bytes/,
    () => writeZip([good, six({ says: { offset: 5 } })]),
  ],
  "an archive that was cut in its middle": [
    /is no zip archive/,
    () => writeZip([good]).slice(0, 60),
  ],
  "an archive that was cut at its end": [
    /is no zip archive/,
    () => writeZip([good]).slice(0, -5),
  ],
  "an archive that was cut at its beginning": [
    /is no zip archive|is damaged/,
    () => writeZip([good]).slice(20),
  ],
  "no archive at all": [
    /is no zip archive/,
    () => encode("This is a letter.\n".repeat(20)),
  ],
  "an empty file": [/is no zip archive/, () => new Uint8Array()],
  "an archive of another kind": [
    /is no zip archive/,
    () => joinBytes([encode("Rar!\x1a\x07"), zeros(200)]),
  ],
  "an end without a list": [
    /is no zip archive|is damaged/,
    () => writeZip([], { listOffset: 5, listBytes: 46, count: 1 }),
  ],
  "a list that is shorter than it says": [
    /is damaged/,
    () => writeZip([good], { count: 9 }),
  ],
  "a list behind the end": [
    /is no zip archive|is damaged/,
    () => writeZip([good], { listOffset: 2 ** 31, listBytes: 2 ** 30 }),
  ],
  "a part of an archive in parts": [
    /a part of an archive/,
    () => writeZip([good], { disk: 3 }),
  ],
  "two ends that have lists of their own": [
    /says two things/,
    () => writeZip([good], { comment: writeZip([six()]) }),
  ],
};

/** Makes something when it is first asked for. */
function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => made ??= make();
}

/** The table. */
export const hostileArchives: readonly Hostile[] = [
  ...names.map(([name, why]): Hostile => ({
    name: `the name ${JSON.stringify(name)}`,
    zip: () => writeZip([good, { name, data: bad }]),
    why,
    keepsRest: true,
  })),
  ...Object.entries(entries).map(([name, [why, ...files]]): Hostile => ({
    name,
    zip: once(() => writeZip([good, ...files])),
    why,
    keepsRest: true,
  })),
  ...Object.entries(wholes).map(([name, [why, zip]]): Hostile => ({
    name,
    zip: once(zip),
    why,
    keepsRest: false,
  })),
];
