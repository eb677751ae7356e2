import { assertEquals } from "@std/assert";
import { followed } from "../followed.ts";

/** One thread listens and writes, two others open and read: two ends have asked, A before B. */
const asked = `
  1 clone(flags=CLONE_VM|CLONE_FILES) = 2
  1 clone(flags=CLONE_VM|CLONE_FILES) = 3
  1 accept(9, {sa_family=AF_INET, sin_port=htons(1), sin_addr=inet_addr("192.0.2.1")}, [16]) = 11
  1 accept(9, {sa_family=AF_INET, sin_port=htons(2), sin_addr=inet_addr("192.0.2.1")}, [16]) = 12
  1 accept(9, {sa_family=AF_INET, sin_port=htons(3), sin_addr=inet_addr("192.0.2.1")}, [16]) = 13
  1 read(11, "", 1024) = 80
  1 read(12, "", 1024) = 80
`;

/** Says what went where: "/a → 192.0.2.1:1: 65536, possible". */
function sent(log: string): string[] {
  return followed(asked + log).transfers.map(
    ({ path, end, portions, confidence }) =>
      `${path} → ${end}: ${portions[0]!.bytes}, ${confidence}`,
  ).sort();
}

const open = (thread: number, path: string, fd: number): string =>
  `${thread} openat(AT_FDCWD, "${path}", O_RDONLY) = ${fd}\n`;
const read = (thread: number, fd: number, bytes = 65536): string =>
  `${thread} read(${fd}, "", 65536) = ${bytes}\n`;
const write = (thread: number, fd: number, bytes = 65536): string =>
  `${thread} write(${fd}, "", ${bytes}) = ${bytes}\n`;

Deno.test("files are for those that asked, in turn; another that fits leaves a doubt", () => {
  const opened = open(2, "/a", 21) + open(3, "/b", 22);
  assertEquals(
    sent(opened + read(3, 22) + read(2, 21) + write(1, 12) + write(1, 11)),
    ["/a → 192.0.2.1:1: 65536, possible", "/b → 192.0.2.1:2: 65536, possible"],
  );
  assertEquals(
    sent(opened + read(2, 21) + read(3, 22) + write(1, 12) + write(1, 11)),
    ["/a → 192.0.2.1:1: 65536, possible", "/b → 192.0.2.1:2: 65536, possible"],
  );
});

Deno.test("what a thread reads it sends itself, whoever asked first", () => {
  assertEquals(
    sent(
      open(2, "/a", 21) + open(3, "/b", 22) + read(2, 21) + read(3, 22) +
        write(2, 12) + write(3, 11),
    ),
    ["/a → 192.0.2.1:2: 65536, likely", "/b → 192.0.2.1:1: 65536, likely"],
  );
});

Deno.test("a thread opens files for the end to which it has listened last, if others do not ask", () => {
  const opened = (between: string): string =>
    open(1, "/b", 22) + between + '1 read(11, "", 1024) = 80\n' +
    open(1, "/a", 21) + read(1, 22) + read(1, 21) + write(1, 12) + write(1, 11);
  assertEquals(sent(opened("")), [
    "/a → 192.0.2.1:1: 65536, possible",
    "/b → 192.0.2.1:2: 65536, possible",
  ]);
  assertEquals(sent(opened(write(1, 12, 200))), [
    "/a → 192.0.2.1:1: 65536, likely",
    "/b → 192.0.2.1:2: 65536, likely",
  ]);
});

Deno.test("a header says for whom the file is that was opened before it", () => {
  const opened = (header: string): string =>
    open(1, "/a", 21) + header + open(1, "/b", 22) +
    read(1, 21) + read(1, 22) + write(1, 11) + write(1, 12);
  assertEquals(sent(opened(write(1, 11, 200))), [
    "/a → 192.0.2.1:1: 65536, likely",
    "/b → 192.0.2.1:2: 65536, likely",
  ]);
  assertEquals(
    sent(opened("")).map((said) => said.split(", ")[1]),
    ["possible", "possible"],
  );
});

Deno.test("what is left where another file fitted as well is not sure either", () => {
  const once = read(1, 21) + read(1, 22) + write(1, 11) + write(1, 12);
  const all = sent(open(1, "/a", 21) + open(1, "/b", 22) + once + once);
  assertEquals(
    all.map((said) => said.split(": ")[1]),
    ["131072, possible", "131072, possible"],
  );
});

Deno.test("few bytes that another thread has read fit by chance", () => {
  const own = open(2, "/limit", 21) + open(2, "/other", 22);
  assertEquals(sent(own + read(2, 22, 20) + write(1, 13, 20)), []);
  assertEquals(sent(own + read(2, 22, 600) + write(1, 13, 600)), [
    "/other → 192.0.2.1:3: 600, possible",
  ]);
});

Deno.test("where only another file fits, two ends have changed places", () => {
  const changed = open(2, "/a", 21) + open(3, "/b", 22) +
    read(2, 21) + read(3, 22) + write(1, 11) + write(1, 12) +
    '1 read(13, "", 1024) = 80\n' + open(2, "/c", 23) +
    read(2, 21, 5000) + write(1, 12, 5000) +
    read(2, 23) + read(3, 22) + write(1, 11) + write(1, 13);
  assertEquals(sent(changed), [
    "/a → 192.0.2.1:1: 65536, possible",
    "/a → 192.0.2.1:2: 5000, possible",
    "/b → 192.0.2.1:1: 65536, possible",
    "/b → 192.0.2.1:2: 65536, possible",
    "/c → 192.0.2.1:3: 65536, possible",
  ]);
});
