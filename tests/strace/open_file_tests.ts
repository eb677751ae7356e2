import { assertEquals } from "@std/assert";
import { openedBy, OpenFile } from "../../lib/strace/open_file.ts";
import { Pipe } from "../../lib/strace/bytes/pipe_queue.ts";

Deno.test("what -y says of a descriptor tells what it leads to", () => {
  const rows: readonly (readonly [note: string, kind: string, name: string])[] =
    [
      ["/srv/big.bin", "file", "/srv/big.bin"],
      ["/dev/null", "other", "/dev/null"],
      ["/dev/shm/a", "file", "/dev/shm/a"],
      ["pipe:[12]", "pipe", ""],
      ["socket:[12]", "socket", ""],
      ["TCP:[192.0.2.1:80->192.0.2.2:4000]", "socket", "192.0.2.2:4000"],
      ["TCP:[0.0.0.0:80]", "socket", "0.0.0.0:80"],
      ["TCPv6:[[::1]:80->[::1]:4000]", "socket", "[::1]:4000"],
      ["UNIX-STREAM:[12->13]", "socket", "13"],
      ["anon_inode:[eventpoll]", "other", ""],
      ["NETLINK:[ROUTE:12]", "other", ""],
      ["socket", "socket", ""],
      ["", "other", ""],
    ];
  for (const [note, kind, name] of rows) {
    assertEquals(openedBy(note), [kind, name] as never, note);
  }
});

Deno.test("bytes can be put into files, sockets and pipes, and nowhere else", () => {
  assertEquals(new OpenFile("file", "/a").target?.to, "file");
  assertEquals(new OpenFile("socket", "").target?.to, "socket");
  assertEquals(new OpenFile("other", "").target, undefined);
  assertEquals(new OpenFile("unknown", "").target, undefined);
  const pipe = new Pipe();
  const ends = [1, 2].map(() => new OpenFile("pipe", "", pipe).target);
  assertEquals(ends, [pipe.target, pipe.target]);
});
