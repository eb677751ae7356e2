import { assertEquals } from "@std/assert";
import { followed, sayCalls } from "../followed.ts";

/** A file, a pipe and a socket are open. */
const open = `
  openat(AT_FDCWD, "/a", O_RDONLY) = 3
  pipe2([7, 8], O_CLOEXEC) = 0
  pipe2([17, 18], O_CLOEXEC) = 0
  accept(9, NULL, NULL) = 5
`;

function sent(log: string): string[] {
  const { transfers, said } = followed(open + log);
  return said.map((what, at) =>
    `${what} (${sayCalls(transfers[at]!.portions)})`
  );
}

const into = (bytes: number, to = 8): string =>
  `splice(3, NULL, ${to}, NULL, 65536, 0) = ${bytes}\n`;
const out = (bytes: number, to = 5): string =>
  `splice(7, NULL, ${to}, NULL, 65536, SPLICE_F_MORE) = ${bytes}\n`;

Deno.test("bytes that are spliced on go from the file to where they are spliced to", () => {
  assertEquals(sent(into(65536) + out(65536)), [
    "/a → socket: 65536 splice (1 pipe2, 2 splice)",
  ]);
  assertEquals(sent(into(65536) + out(40000) + out(25536) + into(0)), [
    "/a → socket: 65536 splice (1 pipe2, 4 splice)",
  ]);
});

Deno.test("bytes that a process reads out, or nobody, have gone to the pipe", () => {
  const expected = ["/a → pipe: 65536 splice (1 splice)"];
  assertEquals(sent(into(65536) + 'read(7, "", 65536) = 65536'), expected);
  assertEquals(sent(into(65536)), expected);
});

Deno.test("splice that is refused belongs to the bytes that come next, or that wait", () => {
  const [transfer] = followed(
    open + "splice(3, NULL, 8, NULL, 65536, 0) = -1 EAGAIN (Resource)\n" +
      into(100) + "splice(7, NULL, 5, NULL, 100, 0) = -1 EAGAIN (Resource)\n" +
      out(100) + "splice(7, NULL, 5, NULL, 100, 0) = -1 EAGAIN (Resource)\n",
  ).transfers;
  assertEquals(transfer?.refused, 2);
  assertEquals(transfer?.signs, ["does not block"]);
});

Deno.test("bytes of no file are passed over in their order", () => {
  assertEquals(
    sent('write(8, "header", 100) = 100\n' + into(50) + out(100) + out(50)),
    ["/a → socket: 50 splice (1 pipe2, 2 splice)"],
  );
});

Deno.test("tee puts the same bytes into two pipes", () => {
  assertEquals(
    sent(
      into(100) + "tee(7, 18, 100, 0) = 100\n" + out(100) +
        'read(17, "", 100) = 100',
    ),
    [
      "/a → pipe: 100 splice (1 tee)",
      "/a → socket: 100 splice (1 pipe2, 2 splice)",
    ].sort(),
  );
});

Deno.test("memory that is given to a pipe and spliced on", () => {
  const give = 'vmsplice(8, [{iov_base="", iov_len=100}], 1, 0) = 100\n';
  assertEquals(sent('read(3, "", 100) = 100\n' + give + out(100)), [
    "/a → socket: 100 read + vmsplice + splice (1 pipe2, 1 read, 1 splice, 1 vmsplice)",
  ]);
  const map = "mmap(NULL, 100, PROT_READ, MAP_SHARED, 3, 0) = 0x7f0000000000\n";
  assertEquals(sent(map + give + out(60) + out(40)), [
    "/a → socket: 100 mmap + vmsplice + splice (1 mmap, 1 pipe2, 2 splice, 1 vmsplice)",
  ]);
});

Deno.test("what one process splices in, another splices out", () => {
  const { said } = followed(`
    1 pipe([7, 8]) = 0
    1 clone(child_stack=NULL, flags=SIGCHLD) = 2
    1 openat(AT_FDCWD, "/a", O_RDONLY) = 3
    2 accept(9, NULL, NULL) = 3
    1 splice(3, NULL, 8, NULL, 65536, 0) = 100
    2 splice(7, NULL, 3, NULL, 65536, 0) = 100
  `);
  assertEquals(said, ["/a → socket: 100 splice"]);
});

Deno.test("what is written into a pipe has gone there, and no further", () => {
  assertEquals(
    sent('read(3, "", 1000) = 1000\nwrite(8, "", 1000) = 1000\n' + out(100)),
    ["/a → pipe: 1000 read + write (1 read, 1 write)"],
  );
});

Deno.test("a pipe to which nobody listens holds no more than a pipe can", () => {
  assertEquals(sent(into(1).repeat(3000)), [
    "/a → pipe: 3000 splice (3000 splice)",
  ]);
});

Deno.test("bytes go through two pipes", () => {
  assertEquals(
    sent(into(100) + out(100, 18) + "splice(17, NULL, 5, NULL, 100, 0) = 100"),
    ["/a → socket: 100 splice (1 pipe2, 3 splice)"],
  );
});
