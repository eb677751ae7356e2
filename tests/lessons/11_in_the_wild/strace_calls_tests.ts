import { assertEquals } from "@std/assert";
import {
  callsIn,
  transfersIn,
} from "../../../lessons/11_in_the_wild/strace_calls.ts";

Deno.test("callsIn() takes lines apart: who, what, by what, and what came of it", () => {
  assertEquals(
    callsIn([
      '4711 openat(AT_FDCWD, "/srv/a, b", O_RDONLY|O_CLOEXEC) = 11',
      "4712 sendfile(10, 11, NULL, 4096) = -1 EAGAIN (Resource temporarily unavailable)",
      "4711 mmap(NULL, 6000, PROT_READ, MAP_SHARED, 11, 0) = 0x7f0000001000",
    ]),
    [
      {
        thread: 4711,
        name: "openat",
        args: ["AT_FDCWD", '"/srv/a, b"', "O_RDONLY|O_CLOEXEC"],
        result: 11,
        errno: "",
      },
      {
        thread: 4712,
        name: "sendfile",
        args: ["10", "11", "NULL", "4096"],
        result: -1,
        errno: "EAGAIN",
      },
      {
        thread: 4711,
        name: "mmap",
        args: ["NULL", "6000", "PROT_READ", "MAP_SHARED", "11", "0"],
        result: 0x7f0000001000,
        errno: "",
      },
    ],
  );
});

Deno.test("transfersIn() finds what deno task trace finds", () => {
  const [found, ...others] = transfersIn([
    "4711 accept4(9, NULL, NULL, SOCK_CLOEXEC) = 10",
    '4711 openat(AT_FDCWD, "/srv/a", O_RDONLY|O_CLOEXEC) = 11',
    "4711 sendfile(10, 11, NULL, 4096) = 4000",
    "4711 close(11) = 0",
  ]);
  assertEquals(others, []);
  const { path, to, portions } = found!;
  assertEquals([path, to, portions.map(({ way, bytes }) => [way, bytes])], [
    "/srv/a",
    "socket",
    [["sendfile", 4000]],
  ]);
});
