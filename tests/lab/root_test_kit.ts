/**
 * Tests that make networks: ignored where the user may not, with the reason in their names.
 *
 * @module
 */
import { Kernel } from "../../lib/lab/kernel.ts";
import { vethObstacle } from "../../lib/lab/network/veth.ts";
import { canCall, labTest, readLink } from "./lab_test_kit.ts";

const obstacle = canCall ? vethObstacle(new Kernel()) : undefined;

/** Defines a test that makes a veth pair. */
export function rootTest(
  name: string,
  fn: () => void | Promise<void>,
): Deno.TestDefinition {
  return obstacle === undefined
    ? labTest(name, fn)
    : { name: `${name} (needs root: ${obstacle})`, ignore: true, fn };
}

/** Names the network namespace of this thread: "net:[4026531840]". */
export function currentNamespace(): string {
  return readLink("/proc/thread-self/ns/net")!;
}
