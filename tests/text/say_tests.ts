import { assertEquals } from "@std/assert";
import {
  sayAddress,
  sayCount,
  sayExactly,
  sayIn,
  sayMany,
  sayRanges,
  sayRate,
  saySize,
  sayTime,
} from "../../lib/text/say.ts";
import { makeDice } from "../dice.ts";

const seed = 1;

Deno.test("saySize() says a size in binary units", () => {
  const sizes: [bytes: number, says: string][] = [
    [0, "0 B"],
    [1, "1 B"],
    [1023, "1023 B"],
    [1024, "1 KiB"],
    [1536, "1.5 KiB"],
    [64 * 1024, "64 KiB"],
    [2 ** 20 - 1, "1020 KiB"],
    [1234 * 1024, "1.21 MiB"],
    [2 ** 20, "1 MiB"],
    [2 ** 30, "1 GiB"],
    [2 ** 40, "1 TiB"],
    [2 ** 50, "1 PiB"],
  ];
  for (const [bytes, says] of sizes) assertEquals(saySize(bytes), says);
});

Deno.test("sayCount() sets thousands apart and loses no digit", () => {
  const counts: [count: number, says: string][] = [
    [0, "0"],
    [999, "999"],
    [1000, "1,000"],
    [65_536, "65,536"],
    [1_234_567, "1,234,567"],
    [Number.MAX_SAFE_INTEGER, "9,007,199,254,740,991"],
  ];
  for (const [count, says] of counts) assertEquals(sayCount(count), says);
  const { between } = makeDice(seed);
  for (let i = 0; i < 1000; i++) {
    const count = between(0, 10 ** between(0, 15));
    const says = sayCount(count);
    assertEquals(Number(says.replaceAll(",", "")), count, `seed ${seed}`);
    assertEquals(
      /^\d{1,3}(,\d{3})*$/.test(says),
      true,
      `${says}, seed ${seed}`,
    );
  }
});

Deno.test("sayTime() takes the unit that fits, and three digits", () => {
  const times: [elapsedNs: number, says: string][] = [
    [0, "0 ns"],
    [850, "850 ns"],
    [999, "999 ns"],
    [1000, "1 µs"],
    [16_600, "16.6 µs"],
    [16_640, "16.6 µs"],
    [2_100_000, "2.1 ms"],
    [3e9, "3 s"],
  ];
  for (const [elapsedNs, says] of times) assertEquals(sayTime(elapsedNs), says);
});

Deno.test("sayRate() says bytes in a nanosecond as what they are", () => {
  assertEquals(sayRate(1.2345), "1.23 GB/s");
  assertEquals(sayRate(1 / 20), "0.05 GB/s");
});

Deno.test("sayIn() and sayExactly() say a number in any unit", () => {
  const says: [
    unit: Parameters<typeof sayIn>[0],
    rounded: string,
    exact: string,
  ][] = [
    ["times", "1,234,567", "1,234,567"],
    ["bytes", "1.18 MiB", "1,234,567 B"],
    ["ns", "1.23 ms", "1,234,567 ns"],
    ["bytes/s", "0.00123 GB/s", "1,234,567 B/s"],
  ];
  for (const [unit, rounded, exact] of says) {
    assertEquals(sayIn(unit, 1_234_567), rounded);
    assertEquals(sayExactly(unit, 1_234_567), exact);
  }
});

Deno.test("sayMany() puts a noun into the plural, for all but one", () => {
  assertEquals(sayMany(0, "page"), "0 pages");
  assertEquals(sayMany(1, "page"), "1 page");
  assertEquals(sayMany(2, "page"), "2 pages");
  assertEquals(sayMany(1000, "page"), "1,000 pages");
});

Deno.test("sayAddress() writes an address in hexadecimal", () => {
  assertEquals(sayAddress(0), "0x0");
  assertEquals(sayAddress(2 ** 47 + 168), "0x8000000000a8");
});

Deno.test("sayRanges() says those that follow each other by the first and the last", () => {
  assertEquals(sayRanges([]), "");
  assertEquals(sayRanges([5]), "5");
  assertEquals(sayRanges([5, 6, 7]), "5 to 7");
  assertEquals(sayRanges([1, 3, 5, 6, 9]), "1, 3, 5 to 6, 9");
});
