/**
 * What a transfer takes whose receiver is this same thread: into a file, or a pipe that holds it all.
 *
 * @module
 */
import type { LabStrategy, Sending } from "../calls.ts";
import { faultsOfEmptyRun } from "../empty_run.ts";
import { Meter } from "../meter.ts";
import type { EndBench } from "../probe_bench.ts";
import {
  type CostInProgress,
  costOf,
  isWhole,
  type SentAmounts,
  type StrategyCost,
  usualAmounts,
} from "../transfer_cost.ts";

/** Sends a file several times, as one thread: nobody receives before all is sent. */
export function measureAlone(
  strategy: LabStrategy,
  bench: EndBench,
  sent: SentAmounts,
): StrategyCost {
  const amounts = { ...usualAmounts, ...sent };
  const { fileBytes, coldRuns, warmRuns } = amounts;
  const { kernel, file, buffer } = bench;
  const meter = new Meter(kernel);
  const content = file.fillAtRandom(fileBytes);
  const one: CostInProgress = {
    ...{ strategy, isDelivered: true },
    ...{ cold: [], warm: [], emptyFaults: [] },
  };
  for (let run = 0; run < coldRuns + warmRuns; run++) {
    const isCold = run < coldRuns;
    const isDropped = isCold && file.dropAllPages(fileBytes);
    using after = new DisposableStack();
    const steps = stepsOf(strategy, bench, { ...sent, after });
    const usage = meter.measure(() => {
      while (!steps.next().done);
    });
    const bytes = bench.arrived();
    const arrived = bench.receive(fileBytes);
    one.isDelivered &&= isWhole({ arrived, bytes }, content);
    if (isDropped) one.cold.push(usage);
    if (isCold) continue;
    one.warm.push(usage);
    const setting = { kernel, file, buffer, ...sent };
    one.emptyFaults.push(faultsOfEmptyRun(strategy, setting));
  }
  return costOf(one, amounts);
}

/** Begins a transfer from the beginning of the file. */
export function stepsOf(
  strategy: LabStrategy,
  { kernel, file, buffer, to }: EndBench,
  { fileBytes: bytes, pieceBytes, ...given }: SentAmounts & {
    after?: DisposableStack;
  },
): Sending {
  file.rewind();
  const parts = { kernel, file: file.fd, buffer, to };
  return strategy.send({ ...parts, bytes, pieceBytes, ...given });
}
