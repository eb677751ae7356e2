import { assertEquals } from "@std/assert";
import { DescriptorTable } from "../../lib/strace/descriptor_table.ts";
import { OpenFile } from "../../lib/strace/open_file.ts";

/** A table, and the names of what it has closed for good. */
function table(): { table: DescriptorTable; closed: string[] } {
  const closed: string[] = [];
  return {
    table: new DescriptorTable(({ name }) => closed.push(name)),
    closed,
  };
}

const file = (name: string): OpenFile => new OpenFile("file", name);
const by = { thread: 1 };

Deno.test("a file is closed with the last descriptor that leads to it", () => {
  const { table: all, closed } = table();
  const a = file("/a");
  all.open(3, a, by);
  all.open(4, a, by);
  const child = all.copy();
  all.close(3, 1);
  all.close(4, 1);
  child.close(3, 2);
  assertEquals(closed, []);
  child.close(4, 2);
  assertEquals(closed, ["/a"]);
  child.close(4, 2);
  assertEquals(closed, ["/a"]);
});

Deno.test("another program keeps what is not closed on exec", () => {
  const { table: all, closed } = table();
  all.open(3, file("/a"), { ...by, closesOnExec: true });
  all.open(4, file("/b"), by);
  all.open(5, file("/c"), by);
  all.setClosesOnExec(5, true);
  all.exec();
  assertEquals(closed, ["/a", "/c"]);
  assertEquals(all.get(4)?.name, "/b");
});

Deno.test("a descriptor that is given out again was closed before", () => {
  const { table: all, closed } = table();
  all.open(3, file("/a"), by);
  all.open(3, file("/b"), by);
  assertEquals(closed, ["/a"]);
});

Deno.test("the close of another thread that returns late closes nothing", () => {
  const { table: all, closed } = table();
  all.open(3, file("/a"), { thread: 1 });
  all.open(3, file("/b"), { thread: 2 });
  all.close(3, 1);
  assertEquals(all.get(3)?.name, "/b");
  all.close(3, 1);
  assertEquals(closed, ["/a", "/b"]);
});

Deno.test("dup2 closes what was there, so that no close is late", () => {
  const { table: all, closed } = table();
  all.open(3, file("/a"), by);
  all.open(3, file("/b"), { thread: 2, closesOld: true });
  all.close(3, 1);
  assertEquals(closed, ["/a", "/b"]);
});

Deno.test("a range of descriptors is listed, both ends included", () => {
  const { table: all } = table();
  for (const descriptor of [3, 4, 5, 9]) all.open(descriptor, file("/a"), by);
  assertEquals(all.within(4, Infinity), [4, 5, 9]);
  assertEquals(all.within(3, 4), [3, 4]);
  all.closeAll();
  assertEquals(all.size, 0);
});
