/**
 * What a transfer takes whose receiver is this same thread: into a file, or a pipe that holds it all.
 *
 * @module
 */
import type { LabStrategy } from "../calls.ts";
import { faultsOfEmptyRun } from "../empty_run.ts";
import { Meter } from "../meter.ts";
import { begin } from "../probe.ts";
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
  const { fileBytes, pieceBytes, coldRuns, warmRuns } = amounts;
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
    const steps = begin(strategy, bench, {
      bytes: fileBytes,
      pieceBytes,
      after,
    });
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
