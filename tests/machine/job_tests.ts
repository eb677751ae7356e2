import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  countPieces,
  generateFile,
  isDelivered,
  type Job,
  makeJob,
  pagesFor,
  pagesOf,
  pieceOf,
  wholeFile,
} from "../../lib/machine/job.ts";

/** The message with which a job is refused. */
function refusal(parts: Partial<Job>): string {
  return assertThrows(() => makeJob(parts), RangeError).message;
}

Deno.test("a job left alone moves a whole file from a cold cache to a NIC that gathers", () => {
  const job = makeJob();
  assertEquals(job, {
    fileBytes: 64 * 1024,
    bufferBytes: job.fileBytes,
    pageBytes: 4096,
    cache: "cold",
    nic: "gather",
  });
  assertEquals(countPieces(job), 1);
});

Deno.test("makeJob() keeps what it is given", () => {
  const job: Job = {
    fileBytes: 10,
    bufferBytes: 3,
    pageBytes: 512,
    cache: "warm",
    nic: "no-checksum",
  };
  assertEquals(makeJob(job), job);
});

Deno.test("makeJob() moves a file in one piece where no buffer is given, also an empty one", () => {
  assertEquals(makeJob({ fileBytes: 777 }).bufferBytes, 777);
  assertEquals(makeJob({ fileBytes: 0 }).bufferBytes, 1);
  assertEquals(countPieces(makeJob({ fileBytes: 0 })), 0);
});

Deno.test("makeJob() says which size is wrong, what it may be and what it is", () => {
  const most = 2 ** 50;
  assertEquals(
    refusal({ fileBytes: -1 }),
    `fileBytes must be a whole number from 0 to ${most}: it is -1`,
  );
  assertEquals(
    refusal({ fileBytes: 1.5 }),
    `fileBytes must be a whole number from 0 to ${most}: it is 1.5`,
  );
  assertEquals(
    refusal({ bufferBytes: 0 }),
    `bufferBytes must be a whole number from 1 to ${most}: it is 0`,
  );
  assertEquals(
    refusal({ pageBytes: 256 }),
    `pageBytes must be a whole number from 512 to ${most}: it is 256`,
  );
  assertEquals(
    refusal({ pageBytes: 5000 }),
    "pageBytes must be a power of two from 512 to 2097152: it is 5000",
  );
  assertEquals(
    refusal({ pageBytes: 2 ** 22 }),
    "pageBytes must be a power of two from 512 to 2097152: it is 4194304",
  );
});

Deno.test("makeJob() refuses what is no number, and what is too large", () => {
  for (const value of [NaN, Infinity, -Infinity, 2 ** 50 + 1, 0.5, -3]) {
    assert(refusal({ fileBytes: value }).endsWith(`it is ${value}`));
    assert(refusal({ bufferBytes: value }).startsWith("bufferBytes must be"));
    assert(refusal({ pageBytes: value }).startsWith("pageBytes must be"));
  }
});

Deno.test("makeJob() accepts the ends of each range", () => {
  for (const pageBytes of [512, 2 ** 21]) {
    assertEquals(makeJob({ pageBytes }).pageBytes, pageBytes);
  }
  for (const fileBytes of [0, 2 ** 50]) {
    assertEquals(makeJob({ fileBytes }).fileBytes, fileBytes);
  }
  assertEquals(makeJob({ bufferBytes: 1 }).bufferBytes, 1);
});

Deno.test("the pieces of a file follow each other and make it up", () => {
  for (const fileBytes of [1, 2, 9, 10, 11, 100]) {
    for (const bufferBytes of [1, 3, 10, 99, 100, 101]) {
      const job = makeJob({ fileBytes, bufferBytes });
      let position = 0;
      for (let number = 1; number <= countPieces(job); number++) {
        const piece = pieceOf(job, number);
        assertEquals(piece.position, position);
        assert(piece.bytes >= 1 && piece.bytes <= bufferBytes);
        position += piece.bytes;
      }
      assertEquals(position, fileBytes);
      assertEquals(wholeFile(job), { position: 0, bytes: fileBytes });
    }
  }
});

Deno.test("pagesFor() counts a begun page as a page", () => {
  const bytes = [0, 1, 511, 512, 513, 1024];
  assertEquals(bytes.map((bytes) => pagesFor(bytes, 512)), [0, 1, 1, 1, 2, 2]);
});

Deno.test("pagesOf() names the pages that a range touches", () => {
  const ranges: [position: number, bytes: number, pages: number[]][] = [
    [0, 0, []],
    [0, 1, [0]],
    [0, 512, [0]],
    [511, 2, [0, 1]],
    [512, 512, [1]],
    [1000, 1048, [1, 2, 3]],
  ];
  for (const [position, bytes, pages] of ranges) {
    assertEquals(pagesOf({ position, bytes }, 512), pages);
  }
});

Deno.test("generateFile() makes the same bytes for the same seed, others for another", () => {
  for (const bytes of [1, 2, 3, 4, 5, 1000]) {
    assertEquals(generateFile(bytes).length, bytes);
    assertEquals(generateFile(bytes, 7), generateFile(bytes, 7));
  }
  assertEquals(generateFile(100), generateFile(100, 1));
  const seeds = Array.from({ length: 200 }, (_, i) => i - 100);
  const files = seeds.map((seed) => generateFile(64, seed).toHex());
  assertEquals(new Set(files).size, seeds.length);
  assertEquals(generateFile(0).length, 0);
});

Deno.test("generateFile() goes on as Marsaglia's xorshift with 13, 17 and 5 does", () => {
  const file = generateFile(4000, 11);
  const words = Array.from(
    { length: 1000 },
    (_, i) => BigInt(new DataView(file.buffer).getUint32(4 * i, true)),
  );
  for (let i = 1; i < words.length; i++) {
    let state = words[i - 1]!;
    state = BigInt.asUintN(32, state ^ state << 13n);
    state ^= state >> 17n;
    state = BigInt.asUintN(32, state ^ state << 5n);
    assertEquals(words[i], state);
  }
});

Deno.test("generateFile() begins a longer file with the bytes of a shorter one", () => {
  assertEquals(generateFile(1000, 3).subarray(0, 777), generateFile(777, 3));
  const longest = generateFile(2 ** 20 + 5);
  for (const bytes of [2 ** 20 + 1, 2 ** 20, 70_001, 10, 2 ** 20 - 1]) {
    const file = generateFile(bytes);
    assertEquals(file.length, bytes);
    assert(isDelivered(longest.subarray(0, bytes), file), `${bytes} bytes`);
  }
});

Deno.test("generateFile() makes a file for each who asks: what one writes, another does not see", () => {
  generateFile(100).fill(7);
  assertEquals(generateFile(100, 1), generateFile(200).slice(0, 100));
  assertEquals(new Set(generateFile(100)).size > 50, true);
});

Deno.test("generateFile() repeats no run of 8 bytes, so that no lost or doubled piece can hide", () => {
  const bytes = 2 ** 17;
  for (const seed of [1, 12345]) {
    const file = generateFile(bytes, seed);
    const view = new DataView(file.buffer);
    const runs = new Set<bigint>();
    for (let at = 0; at + 8 <= bytes; at += 4) runs.add(view.getBigUint64(at));
    assertEquals(runs.size, bytes / 4 - 1, `seed ${seed}`);
  }
});

Deno.test("generateFile() uses every value of a byte about equally often", () => {
  const seen = new Array<number>(256).fill(0);
  for (const byte of generateFile(2 ** 16)) seen[byte]! += 1;
  const usual = 2 ** 16 / 256;
  for (const times of seen) assert(times > usual / 2 && times < usual * 2);
});

Deno.test("isDelivered() wants every byte, in its place, and none more", () => {
  const file = Uint8Array.of(1, 2, 3);
  assert(isDelivered(file, Uint8Array.of(1, 2, 3)));
  assert(isDelivered(Uint8Array.of(), Uint8Array.of()));
  for (const other of [[1, 2], [1, 2, 3, 4], [1, 3, 2], [0, 2, 3], [1, 2, 4]]) {
    assert(!isDelivered(file, Uint8Array.from(other)), `${other}`);
  }
});

Deno.test("isDelivered() finds one wrong byte, wherever it is and however the bytes lie", () => {
  for (const [from, size] of [[0, 11], [1, 11], [0, 8], [4, 9]] as const) {
    const file = generateFile(size + from).subarray(from);
    const same = new Uint8Array([0, ...file]).subarray(1);
    assert(isDelivered(file, same) && isDelivered(file, file.slice()));
    for (let i = 0; i < size; i++) {
      const other = file.slice();
      other[i]! ^= 1;
      assert(!isDelivered(file, other), `byte ${i} of ${size} from ${from}`);
    }
  }
});
