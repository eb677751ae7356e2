import { assertEquals, assertThrows } from "@std/assert";
import { connect } from "../../lib/lab/connection.ts";
import { Kernel } from "../../lib/lab/kernel.ts";
import { makeMemory } from "../../lib/lab/probe_bench.ts";
import { receiveFromPipe, receiveFromSocket } from "../../lib/lab/receiver.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import { makeDice } from "../dice.ts";
import { assertSame, labTest, randomBytes } from "./lab_test_kit.ts";

/** An end to write into, and what receives at the other. */
interface Ends {
  readonly to: number;
  readonly receive: (bytes: number) => Uint8Array;
  readonly closeSender: () => void;
  readonly closeReceiver: () => void;
}

/** What both receivers hold. [bytes] */
const mostBytes = 20_000;

/** Makes one pair of ends of each kind, one after the other, and does something with it. */
function forEachKind(act: (ends: Ends, kernel: Kernel) => void): void {
  const kernel = new Kernel();
  for (const kind of ["socket", "pipe"]) {
    using stack = new DisposableStack();
    const into = makeMemory(kernel, mostBytes, stack);
    const [to, from] = kind === "socket"
      ? socketEnds(kernel)
      : pipeEnds(kernel);
    const open = new Set([to, from]);
    const close = (end: number): void => {
      if (open.delete(end)) kernel.call("close", end);
    };
    stack.defer(() => [...open].forEach(close));
    const receive = kind === "socket"
      ? receiveFromSocket(kernel, from, into)
      : receiveFromPipe(kernel, from, into);
    const closeSender = (): void => close(to);
    const closeReceiver = (): void => close(from);
    act({ to, receive, closeSender, closeReceiver }, kernel);
  }
}

function socketEnds(kernel: Kernel): [number, number] {
  const { sender, receiver } = connect(kernel);
  return [sender, receiver];
}

function pipeEnds(kernel: Kernel): [number, number] {
  const { readEnd, writeEnd } = kernel.pipe({ waits: false });
  return [writeEnd, readEnd];
}

/** Sends bytes by one call. */
function send(kernel: Kernel, to: number, content: Uint8Array): void {
  using stack = new DisposableStack();
  const from = makeMemory(kernel, content.length, stack);
  from.bytes.set(content);
  assertEquals(
    kernel.write(to, from.address, content.length),
    content.length,
  );
}

Deno.test(
  labTest("a receiver gives as many bytes as are asked for, in order", () => {
    forEachKind(({ to, receive }, kernel) => {
      for (let seed = 1; seed <= 20; seed++) {
        const dice = makeDice(seed);
        const content = randomBytes(dice, dice.between(2, mostBytes));
        const first = dice.between(1, content.length - 1);
        send(kernel, to, content.subarray(0, first));
        send(kernel, to, content.subarray(first));
        for (let at = 0; at < content.length;) {
          const asked = dice.between(1, content.length - at);
          const wanted = content.subarray(at, at + asked);
          assertSame(receive(asked), wanted, `seed ${seed}`);
          at += asked;
        }
      }
    });
  }),
);

Deno.test(
  labTest("a receiver gives fewer bytes where the sender has closed", () => {
    forEachKind(({ to, receive, closeSender }, kernel) => {
      send(kernel, to, Uint8Array.of(1, 2, 3));
      closeSender();
      assertEquals([...receive(10)], [1, 2, 3]);
      assertEquals([...receive(10)], []);
    });
  }),
);

Deno.test(labTest("a receiver takes no more than its memory holds", () => {
  forEachKind(({ to, receive }, kernel) => {
    const content = randomBytes(makeDice(1), mostBytes + 5);
    send(kernel, to, content);
    const first = receive(content.length).slice();
    assertSame(first, content.subarray(0, mostBytes), "the first part");
    assertSame(receive(5), content.subarray(mostBytes), "the rest");
  });
}));

Deno.test(labTest("a pipe that holds fewer bytes is not waited for", () => {
  const kernel = new Kernel();
  using stack = new DisposableStack();
  const into = makeMemory(kernel, 10, stack);
  const [to, from] = pipeEnds(kernel);
  const receive = receiveFromPipe(kernel, from, into);
  assertEquals([...receive(10)], []);
  send(kernel, to, Uint8Array.of(1, 2, 3));
  assertEquals([...receive(10)], [1, 2, 3]);
  for (const end of [to, from]) kernel.call("close", end);
}));

Deno.test(labTest("a pipe that gives a part is asked for the rest", () => {
  const kernel = new Kernel();
  using stack = new DisposableStack();
  const into = makeMemory(kernel, 1000, stack);
  const [to, from] = pipeEnds(kernel);
  const poll = kernel.poll.bind(kernel);
  kernel.poll = (name, ...args) => {
    args[2] = BigInt(Math.min(Number(args[2]), 300));
    return poll(name, ...args);
  };
  const content = randomBytes(makeDice(2), 1000);
  send(kernel, to, content);
  assertSame(receiveFromPipe(kernel, from, into)(1000), content, "in parts");
  for (const end of [to, from]) kernel.call("close", end);
}));

Deno.test(labTest("a receiver that fails says so", () => {
  forEachKind(({ receive, closeReceiver }) => {
    closeReceiver();
    const error = assertThrows(() => receive(1), SyscallError);
    assertEquals(error.code, "EBADF");
  });
}));
