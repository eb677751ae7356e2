import { assert, assertEquals, assertThrows } from "@std/assert";
import { connect, disconnect } from "../../../lib/lab/connection.ts";
import { Kernel } from "../../../lib/lab/kernel.ts";
import { readText } from "../../../lib/lab/meter.ts";
import {
  type Features,
  NetworkDevice,
} from "../../../lib/lab/network/network_device.ts";
import { receiveFromSocket } from "../../../lib/lab/receiver.ts";
import { ScratchFile } from "../../../lib/lab/scratch_file.ts";
import { SyscallError } from "../../../lib/lab/syscall_error.ts";
import {
  missingCapabilities,
  VethCable,
  vethObstacle,
} from "../../../lib/lab/network/veth.ts";
import {
  labTest,
  openDescriptors,
  refuseCalls,
  refuseEachCall,
  RefusingKernel,
  socketStrategies,
  testFolder,
} from "../lab_test_kit.ts";
import { currentNamespace, rootTest } from "../root_test_kit.ts";

/** Counts what a device of the thread's network has received. [bytes] */
function receivedBytes(kernel: Kernel, device: string): number {
  const devices = readText(kernel, "/proc/thread-self/net/dev");
  return Number(new RegExp(`^ *${device}: *(\\d+)`, "m").exec(devices)?.[1]);
}

/** What must be as it was: the namespace, its devices and the descriptors. */
function stateOf(kernel: Kernel): unknown {
  const devices = readText(kernel, "/proc/thread-self/net/dev")
    .match(/^ *\S+(?=:)/gm);
  return [currentNamespace(), devices, openDescriptors()];
}

/** Switches a feature, if this kernel lets it be switched. @returns Whether it did. */
function trySwitching(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    assert(error instanceof SyscallError);
    return false;
  }
}

Deno.test(
  rootTest(
    "a cable delivers exactly what each strategy sends, whatever its features",
    () => {
      const kernel = new Kernel();
      const bytes = 2 ** 16;
      const content = crypto.getRandomValues(new Uint8Array(bytes));
      const file = new ScratchFile(kernel, testFolder);
      const buffer = kernel.allocate(bytes);
      const into = kernel.allocate(bytes);
      file.overwrite(content);
      for (const gathers of [true, false]) {
        using cable = new VethCable(kernel);
        trySwitching(() => cable.setScatterGather(gathers));
        const connection = connect(kernel, cable.route);
        const receive = receiveFromSocket(kernel, connection.receiver, into);
        for (const strategy of socketStrategies) {
          file.rewind();
          const to = connection.sender;
          const fd = file.fd;
          const sent = strategy
            .send({ kernel, file: fd, bytes, pieceBytes: bytes, buffer, to });
          assert([...sent].length > 0, strategy.name);
          into.bytes.fill(0);
          assertEquals(receive(bytes), content, strategy.name);
        }
        disconnect(kernel, connection);
      }
      for (const memory of [buffer, into]) {
        kernel.munmap(memory.address, bytes);
      }
      file.close();
    },
  ),
);

Deno.test(
  rootTest(
    "a switch is asked at the next packet, of connections that exist too",
    () => {
      const kernel = new Kernel();
      const bytes = 2 ** 14;
      const file = new ScratchFile(kernel, testFolder);
      const into = kernel.allocate(bytes);
      using cable = new VethCable(kernel);
      const connection = connect(kernel, cable.route);
      const receive = receiveFromSocket(kernel, connection.receiver, into);
      const arrivesAfterChange = (): number => {
        file.overwrite(new Uint8Array(bytes).fill(1));
        file.rewind();
        kernel.sendfile(connection.sender, file.fd, bytes);
        file.overwrite(new Uint8Array(bytes).fill(2));
        return receive(bytes)[0]!;
      };
      for (const gathers of [true, false, true]) {
        if (!trySwitching(() => cable.setScatterGather(gathers))) break;
        assertEquals(arrivesAfterChange(), gathers ? 2 : 1);
      }
      disconnect(kernel, connection);
      kernel.munmap(into.address, bytes);
      file.close();
    },
  ),
);

Deno.test(
  rootTest("features read back as they were set, where they can be", () => {
    const kernel = new Kernel();
    using cable = new VethCable(kernel);
    const socket = cable.route
      .atSender(() => kernel.call("socket", 2, 2, 0));
    const sender = new NetworkDevice(kernel, socket, "sender");
    const switches: [keyof Features, (isOn: boolean) => void][] = [
      ["scatterGather", (isOn) => cable.setScatterGather(isOn)],
      ["transmitChecksum", (isOn) => cable.setTransmitChecksum(isOn)],
    ];
    for (const [feature, set] of switches) {
      for (const isOn of [false, true, true, false]) {
        if (trySwitching(() => set(isOn))) {
          assertEquals(cable.features[feature], isOn, feature);
          assertEquals(sender.features, cable.features);
        }
      }
    }
    kernel.call("close", socket);
  }),
);

Deno.test(
  rootTest(
    "a thread is in three networks in turn, and at home in the end",
    () => {
      const kernel = new Kernel();
      const home = stateOf(kernel);
      const [name] = home as [string];
      const cable = new VethCable(kernel);
      const seen = [name];
      const look = (): number => seen.push(currentNamespace());
      assertEquals(cable.route.atReceiver(look), 2);
      assertEquals(cable.route.atSender(look), 3);
      assertEquals(new Set(seen).size, 3);
      assertEquals(currentNamespace(), name);
      cable[Symbol.dispose]();
      assertEquals(stateOf(kernel), home);
      cable[Symbol.dispose]();
      assertEquals(stateOf(kernel), home);
    },
  ),
);

Deno.test(rootTest("what is sent goes through the cable", () => {
  const kernel = new Kernel();
  using cable = new VethCable(kernel);
  const connection = connect(kernel, cable.route);
  const memory = kernel.allocate(2 ** 16);
  const receive = receiveFromSocket(kernel, connection.receiver, memory);
  const count = (): number => receivedBytes(kernel, "receiver");
  const before = cable.route.atReceiver(count);
  kernel.write(connection.sender, memory.address, memory.bytes.length);
  receive(memory.bytes.length);
  const received = cable.route.atReceiver(count) - before;
  assert(received > memory.bytes.length, `${received}`);
  disconnect(kernel, connection);
  kernel.munmap(memory.address, memory.bytes.length);
}));

Deno.test(labTest("a thread that could not come back does not leave", () => {
  const kernel = new Kernel();
  refuseCalls(kernel, { name: "setns", errno: 1 });
  assertThrows(() => new VethCable(kernel), SyscallError, "EPERM");
  assertEquals(kernel.calls.unshare, 0);
}));

Deno.test(
  rootTest(
    "whichever call fails, nothing is left and the thread is at home",
    async () => {
      const plain = new Kernel();
      const kernel = new RefusingKernel();
      const before = stateOf(plain);
      const refusals = await refuseEachCall(kernel, () => {
        try {
          new VethCable(kernel)[Symbol.dispose]();
        } finally {
          assertEquals(stateOf(plain), before);
        }
      });
      assert(refusals > 10);
    },
  ),
);

Deno.test(rootTest("two cables at once are two networks", () => {
  const kernel = new Kernel();
  const home = currentNamespace();
  const seen = [home];
  const look = (): number => seen.push(currentNamespace());
  using first = new VethCable(kernel);
  using second = new VethCable(kernel);
  for (const { route } of [first, second]) {
    route.atReceiver(look);
    route.atSender(look);
    disconnect(kernel, connect(kernel, route));
  }
  assertEquals(new Set(seen).size, 5);
  assertEquals(currentNamespace(), home);
}));

Deno.test(
  labTest(
    "vethObstacle() says one sentence or nothing, and leaves nothing",
    () => {
      const kernel = new Kernel();
      const before = stateOf(kernel);
      const obstacle = vethObstacle(kernel);
      assert(obstacle === undefined || /^[A-Z].*[^.]$/.test(obstacle));
      assertEquals(stateOf(kernel), before);
    },
  ),
);

Deno.test(labTest("vethObstacle() says what each error means", () => {
  const kernel = new Kernel();
  const refuse = (errno: number): string | undefined => {
    kernel.call = () => {
      throw new SyscallError("unshare(1)", errno);
    };
    return vethObstacle(kernel);
  };
  assertEquals(
    refuse(95),
    "This kernel has no veth devices: its module veth is missing",
  );
  assertEquals(
    refuse(28),
    "No further network namespace may be made: see user.max_net_namespaces",
  );
  assertEquals(refuse(12), "unshare(1) failed with ENOMEM");
}));

Deno.test(
  rootTest(
    "vethObstacle() says the first error, though the way home is refused as well",
    () => {
      const home = currentNamespace();
      let ways = 0;
      for (let allowed = 0;; allowed++) {
        const kernel = new Kernel();
        const before = stateOf(kernel);
        const call = kernel.call.bind(kernel);
        let made = 0;
        kernel.call = (name, ...args) => {
          const result = call(name, ...args);
          // It is made all the same: a thread that could not come home would meet other tests.
          if (name !== "setns" || ++made <= allowed) return result;
          throw new SyscallError(`setns() number ${allowed}`, 12);
        };
        const obstacle = vethObstacle(kernel);
        assertEquals(currentNamespace(), home);
        kernel.call = call;
        assertEquals(stateOf(kernel), before);
        if (made <= allowed) break;
        ways += 1;
        assertEquals(obstacle, `setns() number ${allowed} failed with ENOMEM`);
      }
      assert(ways > 2, `${ways} calls of setns`);
    },
  ),
);

Deno.test("missingCapabilities() lists what a pair needs and a thread has not", () => {
  const missing = (digits: string): string[] =>
    missingCapabilities(
      `Name:\tdeno\nCapPrm:\t${"f".repeat(16)}\nCapEff:\t${digits}\n`,
    );
  assertEquals(missing("000001ffffffffff"), []);
  assertEquals(missing("0000000000201000"), []);
  assertEquals(missing("000001ffffdfffff"), ["CAP_SYS_ADMIN"]);
  assertEquals(missing("000001ffffffefff"), ["CAP_NET_ADMIN"]);
  const both = ["CAP_NET_ADMIN", "CAP_SYS_ADMIN"];
  assertEquals(missing("0000000000000000"), both);
  assertEquals(missingCapabilities("nothing of use"), both);
});
