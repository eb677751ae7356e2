import { assert, assertEquals } from "@std/assert";
import { connect, disconnect } from "../../../lib/lab/connection.ts";
import { Kernel } from "../../../lib/lab/kernel.ts";
import { readSendZerocopy } from "../../../lib/lab/further/strategies.ts";
import { SyscallError } from "../../../lib/lab/syscall_error.ts";
import {
  makeFile,
  makeMemory,
  makeSocketBench,
} from "../../../lib/lab/probe_bench.ts";
import {
  addNotices,
  allowZerocopy,
  noticesIn,
  readNotices,
  waitForNotices,
} from "../../../lib/lab/further/zerocopy_notice.ts";
import { answerCalls, labTest, memoryAt, testFolder } from "../lab_test_kit.ts";

/** A control message as the kernel writes it. @see struct cmsghdr, struct sock_extended_err */
function notice(
  { first, last, code = 0, origin = 5, level = 0, type = 11 }: {
    first: number;
    last: number;
    code?: number;
    origin?: number;
    level?: number;
    type?: number;
  },
): number[] {
  const message = new DataView(new ArrayBuffer(48));
  message.setBigUint64(0, 48n, true);
  message.setInt32(8, level, true);
  message.setInt32(12, type, true);
  message.setUint8(20, origin);
  message.setUint8(22, code);
  message.setUint32(24, first, true);
  message.setUint32(28, last, true);
  return [...new Uint8Array(message.buffer)];
}

function read(...messages: readonly number[][]): [number, number] {
  const { sends, copiedSends } = noticesIn(Uint8Array.from(messages.flat()));
  return [sends, copiedSends];
}

Deno.test("noticesIn() counts the sends from the first number to the last", () => {
  assertEquals(read(), [0, 0]);
  assertEquals(read(notice({ first: 7, last: 7 })), [1, 0]);
  assertEquals(read(notice({ first: 7, last: 9, code: 1 })), [3, 3]);
  assertEquals(
    read(notice({ first: 0, last: 1 }), notice({ first: 2, last: 4, code: 1 })),
    [5, 3],
  );
});

Deno.test("noticesIn() counts on where the numbers begin anew", () => {
  assertEquals(read(notice({ first: 2 ** 32 - 1, last: 1 })), [3, 0]);
});

Deno.test("noticesIn() leaves out what is no notice of MSG_ZEROCOPY", () => {
  for (const other of [{ origin: 2 }, { level: 1 }, { type: 12 }]) {
    assertEquals(read(notice({ first: 0, last: 0, ...other })), [0, 0]);
  }
});

Deno.test("noticesIn() ends where a message is cut off", () => {
  const whole = notice({ first: 0, last: 0 });
  assertEquals(read(whole, whole.slice(0, 40)), [1, 0]);
  assertEquals(read(whole, whole.slice(0, 8)), [1, 0]);
  assertEquals(read(new Array(48).fill(0)), [0, 0]);
});

Deno.test("addNotices() adds both counts", () => {
  assertEquals(
    addNotices({ sends: 1, copiedSends: 2 }, { sends: 10, copiedSends: 20 }),
    { sends: 11, copiedSends: 22 },
  );
});

Deno.test(labTest("waiting for notices that do not come has an end", () => {
  const kernel = new Kernel();
  const connection = connect(kernel);
  const socket = connection.sender;
  const none = { sends: 0, copiedSends: 0 };
  const waits: number[] = [];
  answerCalls(kernel, (name, args) => {
    if (name === "poll") waits.push(Number(args[2]));
    // No wait is made that has no end, and not again and again.
    assert(waits.length < 1000);
    assert(waits.every((waitMs) => 0 < waitMs && waitMs <= 5), `${waits}`);
  });
  assertEquals(readNotices(kernel, socket), none);
  assertEquals(waitForNotices(kernel, socket, { sends: 0, mostMs: 5 }), none);
  assertEquals(waitForNotices(kernel, socket, { sends: 1, mostMs: 0 }), none);
  assertEquals(waits, []);
  assertEquals(waitForNotices(kernel, socket, { sends: 1, mostMs: 5 }), none);
  assert(waits.length > 0);
  disconnect(kernel, connection);
}));

Deno.test(
  labTest("notices that come while they are waited for are taken", () => {
    const kernel = new Kernel();
    const waiting = notice({ first: 0, last: 1, code: 1 });
    const queue: number[][] = [waiting];
    kernel.poll = (name, ...args) => {
      const control = queue.pop();
      if (name !== "recvmsg" || control === undefined) return undefined;
      const { buffer } = args[1] as Uint8Array<ArrayBuffer>;
      const message = new BigUint64Array(buffer);
      memoryAt(message[4]!, control.length).set(control);
      message[5] = BigInt(control.length);
      return 0;
    };
    answerCalls(kernel, (name) => {
      if (name !== "poll") return;
      return queue.push(waiting);
    });
    assertEquals(
      waitForNotices(kernel, -1, { sends: 6, mostMs: 10_000 }),
      { sends: 6, copiedSends: 6 },
    );
    assertEquals(queue, []);
  }),
);

Deno.test(
  labTest("a kernel that takes MSG_ZEROCOPY gives notice of each send", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const [bytes, pieceBytes] = [12_288, 4096];
    const file = makeFile(kernel, testFolder, stack);
    file.overwrite(new Uint8Array(bytes));
    file.rewind();
    const buffer = makeMemory(kernel, bytes, stack);
    const bench = makeSocketBench({ kernel, file, buffer, bytes, stack });
    try {
      allowZerocopy(kernel, bench.to);
      readSendZerocopy.send({ ...bench, file: file.fd, bytes, pieceBytes })
        .toArray();
    } catch (error) {
      assert(error instanceof SyscallError, String(error));
      return;
    }
    bench.receive(bytes);
    const wanted = { sends: kernel.calls.send, mostMs: 5000 };
    const { sends, copiedSends } = waitForNotices(kernel, bench.to, wanted);
    assertEquals(sends, wanted.sends);
    assert(copiedSends <= sends);
  }),
);
