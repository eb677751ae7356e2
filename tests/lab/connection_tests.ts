import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  arrivedBytesIn,
  connect,
  type Connection,
  disconnect,
  loopback,
  mostWaitMs,
  unacknowledgedBytesIn,
  unsentBytesIn,
} from "../../lib/lab/connection.ts";
import { Kernel } from "../../lib/lab/kernel.ts";
import { makeMemory } from "../../lib/lab/probe_bench.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import { makeDice } from "../dice.ts";
import {
  answerCalls,
  assertSame,
  inUse,
  labTest,
  openDescriptors,
  randomBytes,
  refuseEachCall,
  RefusingKernel,
  socketOption,
} from "./lab_test_kit.ts";

/** @see socket(7) */
const SO_RCVTIMEO = 20;
const SO_SNDTIMEO = 21;

/** @see recv(2) */
const MSG_DONTWAIT = 0x40;
const MSG_WAITALL = 0x100;

/** Connects two sockets for as long as a stack is there. */
function connected(kernel: Kernel, stack: DisposableStack): Connection {
  return stack.adopt(connect(kernel), (ends) => disconnect(kernel, ends));
}

Deno.test(
  labTest("what one end sends, the other receives, and nobody else", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const from = makeMemory(kernel, 1000, stack);
    const to = makeMemory(kernel, 1000, stack);
    const all = Array.from({ length: 3 }, () => connected(kernel, stack));
    const sent = all.map(({ sender }, i) => {
      const content = randomBytes(makeDice(i), 1000);
      from.bytes.set(content);
      assertEquals(kernel.write(sender, from.address, 1000), 1000);
      return content;
    });
    for (const [i, { receiver }] of all.entries()) {
      assertEquals(
        kernel.call("recv", receiver, to.address, 1000n, MSG_WAITALL),
        1000,
      );
      assertSame(to.bytes, sent[i]!, `connection ${i}`);
      assertEquals(
        kernel.poll("recv", receiver, to.address, 1n, MSG_DONTWAIT),
        undefined,
      );
    }
  }),
);

Deno.test(
  labTest("what a small receiver does not read waits in the sender", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const bytes = 100_000;
    const sizes = { senderBytes: 4 * bytes, receiverBytes: 4096 };
    const { sender, receiver } = stack.adopt(
      connect(kernel, loopback, sizes),
      (ends) => disconnect(kernel, ends),
    );
    const { address } = makeMemory(kernel, bytes, stack);
    assertEquals(kernel.write(sender, address, bytes), bytes);
    const isSettled = (): boolean =>
      arrivedBytesIn(kernel, receiver) + unsentBytesIn(kernel, sender) ===
        bytes;
    for (let tries = 0; tries < 1e5 && !isSettled();) tries += 1;
    assert(isSettled());
    const arrived = arrivedBytesIn(kernel, receiver);
    // The kernel gives twice what it is asked for: see socket(7), SO_RCVBUF.
    assert(0 < arrived && arrived <= 2 * sizes.receiverBytes, `${arrived}`);
    const unacknowledged = unacknowledgedBytesIn(kernel, sender);
    assert(bytes - arrived <= unacknowledged && unacknowledged <= bytes);
    assertEquals(
      kernel.call("recv", receiver, address, BigInt(bytes), MSG_WAITALL),
      bytes,
    );
    assertEquals(arrivedBytesIn(kernel, receiver), 0);
    assertEquals(unsentBytesIn(kernel, sender), 0);
  }),
);

Deno.test(labTest("no end waits for longer than mostWaitMs", () => {
  using stack = new DisposableStack();
  const { sender, receiver } = connected(new Kernel(), stack);
  for (const end of [sender, receiver]) {
    for (const option of [SO_RCVTIMEO, SO_SNDTIMEO]) {
      const [seconds, microseconds] = socketOption(end, option);
      assertEquals(Number(seconds) * 1000, mostWaitMs);
      assertEquals(microseconds, 0n);
    }
  }
}));

Deno.test(labTest("nor does making a connection, on either side", () => {
  const kernel = new Kernel();
  const limited: Record<string, bigint[]> = {};
  answerCalls(kernel, (name, args) => {
    if (name === "connect" || name === "accept4") {
      const option = name === "connect" ? SO_SNDTIMEO : SO_RCVTIMEO;
      limited[name] = socketOption(Number(args[0]), option);
    }
  });
  disconnect(kernel, connect(kernel));
  const limit = [BigInt(mostWaitMs / 1000), 0n];
  assertEquals(limited, { connect: limit, accept4: limit });
}));

Deno.test(labTest("a call that would wait for longer fails with EAGAIN", () => {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const { receiver } = connected(kernel, stack);
  const { address } = makeMemory(kernel, 1, stack);
  const fiveMs = new Uint8Array(new BigInt64Array([0n, 5000n]).buffer);
  kernel.call("setsockopt", receiver, 1, SO_RCVTIMEO, fiveMs, 16);
  const error = assertThrows(
    () => kernel.call("recv", receiver, address, 1n, 0),
    SyscallError,
  );
  assertEquals(error.code, "EAGAIN");
}));

Deno.test(
  labTest(
    "sending to an end that has closed fails, and does not end the process",
    () => {
      const kernel = new Kernel();
      const { address } = kernel.allocate(1);
      const { sender, receiver } = connect(kernel);
      kernel.call("close", receiver);
      const error = assertThrows(() => {
        // The first tells this end that the other has closed.
        for (let time = 0; time < 100; time++) kernel.write(sender, address, 1);
      }, SyscallError);
      assert(["EPIPE", "ECONNRESET"].includes(error.code), error.message);
      kernel.call("close", sender);
      kernel.munmap(address, 1);
    },
  ),
);

Deno.test(
  labTest("connect() makes two ends, and disconnect() closes them", () => {
    const kernel = new Kernel();
    const before = openDescriptors();
    const ends = connect(kernel);
    assertEquals(openDescriptors().length, before.length + 2);
    disconnect(kernel, ends);
    assertEquals(openDescriptors(), before);
  }),
);

Deno.test(labTest("connect() makes each socket where the route says", () => {
  const kernel = new Kernel();
  const made: string[] = [];
  const ends = connect(kernel, {
    ...loopback,
    atReceiver: (make) => (made.push("receiver"), make()),
    atSender: (make) => (made.push("sender"), make()),
  });
  assertEquals(made, ["receiver", "sender"]);
  disconnect(kernel, ends);
  const nowhere = { ...loopback, address: [192, 0, 2, 1] as const };
  const before = openDescriptors();
  assertThrows(() => connect(kernel, nowhere), SyscallError, "bind(");
  assertEquals(openDescriptors(), before);
}));

Deno.test(labTest("connections stay in this machine", () => {
  const kernel = new Kernel();
  const places: number[][] = [];
  answerCalls(kernel, (name, args) => {
    if (name === "bind" || name === "connect") {
      places.push([...(args[1] as Uint8Array).subarray(4, 8)]);
    }
  });
  disconnect(kernel, connect(kernel));
  assertEquals(places, [[127, 0, 0, 1], [127, 0, 0, 1]]);
}));

Deno.test(
  labTest("whichever call fails, connect() leaves nothing", async () => {
    const kernel = new RefusingKernel();
    const before = inUse(kernel);
    const refusals = await refuseEachCall(
      kernel,
      () => disconnect(kernel, connect(kernel)),
    );
    assert(refusals >= 7, `${refusals} calls`);
    assertEquals(inUse(kernel), before);
  }),
);
