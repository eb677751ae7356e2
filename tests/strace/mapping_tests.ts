import { assertEquals } from "@std/assert";
import { Mappings } from "../../lib/strace/mapping.ts";
import { OpenFile } from "../../lib/strace/open_file.ts";

function mapped(...lengths: readonly number[]): Mappings {
  const mappings = new Mappings();
  for (const [at, length] of lengths.entries()) {
    const file = new OpenFile("file", `/${at}`);
    mappings.map(file, 0x10000 * (at + 1), length);
  }
  return mappings;
}

Deno.test("a write fits the whole of a mapping, its rest, or a large part", () => {
  const mappings = mapped(50_000, 100);
  const name = (asked: number): string | undefined =>
    mappings.fitting(asked)?.file.name;
  assertEquals(name(50_000), "/0");
  assertEquals(name(100), "/1");
  assertEquals(name(4096), "/0");
  assertEquals(name(4095), undefined);
  assertEquals(name(50_001), undefined);
  mappings.fitting(50_000)!.written = 49_000;
  assertEquals(name(1000), "/0");
  assertEquals(name(4096), undefined);
});

Deno.test("an address says which mapping it is", () => {
  const mappings = mapped(100, 200);
  assertEquals(mappings.at(0x10000, 100)?.file.name, "/0");
  assertEquals(mappings.at(0x20010, 100)?.file.name, "/1");
  assertEquals(mappings.at(0x10001, 100), undefined);
});

Deno.test("what is unmapped, or belongs to a library, is known no more", () => {
  const mappings = mapped(100, 200);
  assertEquals(mappings.unmap(0x10000)?.file.name, "/0");
  assertEquals(mappings.unmap(0x10000), undefined);
  mappings.forget(mappings.fitting(200)!.file);
  assertEquals(mappings.size, 0);
  for (let at = 0; at < 5000; at++) {
    mappings.map(new OpenFile("file", "/a"), undefined, 1);
  }
  assertEquals(mappings.size, 1024);
});
