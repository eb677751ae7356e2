import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { recording } from "../../lib/cli/commands.ts";
import type { ServerData } from "../../lib/evidence/server/report.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { pathOf, root } from "../../lib/workbook/path.ts";
import {
  type CommandResult,
  inParallel,
  runningTest,
  runTask,
  temporaryTest,
} from "../command.ts";
import { entriesOf, readingTest, readText } from "../source_tree.ts";

/** Calls that read a file of so many bytes in pieces of 64 KiB, and write it to a connection. */
function copying(path: string, fileBytes: number): string[] {
  const sizes = Array.from(
    { length: Math.ceil(fileBytes / 65536) },
    (_, i) => Math.min(65536, fileBytes - i * 65536),
  );
  return [
    "accept4(3, NULL, NULL, SOCK_CLOEXEC) = 4",
    `openat(AT_FDCWD, "${path}", O_RDONLY) = 5`,
    ...sizes.flatMap((bytes) => [
      `read(5, ""..., 65536) = ${bytes}`,
      `write(4, ""..., ${bytes}) = ${bytes}`,
    ]),
    `read(5, "", 65536) = 0`,
    "close(5) = 0",
    "close(4) = 0",
  ];
}

const opening = [
  "socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3",
  "listen(3, 511) = 0",
];

const log = [
  ...opening,
  ...copying("/srv/big.bin", 3_000_000),
  ...copying("/srv/index.html", 100_000),
  "this is no call",
  ...copying("/srv/big.bin", 3_000_000),
].join("\n") + "\n";

/** Runs the command in a folder that has the log. */
async function trace(
  folder: string,
  ...args: string[]
): Promise<CommandResult> {
  Deno.writeTextFileSync(`${folder}/server.strace`, log);
  return await runTask("trace", args, { typedIn: folder });
}

/** Runs the command, and types a text into it. */
async function traceTyped(
  text: string,
  ...args: string[]
): Promise<CommandResult> {
  const [, ...task] = config.tasks.trace.command.split(" ");
  const child = new Deno.Command(Deno.execPath(), {
    args: [...task, ...args],
    cwd: pathOf(root),
    env: { NO_COLOR: "1" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return { code, out: decode(stdout), err: decode(stderr) };
}

/** What is refused, and how its line begins. */
const refused: readonly (readonly [args: readonly string[], says: string])[] = [
  [["none.strace"], 'A log of strace was expected: "none.strace" is not there'],
  [["."], 'A log of strace was expected: "." is a folder'],
  [["empty"], 'A log of strace was expected: "empty" is empty'],
  [["binary"], 'A log of strace was expected: "binary" is no text'],
  [
    ["my logs.gz"],
    'A log of strace was expected: "my logs.gz" is compressed by gzip. Try: ' +
    'zcat "my logs.gz" | deno task trace -',
  ],
  [["server.strace", "none"], 'A log of strace was expected: "none" is not '],
  [["server.strace", "--frob"], 'Unknown argument "--frob": trace has --nic,'],
  [["server.strace", "--top", "0"], "--top takes a whole number from 1 to "],
  [["server.strace", "--nic", "wifi"], "--nic takes gather, no-gather, no-"],
  [["server.strace", "--cost", "1"], "--cost takes vm, slow-calls, measured"],
  [["server.strace", "--width", "39"], "--width takes a whole number from 40"],
];

Deno.test(
  temporaryTest(
    "trace refuses in one line, with exit code 2, and suggests what to type",
    async (folder) => {
      Deno.writeTextFileSync(`${folder}/empty`, "");
      Deno.writeFileSync(`${folder}/binary`, new Uint8Array(100));
      const zipped = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
      Deno.writeFileSync(`${folder}/my logs.gz`, zipped);
      const ran = await inParallel(refused, ([args]) => trace(folder, ...args));
      for (const [i, { code, out, err }] of ran.entries()) {
        const [args, says] = refused[i]!;
        assertEquals([code, out], [2, ""], args.join(" "));
        assert(err.startsWith(says), `${args.join(" ")}: ${err}`);
        assertMatch(err, /^[^\n]+\. Try: [^\n]*deno task trace [^\n]+\n$/);
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "trace --json says which way each file went, and what would be saved",
    async (folder) => {
      const { code, out } = await trace(folder, "server.strace", "--json");
      const data: ServerData = JSON.parse(out);
      assertEquals(code, 0);
      assertEquals(
        data.transfers.map(({ path, to, strategy, bytes, cheapest }) =>
          [path, to, strategy, bytes, cheapest.strategy] as const
        ),
        [
          ["/srv/big.bin", "socket", "read + write", 3_000_000, "sendfile"],
          ["/srv/big.bin", "socket", "read + write", 3_000_000, "sendfile"],
          ["/srv/index.html", "socket", "read + write", 100_000, "sendfile"],
        ],
      );
      const [big] = data.transfers;
      assertEquals(big!.calls, { read: 47, write: 46 });
      assertEquals([big!.modeSwitches, big!.cpuBytes], [186, 6_000_000]);
      assertEquals(
        big!.findings[0],
        "big.bin: 46 reads of 64 KiB and 46 writes, and 1 call that found " +
          "the end; sendfile would take 1 call and no CPU copy.",
      );
      assertEquals(data.unread, { lines: 1, first: "this is no call" });
      assertEquals(data.lines, log.split("\n").length - 1);
      assertEquals(
        [data.total.transfers, data.total.bytes, data.leftOut],
        [3, 6_100_000, 0],
      );
    },
  ),
);

Deno.test(
  temporaryTest(
    "trace adds up what is alike, in every width, in text that no code colours",
    async (folder) => {
      const widths = ["40", "80", "200"];
      const ran = await inParallel(
        widths,
        (width) => trace(folder, "server.strace", "--width", width),
      );
      for (const [i, { code, out }] of ran.entries()) {
        assertEquals(code, 0);
        for (const line of out.split("\n")) {
          assert(displayWidth(line) <= Number(widths[i]), line);
        }
        const words = out.replaceAll(/[\s│]+/g, " ");
        assertStringIncludes(words, "92 reads of 64 KiB and 92 writes");
        assertStringIncludes(words, "1 line not read; the first: this is no");
        assert(!out.includes("\x1b"));
      }
      assertStringIncludes(ran[2]!.out, "big.bin → 2 sockets");
    },
  ),
);

Deno.test(
  temporaryTest(
    "trace heeds --nic, --cost, --path and --top",
    async (folder) => {
      const asked = async (...args: string[]): Promise<ServerData> => {
        const all = ["server.strace", "--json", ...args];
        return JSON.parse((await trace(folder, ...all)).out);
      };
      const usual = await asked();
      const other = await asked("--nic", "no-gather", "--cost", "slow-calls");
      assertEquals([usual.nic, usual.cost], ["gather", "vm"]);
      assertEquals([other.nic, other.cost], ["no-gather", "slow-calls"]);
      assertEquals(other.total.cheapest.cpuBytes, 6_100_000);
      assert(other.total.costNs > usual.total.costNs);
      const pages = await asked("--path", "*.html");
      assertEquals(pages.transfers.map(({ path }) => path), [
        "/srv/index.html",
      ]);
      assertEquals(pages.total.transfers, 1);
      const top = await asked("--top", "1");
      assertEquals([top.transfers.length, top.leftOut], [1, 2]);
      assertEquals(top.total, usual.total);
    },
  ),
);

Deno.test(
  temporaryTest(
    "trace reads several logs, each from its beginning",
    async (folder) => {
      const more = [...opening, ...copying("/srv/more.bin", 70_000)].join("\n");
      Deno.writeTextFileSync(`${folder}/more.strace`, more);
      const names = ["server.strace", "more.strace", "--json"];
      const { transfers }: ServerData = JSON.parse(
        (await trace(folder, ...names)).out,
      );
      assertEquals(transfers.map(({ bytes }) => bytes), [
        3_000_000,
        3_000_000,
        100_000,
        70_000,
      ]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "trace reads standard input, by - and where nothing is named",
    async (folder) => {
      const { out } = await trace(folder, "server.strace", "--json");
      const typed = await inParallel(
        [["-"], []],
        (args) => traceTyped(log, "--json", ...args),
      );
      for (const one of typed) assertEquals([one.code, one.out], [0, out]);
      const none = await traceTyped("");
      assertEquals([none.code, none.out], [2, ""]);
      assertStringIncludes(none.err, "Standard input is empty");
    },
  ),
);

Deno.test(
  temporaryTest(
    "trace of what is no log says so, how to record one, and ends with 0",
    async (folder) => {
      Deno.writeTextFileSync(`${folder}/notes.txt`, "# Notes\n\nnothing\n");
      const { code, out } = await trace(folder, "notes.txt");
      assertEquals(code, 0);
      assertStringIncludes(
        out.replaceAll(/\s+/g, " "),
        "are no calls as strace",
      );
      for (const line of recording.split("\n")) {
        assertStringIncludes(out, line.trim());
      }
      const json = await trace(folder, "notes.txt", "--json");
      const { transfers, unread }: ServerData = JSON.parse(json.out);
      assertEquals(transfers, []);
      assertEquals(unread.first, "# Notes");
    },
  ),
);

Deno.test(
  runningTest(
    "trace tells of every recorded log in 40 columns, and its numbers fit",
    async () => {
      const folder = "tests/strace/traces";
      for (const { name } of entriesOf(folder)) {
        const text = await runTask("trace", [
          `${folder}/${name}`,
          "--width",
          "40",
        ]);
        assertEquals([text.code, text.err], [0, ""], name);
        for (const line of text.out.split("\n")) {
          assert(displayWidth(line) <= 40, `${name}: ${line}`);
        }
        const { out } = await runTask("trace", [`${folder}/${name}`, "--json"]);
        const { transfers, total, leftOut }: ServerData = JSON.parse(out);
        assertEquals([transfers.length, leftOut], [total.transfers, 0], name);
        for (const one of transfers) {
          const { calls, modeSwitches, cpuBytes, cheapest, findings } = one;
          const made = Object.values(calls).reduce((sum, n) => sum + n, 0);
          assertEquals(modeSwitches, 2 * made, `${name}: ${one.path}`);
          assert(cheapest.cpuBytes <= cpuBytes, `${name}: ${one.path}`);
          for (const says of findings) {
            assert(!/undefined|NaN|Infinity|\b0 calls?\b/.test(says), says);
          }
        }
        const sum = transfers.reduce((sum, { bytes }) => sum + bytes, 0);
        assertEquals(total.bytes, sum, name);
      }
    },
  ),
);

Deno.test(
  runningTest("trace reads the files of strace -ff as one log", async () => {
    const names = entriesOf("tests/strace/traces")
      .map(({ name }) => `tests/strace/traces/${name}`)
      .filter((name) => name.includes("python_threads."));
    const { out } = await runTask("trace", [...names, "--json"]);
    const { transfers }: ServerData = JSON.parse(out);
    assertEquals(names.length, 3);
    assertEquals(transfers.map(({ path }) => path), [
      "www/small.bin",
      "www/tiny.bin",
    ]);
  }),
);

Deno.test(readingTest("the pages record as the help does", () => {
  for (const page of ["README.md", "lessons/commands.md"]) {
    assertStringIncludes(readText(page), recording, page);
  }
}));
