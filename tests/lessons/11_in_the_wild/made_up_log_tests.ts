import { assert, assertEquals } from "@std/assert";
import {
  accept,
  type Act,
  close,
  helper,
  logOf,
  map,
  open,
  pipe,
  read,
  sendfile,
  splice,
  worker,
  write,
} from "../../../lessons/11_in_the_wild/made_up_log.ts";
import { callsIn } from "../../../lessons/11_in_the_wild/strace_calls.ts";
import { Dice } from "../../../lib/workbook/dice.ts";

function linesOf(...acts: Act[]): string[] {
  return logOf(new Dice(1), acts).slice(1);
}

Deno.test("a descriptor is the lowest number that is free", () => {
  assertEquals(
    linesOf(
      accept("client", worker),
      open("/a", worker),
      pipe(["out", "in"], worker),
      close("/a", worker),
      open("/b", worker, "O_WRONLY"),
      open("/c", worker),
    ),
    [
      "4711 accept4(9, NULL, NULL, SOCK_CLOEXEC) = 10",
      '4711 openat(AT_FDCWD, "/a", O_RDONLY|O_CLOEXEC) = 11',
      "4711 pipe2([12, 13], O_CLOEXEC) = 0",
      "4711 close(11) = 0",
      '4711 openat(AT_FDCWD, "/b", O_WRONLY|O_CLOEXEC) = 11',
      '4711 openat(AT_FDCWD, "/c", O_RDONLY|O_CLOEXEC) = 14',
    ],
  );
});

Deno.test("calls are written as strace writes them with -s 0", () => {
  const [mapIt, unmapIt] = map("/a", worker, 6000);
  const lines = linesOf(
    accept("client", worker),
    open("/a", worker),
    read("/a", worker, { bytes: 7, asked: 9 }),
    read("/a", worker, { bytes: 0, asked: 9 }),
    read("/a", helper, { bytes: 7, position: 4096 }),
    write("client", worker, { bytes: 7 }),
    write("client", helper, { bytes: 7, isSent: true }),
    sendfile(["/a", "client"], worker, { asked: 9, result: "-1 EAGAIN (…)" }),
    splice(["/a", "client"], worker, 7),
    mapIt,
    unmapIt,
  ).slice(2);
  const [mapped] = callsIn(lines.slice(-2, -1));
  const address = `0x${mapped!.result.toString(16)}`;
  assertEquals(lines, [
    '4711 read(11, ""..., 9) = 7',
    '4711 read(11, "", 9) = 0',
    '4712 pread64(11, ""..., 7, 4096) = 7',
    '4711 write(10, ""..., 7) = 7',
    '4712 sendto(10, ""..., 7, MSG_NOSIGNAL, NULL, 0) = 7',
    "4711 sendfile(10, 11, NULL, 9) = -1 EAGAIN (…)",
    "4711 splice(11, NULL, 10, NULL, 7, SPLICE_F_MOVE) = 7",
    `4711 mmap(NULL, 6000, PROT_READ, MAP_SHARED, 11, 0) = ${address}`,
    `4711 munmap(${address}, 6000) = 0`,
  ]);
  assertEquals(mapped!.result % 4096, 0);
});

Deno.test("threads go on by turns, each in its own order", () => {
  const names = ["a", "b", "c", "d"];
  const of = (by: number): Act[] =>
    names.map((name) => open(`/${by}/${name}`, by));
  const orders = new Set<string>();
  for (let seed = 1; seed <= 20; seed++) {
    const calls = callsIn(logOf(new Dice(seed), of(worker), of(helper)));
    const opened = calls.slice(1).map(({ args }) => args[1]!);
    for (const by of [worker, helper]) {
      assertEquals(
        opened.filter((path) => path.includes(`/${by}/`)),
        names.map((name) => `"/${by}/${name}"`),
      );
    }
    orders.add(opened.join());
  }
  assert(orders.size > 10);
});
