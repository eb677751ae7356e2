/**
 * `deno task trace`: which way a real server sends its files, by what strace recorded of it.
 *
 * @module
 */
import { type CostModel, costModels } from "../cost/cost.ts";
import { serverPage } from "../evidence/server/page.ts";
import {
  serverData,
  type ServerReport,
  Verdicts,
} from "../evidence/server/report.ts";
import { nicAbilities, type NicAbility } from "../machine/job.ts";
import type { LogReading } from "../strace/follower.ts";
import {
  gzipped,
  LogFileError,
  standardInput,
} from "../strace/log/log_files.ts";
import { readLogs } from "../strace/read_logs.ts";
import type { LogSummary } from "../strace/transfer.ts";
import { saySize } from "../text/say.ts";
import { jsonText } from "../workbook/plain.ts";
import { recording } from "./commands.ts";
import { fileTest } from "./file_test.ts";
import { quote } from "./option_values.ts";
import { print, terminalColumns } from "./output.ts";
import { typedPath } from "./path.ts";
import { ProgressLine } from "./progress_line.ts";
import { isGiven, numberOf, readOrHelp, textOf, type Typed } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** How many transfers are shown, if nothing else is said. */
const usualMost = { text: 10, json: 10_000 };

/** Carries out the command. */
export async function traceCommand(args: readonly string[]): Promise<number> {
  const typed = readOrHelp("trace", args);
  if (typed === undefined) return 0;
  const isJson = isGiven(typed, "json");
  const columns = numberOf(typed, "width") ?? terminalColumns();
  const report = await reportOn(typed, isJson);
  if (isJson) {
    print(jsonText(serverData(report)));
    return 0;
  }
  const { printMarkdown } = await import("./markdown_output.ts");
  await printMarkdown(serverPage(report, recording), { columns });
  return 0;
}

/** Reads the logs, and judges each transfer as it ends. */
async function reportOn(typed: Typed, isJson: boolean): Promise<ServerReport> {
  const nic = textOf(typed, "nic") as NicAbility | undefined;
  const verdicts = new Verdicts({
    nic: nic ?? nicAbilities[0],
    prices: await pricesOf(typed),
    most: numberOf(typed, "top") ?? usualMost[isJson ? "json" : "text"],
    addsAlike: !isJson,
  });
  const isWanted = fileTest(textOf(typed, "path"));
  const summary = readTyped(typed.words, (transfer) => {
    if (isWanted(transfer.path)) verdicts.add(transfer);
    else verdicts.passedBy += 1;
  });
  return verdicts.report(summary);
}

/** How often it is told how much has been read. [bytes] */
const toldBytes = 2 ** 25;

/**
 * Reads the logs that were typed; where there are none, standard input.
 *
 * @throws {UsageError} If there is none, or a file holds none.
 */
function readTyped(
  words: readonly string[],
  onTransfer: LogReading["onTransfer"],
): LogSummary {
  if (words.length === 0 && Deno.stdin.isTerminal()) {
    throw refuse("a file, or standard input");
  }
  const names = words.length === 0 ? [standardInput] : words;
  const placeOf = (name: string): string =>
    name === standardInput ? name : typedPath(name);
  using progress = new ProgressLine();
  let [read, told] = [0, toldBytes];
  const onRead = (length: number): void => {
    read += length;
    if (read < told) return;
    progress.show(`${saySize(read)} read`);
    told += toldBytes;
  };
  try {
    return readLogs(names.map(placeOf), { onTransfer, onRead });
  } catch (error) {
    if (!(error instanceof LogFileError)) throw error;
    const name = names.find((name) => placeOf(name) === error.path);
    throw refuse(
      error.path === standardInput ? error.message : `"${name}" ${error.state}`,
      error.state === gzipped && name !== undefined && name !== standardInput
        ? `zcat ${quote(name)} | deno task trace -`
        : undefined,
    );
  }
}

/** Says what was found in the place of a log. */
function refuse(
  state: string,
  instead = "deno task trace server.strace",
): UsageError {
  return new UsageError(`A log of strace was expected: ${state}`, instead);
}

async function pricesOf(typed: Typed): Promise<CostModel> {
  const cost = textOf(typed, "cost");
  if (cost !== "measured") {
    return costModels.find(({ name }) => name === cost) ?? costModels[0]!;
  }
  const { readPrices } = await import("./saved_prices.ts");
  return readPrices();
}
