/**
 * The hardware row: the same strategies through a network card that gathers, and one that cannot.
 *
 * The kernel copies for the card when it sends, not in the call. A cable of veth takes a piece at
 * once, so a change after the call comes too late: old bytes say that there was a copy, not when.
 *
 * @module
 */
import { type Absence, tryEach } from "../absence.ts";
import type { Kernel } from "../kernel.ts";
import type { LabOptions } from "../lab.ts";
import { describeMachine, type MachineInfo } from "../machine_info.ts";
import type { Features } from "./network_device.ts";
import { type CopyCount, countCopies } from "../probe.ts";
import { makeFile, makeMemory, makeSocketBench } from "../probe_bench.ts";
import { findMoments, type Moments } from "../moments.ts";
import { VethCable, vethObstacle } from "./veth.ts";
import { strategyOf } from "../calls.ts";

/** What was seen with the device in one state. */
export interface VethRow {
  /** What was asked for. */
  readonly scatterGather: boolean;
  readonly transmitChecksum: boolean;
  /** What the device then did, as it says itself. */
  readonly features: Features;
  readonly copies: readonly CopyCount[];
  /** What this kernel refused. */
  readonly absent: readonly Absence[];
  /** When the bytes are copied that a strategy sends. */
  readonly moments: Moments;
}

/** What the experiment found: plain data. */
export interface VethResult {
  readonly machine: MachineInfo;
  /** Why there is nothing to see, or nothing. */
  readonly hindrance: string | null;
  readonly rows: readonly VethRow[];
}

/** The states of the device. */
const states = [
  { scatterGather: true, transmitChecksum: true },
  { scatterGather: false, transmitChecksum: true },
  { scatterGather: true, transmitChecksum: false },
];

/** Sends through the cable in every state. It is made for this, and gone afterwards. */
export function observeVeth(
  kernel: Kernel,
  options: LabOptions,
): VethResult {
  using stack = new DisposableStack();
  const file = makeFile(kernel, options.folder, stack);
  const machine = describeMachine(kernel, file);
  const obstacle = vethObstacle(kernel) ?? null;
  if (obstacle !== null) return { machine, hindrance: obstacle, rows: [] };
  const cable = stack.use(new VethCable(kernel));
  const buffer = makeMemory(kernel, options.bytes, stack);
  const rows = states.map((state) => {
    const { scatterGather, transmitChecksum } = state;
    options.onStep(
      `scatter-gather ${scatterGather ? "on" : "off"}, ` +
        `checksums ${transmitChecksum ? "on" : "off"}`,
    );
    cable.setScatterGather(scatterGather);
    cable.setTransmitChecksum(transmitChecksum);
    using ends = new DisposableStack();
    const strategies = options.strategies.map(strategyOf);
    const { seen: copies, absent } = tryEach(strategies, (strategy) => {
      // Nothing that was queued for another state, or was left behind, waits in a new connection.
      using ends = new DisposableStack();
      const parts = { ...options, kernel, file, buffer, stack: ends };
      const bench = makeSocketBench(parts, cable.route);
      return countCopies(strategy, bench, options);
    });
    const own = { kernel, file: makeFile(kernel, options.folder, ends) };
    const moments = findMoments(strategies, { ...own, route: cable.route });
    return { ...state, features: cable.features, copies, absent, moments };
  });
  return { machine, hindrance: obstacle, rows };
}
