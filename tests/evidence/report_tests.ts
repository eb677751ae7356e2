import { assert, assertEquals } from "@std/assert";
import {
  methodsOf,
  type Report,
  reportPage,
} from "../../lib/evidence/report.ts";
import { compare } from "../../lib/evidence/figures.ts";
import { makeDice, type TestDice } from "../dice.ts";
import { drawn } from "./drawn.ts";
import { machine, makeReport, strategyNames } from "./made_up_report.ts";

/** The parts that a learner can ask for, and what each adds to the page. */
const parts = {
  observation: {
    keys: ["observation", "figures"],
    headings: ["Which calls copy", "Model and kernel"],
  },
  moreWays: { keys: ["moreWays"], headings: ["Further strategies"] },
  moments: { keys: ["moments"], headings: ["When the copy is made"] },
  veth: { keys: ["veth"], headings: ["A NIC that cannot gather"] },
  bench: { keys: ["bench"], headings: ["CPU time by size of pieces"] },
  calibration: {
    keys: ["calibration"],
    headings: ["Predicted and measured", "Beside other machines"],
  },
  program: { keys: ["program"], headings: ["read + write"] },
} as const;

const partNames = Object.keys(parts) as (keyof typeof parts)[];

/** Every choice of parts. */
const choices = Array.from(
  { length: 2 ** partNames.length },
  (_, bits) => partNames.filter((_, i) => (bits >> i & 1) === 1),
);

/** Leaves in a report only some parts. */
function withParts(
  report: Report,
  names: readonly (keyof typeof parts)[],
): Report {
  const keys: readonly string[] = names.flatMap((name) => parts[name].keys);
  return Object.fromEntries(
    Object.entries(report).filter(([key]) => keys.includes(key)),
  );
}

function headingsOf(page: string): string[] {
  return [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading!);
}

/** Reports, by their seed; the first one is looked at more closely. */
const reports = [1, 2, 3, 4].map((seed) => makeReport(makeDice(seed)));

const report = reports[0]!;

Deno.test("reportPage() has the parts that the report has, in one order", () => {
  for (const names of choices) {
    const page = reportPage(withParts(report, names), 78);
    assertEquals(
      headingsOf(page),
      names.flatMap((name) => [...parts[name].headings]),
    );
  }
});

Deno.test("reportPage() without its beginning is what follows the machine", () => {
  const whole = reportPage(report, 78);
  const rest = reportPage(report, 78, { isFirst: false });
  assert(rest.startsWith("## Which calls copy\n"));
  assert(whole.endsWith(`.\n\n${rest}`));
});

Deno.test("reportPage() names the machine once, whichever part knows it", () => {
  for (const names of choices) {
    const page = reportPage(withParts(report, names), 78);
    const knows = names.some((name) =>
      ["observation", "moments", "veth", "bench", "program"].includes(name)
    );
    const found = page.match(/^Linux 6\.18\.44 on x86_64 /gm) ?? [];
    assertEquals(found.length, knows ? 1 : 0, names.join(", "));
  }
});

Deno.test("a report is plain data: JSON loses nothing of it", () => {
  for (const [i, report] of reports.entries()) {
    const seed = i + 1;
    const read: Report = JSON.parse(JSON.stringify(report));
    assertEquals(read, report, `seed ${seed}`);
    assertEquals(reportPage(read, 78), reportPage(report, 78), `seed ${seed}`);
  }
});

Deno.test("reportPage() says only what can be read, and ends in one line end", () => {
  for (const [i, report] of reports.entries()) {
    const page = reportPage(report, 78);
    const odd = /undefined|NaN|Infinity|null|\[object/.exec(page)?.[0];
    assertEquals(odd, undefined, `seed ${i + 1}:\n${page}`);
    assert(/[^\n]\n$/.test(page));
  }
});

Deno.test("reportPage() fits every width that can be asked for", async () => {
  for (const columns of [40, 41, 60, 79, 80, 81, 120, 200]) {
    await drawn(reportPage(report, columns - 2), columns);
  }
});

Deno.test("reportPage() shows the words of a machine as they are, whatever is in them", async () => {
  const words = "*a* <b>_c_ `d [e](f) &lt;";
  const observation = {
    ...report.observation!,
    machine: { ...machine, processor: words, kernel: words, fileSystem: words },
  };
  const veth = { ...report.veth!, hindrance: words };
  const moreWays = report.moreWays!.map((way) => ({ ...way, absent: words }));
  const odd: Report = { ...report, observation, veth, moreWays };
  const text = (await drawn(reportPage(odd, 198), 200)).join("\n");
  assertEquals(text.split(words).length - 1, 4 + moreWays.length);
});

Deno.test("reportPage() says why nothing went through a cable, where nothing did", () => {
  const hindrance = "This process lacks CAP_NET_ADMIN";
  const veth = { ...report.veth, hindrance, rows: [] };
  const page = reportPage({ ...report, veth }, 78);
  const [, part] = page.split("## A NIC that cannot gather\n\n");
  const [says, next] = part!.split("\n\n");
  assertEquals(says, `It was not seen: ${hindrance}.`);
  assertEquals(next, "## CPU time by size of pieces");
});

Deno.test("methodsOf() says of each part of a report how it was measured, and of no other", () => {
  for (const names of choices) {
    const methods = methodsOf(withParts(report, names));
    assertEquals(Object.keys(methods).toSorted(), names.toSorted());
    for (const [name, how] of Object.entries(methods)) {
      assert(how.endsWith("."), `${name}: ${how}`);
    }
  }
});

/** Takes strategies out of every part of a report, each for a reason of its own length. */
function withAbsent(report: Required<Report>, dice: TestDice): Report {
  const ways = strategyNames.filter(() => dice.below(2) === 0);
  const absent = ways.map((way) => ({
    way,
    because: `${"call ".repeat(dice.below(12))}failed with ENOSYS`,
  }));
  const others = <One extends { readonly way: string }>(
    all: readonly One[],
  ): One[] => all.filter(({ way }) => !ways.includes(way));
  const { observation, moments, veth, bench } = report;
  const costs = others(observation.costs);
  const copies = others(observation.copies);
  return {
    observation: {
      ...observation,
      copies,
      pipeCopies: others(observation.pipeCopies),
      costs,
      absent: { copies: absent, pipeCopies: absent, costs: absent },
    },
    figures: compare(costs, copies),
    moments: { ...moments, sightings: others(moments.sightings), absent },
    veth: {
      ...veth,
      rows: veth.rows.map((row) => ({
        ...row,
        copies: others(row.copies),
        absent,
      })),
    },
    bench: { ...bench, rows: others(bench.rows), absent },
  };
}

Deno.test("reportPage() has all that was seen, whatever is absent, and why that is", async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const dice = makeDice(seed);
    const rest = withAbsent(makeReport(dice), dice);
    const text = (await drawn(reportPage(rest, 78), 80)).join("\n");
    const missing = rest.bench!.absent.map(({ way }) => way);
    const says = text.match(/(?:is|are)\s+absent:/g) ?? [];
    const reasons = new Set(rest.bench!.absent.map(({ because }) => because));
    const places = 6;
    assertEquals(says.length, places * reasons.size, `seed ${seed}: ${text}`);
    for (const way of strategyNames) {
      const rows = text.split("\n").filter((line) =>
        line.startsWith(`│ ${way} `)
      );
      assertEquals(
        rows.length > 0,
        !missing.includes(way),
        `seed ${seed}: ${way}`,
      );
    }
  }
});

Deno.test("reportPage() says why splice makes more calls where pipes are small, and of no other", () => {
  const dice = makeDice(5);
  const { observation, figures } = makeReport(dice);
  const apart = figures.map((figure) => ({
    ...figure,
    values: figure.values.map((value) => ({ ...value, kernel: 7, model: 3 })),
  }));
  const pageWith = (pipeBytes: number | null): string =>
    reportPage(
      { observation: { ...observation, pipeBytes }, figures: apart },
      78,
    );
  const reasons = pageWith(8192).replaceAll(/\n +/g, " ")
    .match(
      /^- .*a pipe holds 8,192 B here \(F_GETPIPE_SZ\), and not 65,536 B.*$/gm,
    )!;
  assertEquals(reasons.length, figures.length);
  assert(
    reasons.every((line) => line.includes(", splice: ")),
    reasons.join("\n"),
  );
  for (const pipeBytes of [null, 2 ** 16, 2 ** 20]) {
    assert(!pageWith(pipeBytes).includes("F_GETPIPE_SZ"), String(pipeBytes));
  }
});
