import { assert, assertEquals } from "@std/assert";
import { HeldBytes, HeldFile } from "../../../lib/strace/bytes/held_bytes.ts";
import type { Piece } from "../../../lib/strace/bytes/held_bytes.ts";
import { OpenFile } from "../../../lib/strace/open_file.ts";

function piece(bytes: number): Piece {
  return {
    thread: 1,
    name: "read",
    isDirect: false,
    calls: 1,
    bytes,
    rest: bytes,
    isBegun: false,
  };
}

function open(path: string): OpenFile {
  const file = new OpenFile("file", path);
  file.descriptors = 1;
  return file;
}

Deno.test("of many pieces neighbours become one, and no byte is lost", () => {
  const held = new HeldFile(open("/a"));
  for (let at = 0; at < 1000; at++) held.add(piece(10));
  assert(held.pieces.length <= 256, `${held.pieces.length} pieces`);
  const { pieces } = held;
  assertEquals(held.rest, 10000);
  assertEquals(pieces.reduce((all, { rest }) => all + rest, 0), 10000);
  assertEquals(pieces.reduce((all, { calls }) => all + calls, 0), 1000);
});

Deno.test("however many reads there are, pieces stay few", () => {
  const held = new HeldFile(open("/a"));
  for (let at = 0; at < 100_000; at++) held.add(piece(1));
  assert(held.pieces.length <= 256, `${held.pieces.length} pieces`);
  const all = held.pieces.reduce((sum, { rest }) => sum + rest, 0);
  assertEquals(held.rest, all);
});

Deno.test("pieces of which nothing is left are dropped, also in the middle", () => {
  const held = new HeldFile(open("/a"));
  for (const bytes of [1, 2, 3]) held.add(piece(bytes));
  held.pieces[1]!.rest = 0;
  held.sent(2);
  assertEquals(held.pieces.map(({ rest }) => rest), [1, 3]);
  assertEquals(held.rest, 4);
});

Deno.test("the file that was read last comes first", () => {
  const held = new HeldBytes();
  const [a, b] = [open("/a"), open("/b")];
  held.add(a, piece(1));
  held.add(b, piece(1));
  held.add(a, piece(1));
  assertEquals([...held.recent()].map(({ file }) => file.name), ["/a", "/b"]);
});

Deno.test("of files that are closed and were not sent, the latest are known", () => {
  const held = new HeldBytes();
  const kept = open("/kept");
  held.add(kept, piece(1));
  for (let at = 0; at < 1000; at++) {
    const file = open(`/${at}`);
    held.add(file, piece(1));
    file.descriptors = 0;
  }
  assert(held.size <= 130, `${held.size} files`);
  const names = [...held.recent()].map(({ file }) => file.name);
  assertEquals(names[0], "/999");
  held.add(kept, piece(1));
  const [latest] = held.recent();
  assertEquals(latest!.rest, 2, "what is open is not forgotten");
});

Deno.test("what is read again was only looked at", () => {
  const held = new HeldBytes();
  const file = open("/a");
  held.add(file, piece(512));
  held.rewound(file);
  assertEquals(held.size, 0);
  held.add(file, piece(512));
  const [found] = held.recent();
  assertEquals(found!.rest, 512);
  assertEquals(found!.idleCalls, { read: 1 });
});
