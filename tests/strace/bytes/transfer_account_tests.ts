import { HeldFile } from "../../../lib/strace/bytes/held_bytes.ts";
import { OpenFile } from "../../../lib/strace/open_file.ts";
import { assertEquals } from "@std/assert";
import {
  countCall,
  TransferAccount,
} from "../../../lib/strace/bytes/transfer_account.ts";

function account(): TransferAccount {
  return new TransferAccount("/a", "socket", "192.0.2.1:80");
}

Deno.test("an account of which no bytes have moved tells nothing", () => {
  const all = account();
  all.refuse("sendfile", "EAGAIN", "sendfile");
  all.take("read + write", "read", { calls: 1, bytes: 9 });
  assertEquals(all.transfer(), undefined);
});

Deno.test("calls before the first bytes belong to the way by which these go", () => {
  const all = account();
  all.refuse("sendfile", "EAGAIN", "sendfile");
  all.count("mmap");
  all.put("sendfile", "sendfile", 100);
  all.put("sendfile", "sendfile", 30);
  assertEquals(all.transfer(), {
    path: "/a",
    to: "socket",
    end: "192.0.2.1:80",
    portions: [{
      way: "sendfile",
      bytes: 130,
      calls: { sendfile: 3, mmap: 1 },
      takes: 0,
      takenBytes: 0,
      puts: 2,
      putBytes: [30, 100],
    }],
    refused: 1,
    short: 0,
    confidence: "certain",
    signs: ["does not block"],
  });
});

Deno.test("the way with the most bytes is told first", () => {
  const all = account();
  all.put("read + write", "write", 10);
  all.put("sendfile", "sendfile", 100);
  const told = all.transfer()!;
  assertEquals(told.portions.map(({ way }) => way), [
    "sendfile",
    "read + write",
  ]);
  assertEquals(told.confidence, "likely");
});

Deno.test("each call is counted to its way, also before that has moved bytes", () => {
  const all = account();
  all.put("sendfile", "sendfile", 100);
  all.refuse("write", "EAGAIN", "read + write");
  all.refuse("splice", "EINVAL", "splice");
  all.put("read + write", "write", 10);
  const told = all.transfer()!.portions;
  assertEquals(told.map(({ way, calls }) => ({ way, calls })), [
    { way: "sendfile", calls: { sendfile: 1, splice: 1 } },
    { way: "read + write", calls: { write: 2 } },
  ]);
});

Deno.test("a call of another name that was refused before is a sign", () => {
  const signs = (errno: string, name: string): readonly string[] => {
    const all = account();
    all.refuse("copy_file_range", errno, "copy_file_range");
    all.put("sendfile", name, 10);
    return all.transfer()!.signs;
  };
  assertEquals(signs("EXDEV", "sendfile"), ["refused first"]);
  assertEquals(signs("EXDEV", "copy_file_range"), []);
  assertEquals(signs("EAGAIN", "sendfile"), ["does not block"]);
  assertEquals(signs("EINTR", "sendfile"), []);
});

Deno.test("writes that fit too little of what was mapped are let go", () => {
  const told = (written: number): string | undefined => {
    const all = account();
    all.mappedBytes = 100_000;
    all.writtenMappedBytes = written;
    all.put("mmap + write", "write", written);
    return all.transfer()?.confidence;
  };
  assertEquals(told(100_000), "likely");
  assertEquals(told(60_000), "possible");
  assertEquals(told(40_000), undefined);
});

Deno.test("pieces that were begun and never ended leave a doubt", () => {
  const all = account();
  all.put("read + write", "write", 10);
  all.held = new HeldFile(new OpenFile("file", "/a"));
  all.begun = 1;
  assertEquals(all.transfer()!.confidence, "possible");
});

Deno.test("calls are counted by their names", () => {
  const calls = {};
  countCall(calls, "read");
  countCall(calls, "read", 2);
  assertEquals(calls, { read: 3 });
});
