import { assert, assertEquals } from "@std/assert";
import { Follower } from "../../lib/strace/follower.ts";
import { LogText } from "../../lib/strace/log/log_text.ts";
import { followed } from "./followed.ts";

/** A server that serves one file to each of many connections, from ever new threads. */
function* longLog(connections: number): Generator<string> {
  for (let at = 0; at < connections; at++) {
    const thread = 1000 + at;
    yield [
      `1 accept4(3, {sa_family=AF_INET, sin_port=htons(${
        1024 + at % 60000
      }), sin_addr=inet_addr("192.0.2.1")}, [16], 0) = 5`,
      `1 clone3({flags=CLONE_VM|CLONE_FILES, exit_signal=0}, 88) = ${thread}`,
      `${thread} openat(AT_FDCWD, "/srv/${at % 100}.bin", O_RDONLY) = 6`,
      `${thread} read(6, ""..., 65536) = 65536`,
      `${thread} read(6, ""..., 65536) = ${at % 7 === 0 ? 9 : 65536}`,
      `${thread} mmap(NULL, 9000, PROT_READ, MAP_PRIVATE, 6, 0) = 0x7f0000000000`,
      `${thread} write(5, ""..., 65536) = 65536`,
      `${thread} pipe2([7, 8], 0) = 0`,
      `${thread} splice(6, NULL, 8, NULL, 4096, 0) = 4096`,
      at % 3 === 0 ? `${thread} close(6) = 0` : `${thread} dup2(6, 9) = 9`,
      `${thread} close(6) = 0`,
      `${thread} close(7) = 0`,
      `${thread} close(8) = 0`,
      `${thread} +++ exited with 0 +++`,
      `1 close(5) = 0`,
      "",
    ].join("\n");
  }
}

Deno.test("what is known does not grow with the log", () => {
  let told = 0;
  const follower = new Follower({ onTransfer: () => told++ });
  const text = new LogText(follower, follower.wanted);
  const sizes: number[] = [];
  for (const part of longLog(4000)) {
    text.feed(part);
    const { threads, descriptors, held, mapped } = follower.size;
    assert(threads <= 2 && descriptors <= 5, `${threads}, ${descriptors}`);
    sizes.push(held + mapped);
  }
  assert(Math.max(...sizes.slice(2000)) <= Math.max(...sizes.slice(0, 2000)));
  assert(told >= 4000, `${told} transfers were told as their ends closed`);
});

Deno.test("calls that are not followed are not asked for, and change nothing", () => {
  const follower = new Follower({ onTransfer: () => {} });
  for (const name of ["read", "clone3", "io_uring_enter", "execve"]) {
    assert(follower.wanted(name), name);
  }
  for (const name of ["futex", "stat", "constructor", "__proto__"]) {
    assert(!follower.wanted(name), name);
    follower.call({ thread: 1, name, args: "", result: 0 });
  }
  assertEquals(follower.end(), { keptBytes: 0, hidden: [] });
});

Deno.test("the rest of a log says what was kept, and what could not be followed", () => {
  const { summary, said } = followed(`
    openat(AT_FDCWD, "/a", O_RDONLY) = 3
    read(3, ""..., 100) = 100
    futex(0x1, FUTEX_WAKE, 1) = 0
    io_uring_enter(4, 1, 1, IORING_ENTER_GETEVENTS, NULL, 8) = 1
    io_uring_enter(4, 1, 1, IORING_ENTER_GETEVENTS, NULL, 8) = 1
    write(9, ""..., 100) = 100
  `);
  assertEquals(said, []);
  assertEquals(summary, {
    lines: 6,
    unread: { lines: 0 },
    keptBytes: 100,
    hidden: [
      { what: "io_uring", times: 2 },
      { what: "unknown descriptor", times: 1 },
    ],
  });
});

Deno.test("Follower counts what came from sockets and went on to files and sockets, and never more", () => {
  const received = (...lines: string[]): unknown => {
    const follower = new Follower({ onTransfer: () => {} });
    const log = new LogText(follower, follower.wanted);
    log.feed(["socket(AF_INET, SOCK_STREAM, 0) = 4", ...lines, ""].join("\n"));
    log.end();
    return follower.end().received;
  };
  const upload = [
    'openat(AT_FDCWD, "/srv/up.bin", O_WRONLY|O_CREAT, 0644) = 5',
    'recvfrom(4, ""..., 65536, 0, NULL, NULL) = 65536',
    'read(4, ""..., 65536) = 5000',
    'write(5, ""..., 70000) = 70000',
    'write(5, ""..., 70000) = 70000',
  ];
  assertEquals(received(...upload), { socket: 0, pipe: 0, file: 70_536 });
  const proxy = [
    "socket(AF_INET, SOCK_STREAM, 0) = 5",
    'readv(4, [{iov_base=""..., iov_len=4096}], 1) = 4096',
    'writev(5, [{iov_base=""..., iov_len=4096}], 1) = 4096',
  ];
  assertEquals(received(...proxy), { socket: 4096, pipe: 0, file: 0 });
  const asked = [
    'read(4, ""..., 65536) = 500',
    'write(4, ""..., 9000) = 9000',
  ];
  assertEquals(received(...asked), undefined);
});
