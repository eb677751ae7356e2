import { assertEquals } from "@std/assert";
import { followed, sayCalls } from "../followed.ts";

const open = `
  openat(AT_FDCWD, "/a", O_RDONLY) = 3
  openat(AT_FDCWD, "/copy", O_WRONLY|O_CREAT, 0644) = 4
  accept(9, NULL, NULL) = 5
`;

/** By which calls 1,000 bytes go. */
function callsOf(log: string): string {
  const { transfers } = followed(open + log);
  return transfers.map(({ to, portions }) => `${to}: ${sayCalls(portions)}`)
    .join("; ");
}

const reads = [
  'read(3, "", 4096) = 1000',
  'pread64(3, "", 4096, 0) = 1000',
  'readv(3, [{iov_base="", iov_len=4096}], 1) = 1000',
  'preadv(3, [{iov_base="", iov_len=4096}], 1, 0) = 1000',
  'preadv2(3, [{iov_base="", iov_len=4096}], 1, 0, 0) = 1000',
];

const writes = [
  'write(5, "", 1000) = 1000',
  'send(5, "", 1000, MSG_NOSIGNAL) = 1000',
  'sendto(5, "", 1000, MSG_NOSIGNAL, NULL, 0) = 1000',
  'sendto(5, "", 1000, 0, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.1")}, 16) = 1000',
  'writev(5, [{iov_base="", iov_len=1000}], 1) = 1000',
  "writev(5, [...], 1) = 1000",
  'sendmsg(5, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="", iov_len=1000}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0) = 1000',
  'pwrite64(4, "", 1000, 0) = 1000',
  'pwritev(4, [{iov_base="", iov_len=1000}], 1, 0) = 1000',
];

Deno.test("all calls that read and write move bytes", () => {
  for (const read of reads) {
    const name = read.split("(")[0]!;
    assertEquals(
      callsOf(`${read}\n${writes[0]}`),
      `socket: 1 ${name}, 1 write`,
    );
  }
  for (const write of writes) {
    const name = write.split("(")[0]!;
    const to = write.includes("(4") ? "file" : "socket";
    const calls = [`1 ${name}`, "1 read"].sort().join(", ");
    assertEquals(callsOf(`${reads[0]}\n${write}`), `${to}: ${calls}`, write);
  }
});

Deno.test("names of arguments, as -N writes them, are passed over", () => {
  assertEquals(
    callsOf(
      'read(fd=3, buf="", count=4096) = 1000\nwrite(fd=5, buf="", count=1000) = 1000',
    ),
    "socket: 1 read, 1 write",
  );
});

Deno.test("what was read before the begin is read again belongs to the file", () => {
  assertEquals(
    callsOf(`
      read(3, "", 512) = 512
      lseek(3, 0, SEEK_SET) = 0
      read(3, "", 4096) = 1000
      write(5, "", 1000) = 1000
    `),
    "socket: 2 read, 1 write",
  );
});

Deno.test("0, 1 and 2 are unknown only where bytes of a file go there", () => {
  const to1 = (bytes: number): readonly string[] =>
    followed(`${open}\n${reads[0]}\nwrite(1, "", ${bytes}) = ${bytes}`).hidden;
  assertEquals(to1(1000), ["unknown descriptor"]);
  assertEquals(to1(77), []);
  const { said } = followed(
    `${open}\n${reads[0]}\nwrite(1<pipe:[77]>, "", 1000) = 1000`,
  );
  assertEquals(said, ["/a → pipe: 1000 read + write"]);
});

Deno.test("calls that have not returned, or moved nothing, move nothing", () => {
  assertEquals(callsOf('read(3, "", 4096) = ?\nwrite(5, "", 1000) = ?'), "");
  assertEquals(callsOf(`${reads[0]}\nwrite(5, "", 1000) = 0`), "");
  assertEquals(
    callsOf(`${reads[0]}\nwrite(5, "", 1000) = -1 EPIPE (Broken pipe)`),
    "",
  );
});
