import { assert, assertEquals, assertThrows } from "@std/assert";
import { Kernel } from "../../lib/lab/kernel.ts";
import { NetworkDevice } from "../../lib/lab/network_device.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import { VethCable } from "../../lib/lab/veth.ts";
import { labTest } from "./lab_test_kit.ts";
import { rootTest } from "./root_test_kit.ts";

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
