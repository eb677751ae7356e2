/**
 * `deno task trace`: which way a real server sends its files, by what strace recorded of it.
 *
 * @module
 */
import { type CostModel, costModels } from "../cost/cost.ts";
import { serverPage } from "../evidence/server_page.ts";
import {
  serverData,
  type ServerReport,
  Verdicts,
} from "../evidence/server_report.ts";
import { nicAbilities, type NicAbility } from "../machine/job.ts";
import { Follower } from "../strace/follower.ts";
import { LogText } from "../strace/log_text.ts";
import { jsonText } from "../workbook/plain.ts";
import { recording } from "./commands.ts";
import { fileTest } from "./file_test.ts";
import { readLogs } from "./log_input.ts";
import { print, terminalColumns } from "./output.ts";
import { isGiven, numberOf, readOrHelp, textOf, type Typed } from "./typed.ts";

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
  const follower = new Follower({
    onTransfer: (transfer) => {
      if (isWanted(transfer.path)) verdicts.add(transfer);
    },
  });
  const log = new LogText(follower, follower.wanted);
  readLogs(typed.words, (text) => log.feed(text), () => log.end());
  const { lines, unread } = log;
  return verdicts.report({ ...follower.end(), lines, unread });
}

async function pricesOf(typed: Typed): Promise<CostModel> {
  const cost = textOf(typed, "cost");
  if (cost !== "measured") {
    return costModels.find(({ name }) => name === cost) ?? costModels[0]!;
  }
  const { readPrices } = await import("./saved_prices.ts");
  return readPrices();
}
