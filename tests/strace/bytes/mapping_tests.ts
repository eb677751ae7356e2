import { assertEquals } from "@std/assert";
import type { Mapping } from "../../../lib/strace/bytes/mapping.ts";
import { Mappings } from "../../../lib/strace/bytes/mapping.ts";
import { OpenFile } from "../../../lib/strace/open_file.ts";
import { Target } from "../../../lib/strace/target.ts";

/** Maps files that are named by their numbers, each by a thread of that number. */
function mapped(...lengths: readonly number[]): Mappings {
  const mappings = new Mappings();
  for (const [thread, length] of lengths.entries()) {
    const file = new OpenFile("file", `/${thread}`);
    mappings.map({ file, thread, address: 0x10000 * (thread + 1), length });
  }
  return mappings;
}

const target = new Target("socket", "");

function fitting(
  mappings: Mappings,
  asked: number,
  thread = 9,
): Mapping | undefined {
  return mappings.fitting(asked, { target, thread, isWhole: true }) ??
    mappings.fitting(asked, { target, thread, isWhole: false });
}

Deno.test("a write fits the whole of a mapping, its rest, or a large part", () => {
  const mappings = mapped(50_000, 100);
  const name = (asked: number): string | undefined =>
    fitting(mappings, asked)?.file.name;
  assertEquals(name(50_000), "/0");
  assertEquals(name(100), "/1");
  assertEquals(name(4096), "/0");
  assertEquals(name(4095), undefined);
  assertEquals(name(50_001), undefined);
  fitting(mappings, 50_000)!.written = 49_000;
  assertEquals(name(1000), "/0");
  assertEquals(name(4096), undefined);
});

Deno.test("a mapping that goes nowhere else goes first, then one's own, then the latest", () => {
  const mappings = mapped(100, 100, 100);
  assertEquals(fitting(mappings, 100)?.file.name, "/2");
  assertEquals(fitting(mappings, 100, 0)?.file.name, "/0");
  fitting(mappings, 100, 0)!.target = new Target("socket", "");
  assertEquals(fitting(mappings, 100, 0)?.file.name, "/2");
  fitting(mappings, 100, 1)!.target = target;
  assertEquals(fitting(mappings, 100, 1)?.file.name, "/1");
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
  mappings.forget(fitting(mappings, 200)!.file);
  assertEquals(mappings.size, 0);
});

Deno.test("of very many mappings the latest are known", () => {
  const mappings = mapped(...Array.from({ length: 5000 }, () => 1));
  assertEquals(mappings.size, 1024);
});
