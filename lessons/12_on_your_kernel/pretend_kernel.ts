/**
 * Pretend kernels: on each of them, any call of a strategy may copy the bytes or pass a reference.
 *
 * Whoever probes a strategy does not know on which of them it is. So a probe is right only if what
 * it tells is so on all of them.
 *
 * @module
 */

/** Where a call can have bytes from. */
export type Origin = "file" | "mapping" | "buffer" | "pipe" | "second pipe";

/** A call of a strategy, and where it has the bytes from. It puts them where the next finds them. */
export interface CallStep {
  readonly call: string;
  readonly from: Origin;
}

/** What is changed after which call. */
interface Change {
  readonly after: string;
  readonly change: "file" | "buffer";
}

/** A change, and the call that it tells of: old bytes mean that the call copied. */
export interface Probe extends Change {
  readonly tellsOf: string;
}

/** The places whose bytes can be changed. */
export const changeable: readonly Change["change"][] = ["file", "buffer"];

/** A call, and where it brings the bytes: at last, to the socket. */
export type Hop = readonly [call: string, to: Origin | "socket"];

const outOfMemory: readonly Hop[] = [
  ["send", "socket"],
  ["write", "socket"],
  ["write", "pipe"],
  ["vmsplice", "pipe"],
];

/** The calls that take bytes from each place. */
export const hopsFrom: Readonly<Record<Origin, readonly Hop[]>> = {
  "file": [
    ["read", "buffer"],
    ["mmap", "mapping"],
    ["splice in", "pipe"],
    ["sendfile", "pipe"],
  ],
  "mapping": outOfMemory,
  "buffer": outOfMemory,
  "pipe": [["splice out", "socket"], ["tee", "second pipe"]],
  "second pipe": [["splice out", "socket"], ["read", "buffer"]],
};

/** Whether each call of a strategy copies. */
export type PretendKernel = readonly boolean[];

/** Every kernel there could be, those on which few calls copy first. */
export function kernelsFor(
  strategy: readonly CallStep[],
): PretendKernel[] {
  const copiesOn = (kernel: PretendKernel): number =>
    kernel.filter((copies) => copies).length;
  return Array.from(
    { length: 2 ** strategy.length },
    (_, bits) => strategy.map((_, i) => (bits >> i & 1) === 1),
  ).sort((one, other) => copiesOn(one) - copiesOn(other));
}

/** Carries out a strategy on a kernel, with one change. @returns Which bytes arrive. */
export function arrivalOf(
  strategy: readonly CallStep[],
  kernel: PretendKernel,
  { after, change }: Change,
): "old" | "new" {
  // Bytes are an object: places that hold the same object refer to the same bytes.
  let bytes = { areNew: false };
  const places = new Map([["file", bytes]]);
  for (const [i, { call }] of strategy.entries()) {
    if (kernel[i]) bytes = { ...bytes };
    places.set(strategy[i + 1]?.from ?? "socket", bytes);
    const changed = call === after ? places.get(change) : undefined;
    if (changed !== undefined) changed.areNew = true;
  }
  return bytes.areNew ? "new" : "old";
}

/** All that any probe could see of a kernel. */
function sightOf(strategy: readonly CallStep[], kernel: PretendKernel): string {
  return strategy.flatMap(({ call: after }) =>
    changeable.map((change) => arrivalOf(strategy, kernel, { after, change }))
  ).join();
}

/**
 * Finds a kernel on which a probe tells what is not so. Where no probe could know better, as another
 * kernel looks the same from outside, either verdict is taken.
 */
export function misleadingKernel(
  strategy: readonly CallStep[],
  probe: Probe,
): { kernel: PretendKernel; arrival: "old" | "new" } | undefined {
  const at = strategy.findIndex(({ call }) => call === probe.tellsOf);
  const kernels = kernelsFor(strategy);
  const sights = kernels.map((kernel) => sightOf(strategy, kernel));
  return kernels.map((kernel) => ({
    kernel,
    arrival: arrivalOf(strategy, kernel, probe),
  })).find(({ arrival }, i) =>
    !kernels.some((other, j) =>
      sights[j] === sights[i] && other[at] === (arrival === "old")
    )
  );
}
