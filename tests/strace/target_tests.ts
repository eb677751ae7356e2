import { assertEquals } from "@std/assert";
import { followed } from "./followed.ts";

const send = (bytes: number, flags = "0"): string =>
  `sendto(5, "", ${bytes}, ${flags}, NULL, 0) = ${bytes}\n`;
const cork = (value: number): string =>
  `setsockopt(5, SOL_TCP, TCP_CORK, [${value}], 4) = 0\n`;
const file = "sendfile(5, 3, NULL, 100) = 100\n";
const request = 'recvfrom(5, "", 1024, 0, NULL, NULL) = 80\n';

/** What is seen on a connection of what is done before the file. */
function signs(log: string): readonly string[] {
  const { transfers } = followed(`
    openat(AT_FDCWD, "/a", O_RDONLY) = 3
    accept(9, NULL, NULL) = 5
    ${log}
  `);
  return transfers[0]?.signs ?? [];
}

Deno.test("a header goes apart where nothing holds it back for the file", () => {
  assertEquals(signs(request + send(240) + file), ["header apart"]);
  assertEquals(signs(request + file), []);
  assertEquals(signs(send(240) + file), ["header apart"]);
});

Deno.test("MSG_MORE and TCP_CORK hold it back", () => {
  assertEquals(signs(send(240, "MSG_MORE") + file), ["header joined"]);
  assertEquals(signs(cork(1) + send(240) + file + cork(0)), ["header joined"]);
  assertEquals(signs(cork(1) + cork(0) + send(240) + file), ["header apart"]);
});

Deno.test("what was said before a request is no header of the answer", () => {
  assertEquals(signs(send(30) + request + file), []);
  assertEquals(signs(request + file + send(30) + file), []);
  assertEquals(
    signs(request + file + request + send(240) + file),
    ["header apart"],
  );
});

Deno.test("a kernel that encrypts is a sign, if it does not refuse", () => {
  const tls = 'setsockopt(5, SOL_TCP, TCP_ULP, "tls", 3) = ';
  assertEquals(signs(tls + "0\n" + file), ["kTLS"]);
  assertEquals(signs(tls + "-1 ENOENT (No such file)\n" + file), []);
  const asNumber = "setsockopt(5, SOL_TCP, TCP_ULP, [7564404], 4) = 0\n";
  assertEquals(signs(asNumber + file), ["kTLS"]);
});
