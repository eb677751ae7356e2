import { assertEquals } from "@std/assert";
import type { Fit, FitEnd } from "../../../lib/strace/bytes/fitting.ts";
import { fitExactly, fitLoosely } from "../../../lib/strace/bytes/fitting.ts";
import type { Piece } from "../../../lib/strace/bytes/held_bytes.ts";

function pieces(...rests: readonly number[]): Piece[] {
  return rests.map((rest) => ({
    thread: 1,
    name: "read",
    isDirect: false,
    calls: 1,
    bytes: rest,
    rest,
    isBegun: false,
  }));
}

/** Says by which rule it fits, and what is taken: "exact 1: 100". */
function say(fit: Fit | undefined): string {
  if (fit === undefined) return "-";
  const { rule, before, from, bytes } = fit;
  return `${rule} ${from}: ${before > 0 ? `${before} + ` : ""}${bytes}`;
}

Deno.test("whole pieces fit in order: one, the first ones, or the last ones", () => {
  const held = pieces(100, 200, 300);
  const rows: readonly (readonly [asked: number, fit: string])[] = [
    [100, "exact 0: 100"],
    [200, "exact 1: 200"],
    [300, "exact 0: 300"],
    [600, "exact 0: 600"],
    [500, "exact 1: 500"],
    [400, "-"],
    [99, "-"],
    [601, "-"],
  ];
  for (const [asked, fit] of rows) {
    assertEquals(say(fitExactly(held, asked)), fit, `${asked}`);
  }
  assertEquals(say(fitExactly(held, 100, 1)), "-");
  assertEquals(say(fitExactly([], 1)), "-");
});

const first: FitEnd = { isSocket: true, isFirst: true, hasTls: false };
const later: FitEnd = { ...first, isFirst: false };
const withTls: FitEnd = { ...later, hasTls: true };
const file: FitEnd = { ...first, isSocket: false };

/** What a write may be of, where it is not of whole pieces alone. */
const loose: readonly (readonly [
  pieces: readonly number[],
  asked: number,
  end: FitEnd,
  fit: string,
])[] = [
  // A header stands only before what is first sent.
  [[65536], 65536 + 240, first, "header 0: 240 + 65536"],
  [[65536], 65536 + 240, later, "-"],
  [[65536], 65536 + 240, file, "-"],
  [[65536], 65536 + 3000, first, "-"],
  [[8000, 8000, 5], 16005 + 240, first, "header 0: 240 + 16005"],
  // "10000\r\n" + 65536 + "\r\n", and the last chunk behind it.
  [[65536], 65536 + 9, later, "chunk 0: 7 + 65536"],
  [[65536], 65536 + 14, later, "chunk 0: 7 + 65536"],
  [[37856], 37856 + 8, later, "chunk 0: 6 + 37856"],
  // A record of TLS holds at most 16 KiB and adds 22 bytes or a few more.
  [[32768], 16384 + 22, later, "TLS 0: 16384"],
  [[32768], 16384 + 29, first, "TLS 0: 16384"],
  [[32768], 2 * (16384 + 22), later, "TLS 0: 32768"],
  [[5000], 5000 + 22, later, "TLS 0: 5000"],
  [[5000], 1400, later, "-"],
  [[5000], 1400, withTls, "TLS 0: 1378"],
  [[100], 1400, withTls, "TLS 0: 100"],
  // One of several equal parts; a small one fits by chance.
  [[65536], 16384, later, "part 0: 16384"],
  [[65536], 16384, file, "part 0: 16384"],
  [[65536], 256, file, "-"],
  [[65536], 10000, file, "-"],
];

Deno.test("headers, chunks, records of TLS and parts are told from each other", () => {
  for (const [held, asked, end, fit] of loose) {
    const found = fitLoosely(pieces(...held), asked, end);
    assertEquals(say(found), fit, `${asked} of ${held}`);
  }
});
