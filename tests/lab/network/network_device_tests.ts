import { assert, assertEquals, assertThrows } from "@std/assert";
import { Kernel } from "../../../lib/lab/kernel.ts";
import { NetworkDevice } from "../../../lib/lab/network/network_device.ts";
import { SyscallError } from "../../../lib/lab/syscall_error.ts";
import { VethCable } from "../../../lib/lab/network/veth.ts";
import { answerCalls, labTest, memoryAt } from "../lab_test_kit.ts";
import { rootTest } from "../root_test_kit.ts";

/** Does something with a device of the network that the thread is in. */
function withDevice(name: string, act: (device: NetworkDevice) => void): void {
  const kernel = new Kernel();
  const socket = kernel.call("socket", 2, 2, 0);
  try {
    act(new NetworkDevice(kernel, socket, name));
  } finally {
    kernel.call("close", socket);
  }
}

Deno.test(
  labTest(
    "the loopback device gathers: its features are asked, not set",
    () => {
      withDevice("lo", (device) => assert(device.features.scatterGather));
    },
  ),
);

Deno.test(rootTest("a device has a link once it is up", () => {
  const kernel = new Kernel();
  using cable = new VethCable(kernel);
  const socket = cable.route.atSender(() => kernel.call("socket", 2, 2, 0));
  const device = new NetworkDevice(kernel, socket, "lo");
  assert(!device.isLinked);
  device.bringUp();
  assert(device.isLinked);
  kernel.call("close", socket);
}));

Deno.test(labTest("asking about a device that is not there fails", () => {
  withDevice("nothing", (device) => {
    const error = assertThrows(() => device.features, SyscallError);
    assertEquals(error.code, "ENODEV");
    assertThrows(() => device.isLinked, SyscallError);
  });
}));

Deno.test(labTest("a name that is too long for Linux is refused", () => {
  withDevice("n".repeat(16), (device) => {
    assertThrows(() => device.features, RangeError, "17 bytes");
  });
}));

Deno.test(
  labTest("each feature is asked for, and set, by a command of its own", () => {
    const kernel = new Kernel();
    const device = new NetworkDevice(kernel, -1, "device");
    // linux/ethtool.h: ETHTOOL_GSG, GTXCSUM, GTSO, GLINK, SSG and STXCSUM.
    const commands: [number, (isOn: boolean) => unknown][] = [
      [0x18, () => device.features.scatterGather],
      [0x16, () => device.features.transmitChecksum],
      [0x1e, () => device.features.segmentationOffload],
      [0xa, () => device.isLinked],
    ];
    let [on, set] = [0, [0, 0]];
    answerCalls(kernel, (name, [, request, bytes]) => {
      assertEquals([name, request], ["ioctl", 0x8946n]);
      const { buffer } = bytes as Uint8Array<ArrayBuffer>;
      const address = new DataView(buffer).getBigUint64(16, true);
      const value = new Uint32Array(memoryAt(address, 8).buffer);
      set = [...value];
      value[1] = Number(value[0] === on);
      return 0;
    });
    for (const [command] of commands) {
      on = command;
      assertEquals(
        commands.map(([, ask]) => ask(true)),
        commands.map(([other]) => other === command),
      );
    }
    for (const isOn of [true, false]) {
      device.setScatterGather(isOn);
      assertEquals(set, [0x19, Number(isOn)]);
      device.setTransmitChecksum(isOn);
      assertEquals(set, [0x17, Number(isOn)]);
    }
  }),
);
