import { assertEquals } from "@std/assert";
import type { Transfer } from "../../../lib/strace/transfer.ts";
import { followed, sayCalls } from "../followed.ts";

/** A file and a socket are open. */
const open = `
  openat(AT_FDCWD, "/a", O_RDONLY) = 3
  openat(AT_FDCWD, "/b", O_RDONLY) = 4
  accept4(9, {sa_family=AF_INET, sin_port=htons(4000), sin_addr=inet_addr("192.0.2.1")}, [16], 0) = 5
  recvfrom(5, ""..., 1024, 0, NULL, NULL) = 80
`;

/** Follows what is done with them. */
function sent(log: string): readonly Transfer[] {
  return followed(open + log).transfers;
}

/** The only transfer, in words: what went, by which calls, how sure it is and what was seen. */
function only(log: string): string {
  const { transfers, said } = followed(open + log);
  const more = transfers.map((
    { portions, refused, short, confidence, signs },
  ) =>
    [
      sayCalls(portions),
      `${refused} refused`,
      `${short} short`,
      confidence,
      ...signs,
    ]
      .filter((word) => !word.startsWith("0 ")).join(", ")
  );
  return said.map((what, at) => `${what} (${more[at]})`).join("; ");
}

const read = (bytes: number, fd = 3): string =>
  `read(${fd}, ""..., 65536) = ${bytes}\n`;
const write = (asked: number, moved = asked): string =>
  `write(5, ""..., ${asked}) = ${moved}\n`;

Deno.test("a piece that is read and written has gone", () => {
  assertEquals(
    only(read(65536) + write(65536) + read(9) + read(0) + write(9)),
    "/a → socket: 65545 read + write (3 read, 2 write, likely)",
  );
});

Deno.test("what is written in another length has not", () => {
  assertEquals(only(read(65536) + write(70000)), "");
  assertEquals(only(read(65536) + write(700)), "");
  assertEquals(only(write(65536) + read(65536)), "");
});

Deno.test("no byte goes twice", () => {
  const [transfer] = sent(read(1000) + write(1000) + write(1000));
  assertEquals(transfer?.portions[0]?.bytes, 1000);
});

Deno.test("the rest of a short write is written later", () => {
  assertEquals(
    only(read(65536) + write(65536, 20000) + write(45536)),
    "/a → socket: 65536 read + write (1 read, 2 write, 1 short, likely)",
  );
});

Deno.test("the rest of a short write goes with the next piece", () => {
  assertEquals(
    only(
      read(32768) + write(32768, 20000) + read(100) +
        'writev(5, [{iov_base="", iov_len=12768}, {iov_base="", iov_len=100}], 2) = 12868',
    ),
    "/a → socket: 32868 read + write (2 read, 1 write, 1 writev, 1 short, likely)",
  );
});

Deno.test("a write that is refused belongs to what it would have written", () => {
  assertEquals(
    only(
      read(1000) + 'write(5, ""..., 1000) = -1 EAGAIN (Resource)\n' +
        write(1000) + 'write(5, ""..., 77) = -1 EAGAIN (Resource)',
    ),
    "/a → socket: 1000 read + write (1 read, 2 write, 1 refused, likely, does not block)",
  );
});

Deno.test("a header before the file, in one call or in one of its own", () => {
  assertEquals(
    only(
      read(1000) +
        'writev(5, [{iov_base="", iov_len=240}, {iov_base="", iov_len=1000}], 2) = 1240',
    ),
    "/a → socket: 1000 read + write (1 read, 1 writev, likely, header joined, header in one call)",
  );
  assertEquals(
    only(read(1000) + write(1240)),
    "/a → socket: 1000 read + write (1 read, 1 write, likely, header joined, header in one call)",
  );
  assertEquals(
    only(read(100) + write(340)),
    "",
    "a file that is shorter than its header may be anything",
  );
  assertEquals(
    only(write(240) + read(1000) + write(1000)),
    "/a → socket: 1000 read + write (1 read, 1 write, likely, header apart)",
  );
});

Deno.test("a short write of header and file has sent the header first", () => {
  assertEquals(
    only(
      read(1000) +
        'writev(5, [{iov_base="", iov_len=240}, {iov_base="", iov_len=1000}], 2) = 300\n' +
        write(940),
    ),
    "/a → socket: 1000 read + write (1 read, 1 write, 1 writev, 1 short, likely, header joined, header in one call)",
  );
});

Deno.test("a chunk has its length before and an end behind it", () => {
  assertEquals(
    only(read(65536) + write(65545) + read(10) + write(15) + write(5)),
    "/a → socket: 65546 read + write (2 read, 2 write, likely)",
  );
  assertEquals(
    only(read(65536) + write(65545, 65540) + write(5) + read(10) + write(15)),
    "/a → socket: 65546 read + write (2 read, 3 write, 1 short, likely)",
  );
});

Deno.test("records of TLS are longer than what they carry", () => {
  assertEquals(
    only(
      write(100) + read(40000) + write(16406) + write(16406) + write(7254),
    ),
    "/a → socket: 40000 read + write (1 read, 3 write, possible, TLS in the program, header apart)",
  );
});

Deno.test("parts of a piece are of it if the whole of it goes", () => {
  const part = write(16384);
  assertEquals(
    only(read(65536) + part + part + part + part),
    "/a → socket: 65536 read + write (1 read, 4 write, likely)",
  );
  assertEquals(
    only(read(65536) + part + part),
    "/a → socket: 32768 read + write (1 read, 2 write, possible)",
  );
});

Deno.test("of two files of one length, it is the one that this end was fed from", () => {
  const twice = read(100, 3) + write(100) + read(100, 3) + read(100, 4);
  assertEquals(
    only(twice + write(100)),
    "/a → socket: 200 read + write (2 read, 2 write, likely)",
  );
});

Deno.test("of two files of one length, it is the latest, and that is not sure", () => {
  assertEquals(
    only(read(100, 3) + read(100, 4) + write(100)),
    "/b → socket: 100 read + write (1 read, 1 write, possible)",
  );
});

Deno.test("one write may be of two files", () => {
  assertEquals(
    only(
      read(100, 3) + read(70, 4) +
        'writev(5, [{iov_base="", iov_len=100}, {iov_base="", iov_len=70}], 2) = 170',
    ),
    "/a → socket: 100 read + write (1 read, 1 writev, likely); " +
      "/b → socket: 70 read + write (1 read, 1 writev, likely)",
  );
});

Deno.test("the same file twice on one connection adds up, on two it does not", () => {
  const once = read(100) + write(100) +
    'recvfrom(5, "", 9, 0, NULL, NULL) = 9\n';
  assertEquals(
    only(once + once),
    "/a → socket: 200 read + write (2 read, 2 write, likely)",
  );
  assertEquals(
    sent(once + "close(5) = 0\naccept(9, NULL, NULL) = 5\n" + once).length,
    2,
  );
});

Deno.test("a file that was read, closed and not sent does not fit in part", () => {
  const config = read(8192, 4) + read(8192, 4) + read(88, 4) + read(0, 4) +
    "close(4) = 0\n";
  assertEquals(only(config + write(88)), "");
  assertEquals(
    only(config + write(16472)),
    "/b → socket: 16472 read + write (4 read, 1 write, likely)",
  );
});

Deno.test("where more was read than sent, it is not sure, and few bytes fit by chance", () => {
  assertEquals(
    only(read(32768) + write(32768) + read(32768) + read(0) + write(500)),
    "/a → socket: 32768 read + write (2 read, 1 write, possible)",
  );
  assertEquals(only(read(700) + write(700) + read(32768)), "");
});

Deno.test("few bytes go from file to file only if they are the whole of it", () => {
  const copy = (log: string): readonly string[] =>
    followed(`
      openat(AT_FDCWD, "/a", O_RDONLY) = 3
      creat("/copy", 0644) = 5
      ${log}
    `).said;
  const whole = 'read(3, ""..., 20) = 20\n';
  assertEquals(copy(whole + write(20)), []);
  assertEquals(copy(read(20) + write(20) + read(0)), [
    "/a → file: 20 read + write",
  ]);
});

Deno.test("a small file that one read has got may go to a file or a pipe", () => {
  const small = (end: string): string[] =>
    followed(
      `openat(AT_FDCWD, "/a", O_RDONLY) = 3\n${end}\n` + read(100) +
        write(100),
    ).transfers.map(({ to, confidence }) => `${to}, ${confidence}`);
  assertEquals(small('creat("/copy", 0644) = 5'), ["file, possible"]);
  assertEquals(small("pipe([4, 5]) = 0"), ["pipe, possible"]);
});

Deno.test("what goes back into its file is no transfer", () => {
  const { said, summary } = followed(`
    openat(AT_FDCWD, "/a", O_RDWR) = 3
    openat(AT_FDCWD, "/a", O_RDWR) = 5
    ${read(8192) + write(8192) + read(0)}
  `);
  assertEquals(said, []);
  assertEquals(summary.keptBytes, 8192);
});

Deno.test("one thread reads and another writes", () => {
  const { transfers } = followed(`
    1 openat(AT_FDCWD, "/a", O_RDONLY) = 3
    1 clone(child_stack=0x1, flags=CLONE_VM|CLONE_FILES|CLONE_THREAD) = 2
    1 accept(9, NULL, NULL) = 5
    2 read(3, ""..., 1000) = 1000
    1 write(5, ""..., 1000) = 1000
  `);
  assertEquals(transfers.map(({ signs }) => signs), [["other thread"]]);
});

Deno.test("what a process has read no other process has", () => {
  const { said } = followed(`
    1 openat(AT_FDCWD, "/a", O_RDONLY) = 3
    1 accept(9, NULL, NULL) = 5
    1 clone(child_stack=NULL, flags=SIGCHLD) = 2
    2 read(3, ""..., 1000) = 1000
    1 write(5, ""..., 1000) = 1000
  `);
  assertEquals(said, []);
});

const map =
  "mmap(NULL, 100000, PROT_READ, MAP_SHARED, 3, 0) = 0x7f0000000000\n";
const unmap = "munmap(0x7f0000000000, 100000) = 0\n";

Deno.test("a file that is mapped and written to its end has gone", () => {
  assertEquals(
    only(map + write(65536) + write(34464) + unmap),
    "/a → socket: 100000 mmap + write (1 mmap, 1 munmap, 2 write, likely, mapped for it)",
  );
  assertEquals(
    only(map + write(65536) + unmap),
    "/a → socket: 65536 mmap + write (1 mmap, 1 munmap, 1 write, possible, mapped for it)",
  );
  assertEquals(only(map + write(9000)), "");
  assertEquals(only(map + write(240)), "");
});

Deno.test("the first write of a mapping that is refused belongs to it", () => {
  assertEquals(
    only(
      map + 'write(5, ""..., 100000) = -1 EAGAIN (Resource)\n' +
        write(100000) + unmap,
    ),
    "/a → socket: 100000 mmap + write (1 mmap, 1 munmap, 2 write, 1 refused, likely, does not block, mapped for it)",
  );
});

Deno.test("what was read fits before what is mapped", () => {
  assertEquals(
    only(map + read(65536, 4) + write(65536)),
    "/b → socket: 65536 read + write (1 read, 1 write, likely)",
  );
});

Deno.test("libraries are mapped, and what is passed on is of no mapping", () => {
  const library = map.replace("MAP_SHARED", "MAP_PRIVATE|MAP_DENYWRITE");
  assertEquals(only(library + write(65536)), "");
  assertEquals(only(read(832) + library + write(832)), "");
  assertEquals(
    only(
      map + 'recvfrom(5, "", 65536, 0, NULL, NULL) = 65536\n' + write(65536),
    ),
    "",
  );
});

Deno.test("an address says for sure what is written of a mapping", () => {
  assertEquals(
    only(map + "write(5, 0x7f0000001000, 300) = 300"),
    "/a → socket: 300 mmap + write (1 mmap, 1 write, certain)",
  );
});

Deno.test("flags of a send tell another way", () => {
  const send = (flags: string): string =>
    `sendto(5, ""..., 1000, ${flags}, NULL, 0) = 1000\n`;
  assertEquals(
    only(read(1000) + send("MSG_ZEROCOPY|MSG_NOSIGNAL")),
    "/a → socket: 1000 read + send(MSG_ZEROCOPY) (1 read, 1 sendto, likely)",
  );
  assertEquals(
    only(map.replace("100000", "1000") + send("MSG_ZEROCOPY")),
    "/a → socket: 1000 mmap + send(MSG_ZEROCOPY) (1 mmap, 1 sendto, likely)",
  );
});
