/**
 * Numbers in words that people read: sizes, counts, times, addresses.
 *
 * Exact where exact is short, otherwise rounded to three digits; never rounded in JSON.
 *
 * @module
 */
const sizes = ["KiB", "MiB", "GiB", "TiB", "PiB"];

/**
 * Says a size in binary units.
 *
 * @param bytes [bytes]
 * @returns "100 B", "64 KiB", "1.5 MiB".
 */
export function saySize(bytes: number): string {
  // Three digits would make 1020 of 1023.
  if (bytes < 1024) return `${bytes} B`;
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), sizes.length);
  return `${round(bytes / 1024 ** power)} ${sizes[power - 1]}`;
}

/** Says a whole number with its thousands set apart: "1,234,567". */
export function sayCount(count: number): string {
  // Not toLocaleString(): its first call takes 16 ms, half of a start.
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * Says a time with the unit that fits it.
 *
 * @param elapsedNs [ns]
 * @returns "850 ns", "16.6 µs", "2.1 ms", "3 s".
 */
export function sayTime(elapsedNs: number): string {
  const units: [number, string][] = [[1e9, "s"], [1e6, "ms"], [1e3, "µs"]];
  for (const [unitNs, name] of units) {
    if (elapsedNs >= unitNs) return `${round(elapsedNs / unitNs)} ${name}`;
  }
  return `${round(elapsedNs)} ns`;
}

/** Says how fast bytes go. @param bytesPerNs [bytes/ns] */
export function sayRate(bytesPerNs: number): string {
  return `${round(bytesPerNs)} GB/s`;
}

/** What a number can count. */
export type Unit = "times" | "bytes" | "ns" | "bytes/s";

/** Says a number in its unit: "1,234", "64 KiB", "16.6 µs", "1.5 GB/s". */
export function sayIn(unit: Unit, value: number): string {
  switch (unit) {
    case "times":
      return sayCount(value);
    case "bytes":
      return saySize(value);
    case "ns":
      return sayTime(value);
    case "bytes/s":
      return sayRate(value / 1e9);
  }
}

/** Says a whole number in its unit without rounding it. */
export function sayExactly(unit: Unit, value: number): string {
  const symbol = { times: "", bytes: " B", ns: " ns", "bytes/s": " B/s" }[unit];
  return sayCount(value) + symbol;
}

/** Says an address as programmers write it: "0xa8". */
export function sayAddress(address: number): string {
  return `0x${address.toString(16)}`;
}

/** Says a number of things: "1 page", "3 pages". */
export function sayMany(count: number, noun: string): string {
  return `${sayCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** Says some numbers: "1, 3, 5 to 9". @param numbers Whole ones, in their order. */
export function sayRanges(numbers: readonly number[]): string {
  const begins = numbers.filter((one) => !numbers.includes(one - 1));
  return begins.map((begin) => {
    const end = numbers.find((one) =>
      one >= begin && !numbers.includes(one + 1)
    );
    return end === begin ? String(begin) : `${begin} to ${end}`;
  }).join(", ");
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
