import { assert, assertEquals, assertRejects } from "@std/assert";
import { connect, disconnect } from "../../lib/lab/connection.ts";
import { Kernel } from "../../lib/lab/kernel.ts";
import { makeFile, makeMemory } from "../../lib/lab/probe_bench.ts";
import {
  ReceiverError,
  Sink,
  type SinkReply,
  type Taking,
} from "../../lib/lab/sink.ts";
import { measureCosts } from "../../lib/lab/transfer_cost.ts";
import { makeDice } from "../dice.ts";
import {
  assertSame,
  endedThreads,
  labTest,
  openDescriptors,
  randomBytes,
  socketStrategies,
  testFolder,
} from "./lab_test_kit.ts";

const manners: readonly Taking[] = ["keep", "read", "discard"];

/** Sends bytes to a sink, and says what it took. */
async function sendTo(
  sink: Sink,
  content: Uint8Array,
  { taking, asked = content.length }: { taking: Taking; asked?: number },
): Promise<SinkReply> {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const from = makeMemory(kernel, content.length, stack);
  from.bytes.set(content);
  const { sender, receiver } = stack
    .adopt(connect(kernel), (ends) => kernel.call("close", ends.receiver));
  const taken = sink.take({ socket: receiver, bytes: asked, taking });
  for (let done = 0; done < content.length;) {
    const rest = from.address + BigInt(done);
    done += kernel.write(sender, rest, content.length - done);
  }
  kernel.call("close", sender);
  return await taken;
}

Deno.test(
  labTest("a Sink takes all bytes, one order after another", async () => {
    const before = openDescriptors();
    {
      using sink = new Sink();
      for (let seed = 1; seed <= 3; seed++) {
        const dice = makeDice(seed);
        const content = randomBytes(dice, dice.between(1, 3 * 2 ** 20));
        for (const taking of manners) {
          const { bytes, kept, error } = await sendTo(sink, content, {
            taking,
          });
          assertEquals([bytes, error], [content.length, null], taking);
          assertEquals(kept !== null, taking === "keep");
          if (kept !== null) assertSame(kept, content, `seed ${seed}`);
        }
      }
    }
    assertEquals(openDescriptors(), before);
  }),
);

Deno.test(
  labTest("a Sink takes fewer bytes where the sender has closed", async () => {
    using sink = new Sink();
    const content = randomBytes(makeDice(1), 1000);
    for (const taking of manners) {
      const { bytes } = await sendTo(sink, content, { taking, asked: 5000 });
      assertEquals(bytes, 1000, taking);
    }
  }),
);

Deno.test(
  labTest("a Sink takes no more bytes than it was asked for", async () => {
    using sink = new Sink();
    const kernel = new Kernel();
    const { address } = kernel.allocate(1000);
    for (const taking of manners) {
      const { sender, receiver } = connect(kernel);
      kernel.write(sender, address, 1000);
      const order = { socket: receiver, bytes: 400, taking };
      assertEquals((await sink.take(order)).bytes, 400);
      assertEquals((await sink.take({ ...order, bytes: 0 })).bytes, 0);
      assertEquals(kernel.call("recv", receiver, address, 1000n, 0), 600);
      disconnect(kernel, { sender, receiver });
    }
    kernel.munmap(address, 1000);
  }),
);

Deno.test(
  labTest("a Sink takes no more in the end than is missing", async () => {
    using sink = new Sink();
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const { address } = makeMemory(kernel, 1000, stack);
    for (const taking of manners) {
      const { sender, receiver } = connect(kernel);
      // recv(2): MSG_PEEK and MSG_DONTWAIT.
      const isTaken = (): boolean =>
        kernel.poll("recv", receiver, address, 1n, 0x42) === undefined;
      kernel.write(sender, address, 600);
      const taken = sink.take({ socket: receiver, bytes: 1000, taking });
      while (!isTaken()) await new Promise((go) => setTimeout(go, 1));
      kernel.write(sender, address, 1000);
      assertEquals((await taken).bytes, 1000, taking);
      assertEquals(kernel.call("recv", receiver, address, 1000n, 0), 600);
      disconnect(kernel, { sender, receiver });
    }
  }),
);

Deno.test(labTest("a Sink ends its thread", async () => {
  assertEquals(await endedThreads(() => new Sink()[Symbol.dispose]()), 1);
}));

Deno.test(
  labTest("a Sink that fails says why, and takes the next order", async () => {
    using sink = new Sink();
    for (const taking of manners) {
      await assertRejects(
        () => sink.take({ socket: -1, bytes: 10, taking }),
        Error,
        "The receiver failed: recv(-1, 0x",
      );
      const { bytes } = await sendTo(sink, Uint8Array.of(7), { taking });
      assertEquals(bytes, 1);
    }
  }),
);

Deno.test(labTest("a Sink whose thread fails says why", async () => {
  using sink = new Sink();
  const order = { socket: -1, bytes: Infinity, taking: "keep" } as const;
  const { message } = await assertRejects(
    () => sink.take(order),
    ReceiverError,
  );
  assert(message.startsWith("The receiver failed: Invalid"), message);
}));

/** A thread that the system cannot start. */
class UnstartedWorker extends EventTarget {
  onerror: (event: ErrorEvent) => void = () => {};

  constructor() {
    super();
    const message = "Uncaught Error: Import 'file:///a/b.ts' failed.\n" +
      "    0: Too many open files (os error 24)";
    const event = new ErrorEvent("error", { message });
    queueMicrotask(() => this.onerror(event));
  }

  postMessage(): void {}

  terminate(): void {}
}

Deno.test(
  labTest(
    "a Sink whose thread cannot start says so before anything is sent",
    async () => {
      const { Worker } = globalThis;
      Object.assign(globalThis, { Worker: UnstartedWorker });
      try {
        using stack = new DisposableStack();
        const kernel = new Kernel();
        const file = makeFile(kernel, testFolder, stack);
        const before = kernel.calls;
        const { seen, absent } = await measureCosts(socketStrategies, {
          kernel,
          file,
        }, { fileBytes: 1000, pieceBytes: 1000, coldRuns: 0, warmRuns: 2 });
        assertEquals(seen, []);
        assertEquals(kernel.calls.socket, before.socket);
        const because =
          "The receiver failed: Too many open files (os error 24)";
        assertEquals(
          absent,
          socketStrategies.map(({ name: way }) => ({ way, because })),
        );
      } finally {
        Object.assign(globalThis, { Worker });
      }
    },
  ),
);
