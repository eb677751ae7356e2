import { assertEquals } from "@std/assert";
import { relay, usualScript } from "../../../lessons/09_splice/relay.ts";
import {
  again,
  type Relay,
  type RelayAccount,
  tryRelay,
} from "../../../lessons/09_splice/relay_kernel.ts";

/** Tries calls, and gives what each answered and what came of all. */
function tried(
  relay: (...kernel: Parameters<Relay>) => number[],
): { answers: number[]; account: RelayAccount } {
  let answers: number[] = [];
  const account = tryRelay(usualScript, (kernel) => {
    answers = relay(kernel);
  });
  return { answers, account };
}

Deno.test("splice() needs a pipe at one end, tee() at both, sendfile() a file or a pipe to fill", () => {
  const { answers, account } = tried((kernel) => [
    kernel.splice("client", "server", 10),
    kernel.splice("pipe", "pipe", 10),
    kernel.tee("pipe", "pipe", 10),
    kernel.sendfile("client", "server", 10),
    kernel.sendfile("pipe", "second pipe", 10),
    kernel.splice("client", "pipe", -1),
  ]);
  assertEquals(answers, [-1, -1, -1, -1, -1, -1]);
  assertEquals(account.calls.map(({ gave }) => gave), Array(6).fill("EINVAL"));
  const { answers: taken } = tried((kernel) => [
    kernel.sendfile("client", "pipe", 10),
    kernel.splice("pipe", "second pipe", 10),
    kernel.splice("second pipe", "server", 10),
  ]);
  assertEquals(taken, [10, 10, 10]);
});

Deno.test("tee() begins at the front each time, and takes nothing out", () => {
  const { account } = tried((kernel) => [
    kernel.splice("client", "pipe", 100),
    kernel.tee("pipe", "second pipe", 60),
    kernel.tee("pipe", "second pipe", 60),
    kernel.splice("second pipe", "mirror", 120),
    kernel.splice("pipe", "server", 100),
  ]);
  assertEquals(account.mirror, [[0, 60], [0, 60]]);
  assertEquals(account.server, [[0, 100]]);
});

Deno.test("a pipe holds as many packets as it has slots", () => {
  const { answers } = tried((kernel) => [
    kernel.splice("client", "second pipe", 65_536),
  ]);
  assertEquals(answers, [8000]);
});

Deno.test("who waits for what nobody else can do waits for ever, who gets nothing spins", () => {
  const endings = [
    (kernel) => kernel.splice("pipe", "server", 1),
    (kernel) => kernel.tee("pipe", "second pipe", 1),
    (kernel) => {
      kernel.splice("client", "second pipe", 8000);
      kernel.splice("client", "second pipe", 1);
    },
    (kernel) => {
      while (kernel.splice("client", "server", 1) !== 0);
    },
  ] satisfies Relay[];
  assertEquals(
    endings.map((relay) => tryRelay(usualScript, relay).ending),
    ["it waits for ever", "it waits for ever", "it waits for ever", "it spins"],
  );
});

Deno.test("read() and write() copy each byte, and a write takes it all", () => {
  const { answers, account } = tried((kernel) => [
    kernel.read("client", 9000),
    kernel.write("server", 9000),
    kernel.write("mirror", 9000),
  ]);
  assertEquals(answers, [9000, 9000, 9000]);
  assertEquals(account.copiedBytes, 27_000);
  assertEquals(account.server, account.mirror);
});

Deno.test("again() makes the same calls", () => {
  const account = tryRelay(usualScript, relay);
  assertEquals(tryRelay(usualScript, again(account)), account);
});
