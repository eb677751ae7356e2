import { assert, assertEquals } from "@std/assert";
import { Kernel } from "../../lib/lab/kernel.ts";
import {
  describeMachine,
  isolatesPageTables,
} from "../../lib/lab/machine_info.ts";
import { makeFile } from "../../lib/lab/probe_bench.ts";
import { readText } from "../../lib/lab/meter.ts";
import {
  answerCalls,
  labTest,
  memoryAt,
  openDescriptors,
  refuseCalls,
  testFolder,
} from "./lab_test_kit.ts";

/** Whether the processor has a flag, if it tells its flags. */
function hasFlag(name: string): boolean | null {
  const cpuInfo = readText(new Kernel(), "/proc/cpuinfo");
  return /^flags/m.test(cpuInfo)
    ? new RegExp(`^flags.*\\b${name}\\b`, "m").test(cpuInfo)
    : null;
}

/** Gives every file that is read a text of its own, by its path. */
function answerFiles(kernel: Kernel, files: Record<string, string>): void {
  let opened = "";
  answerCalls(kernel, (name, args) => {
    if (name === "close") return 0;
    if (name !== "open") return;
    opened = new TextDecoder().decode(args[0] as Uint8Array).slice(0, -1);
    return 0;
  });
  kernel.read = (_fd, to) => {
    const end = Object.keys(files).find((path) => opened.endsWith(path));
    const bytes = new TextEncoder().encode(files[end ?? ""] ?? "");
    memoryAt(to, bytes.length).set(bytes);
    return bytes.length;
  };
}

Deno.test(
  labTest("describeMachine() says what makes calls and faults dearer", () => {
    using stack = new DisposableStack();
    const file = makeFile(new Kernel(), testFolder, stack);
    const kernel = new Kernel();
    const flags = "flags\t\t: fpu pae hypervisor pti\n";
    answerFiles(kernel, {
      "/proc/cpuinfo": `model name\t: Some CPU\n${flags}`,
      "vulnerabilities/meltdown": "Mitigation: PTI\n",
      "vulnerabilities/retbleed": "Not affected\n",
      "transparent_hugepage/enabled": "always [madvise] never\n",
      [`fdinfo/${file.fd}`]: "pos:\t0\nflags:\t02\nmnt_id:\t26\nino:\t3\n",
      "mountinfo":
        "2 1 0:5 / /a rw - x x rw\n26 1 254:0 / / rw - ext4 /dev/vda\n",
      "bdi/254:0/read_ahead_kb": "8192\n",
    });
    const machine = describeMachine(kernel, file);
    assertEquals(machine.mitigations, {
      meltdown: "Mitigation: PTI",
      retbleed: "Not affected",
    });
    assertEquals(isolatesPageTables(machine), true);
    const { isGuest, hasSmap, hugePages, readAheadKiB } = machine;
    assertEquals({ isGuest, hasSmap, hugePages, readAheadKiB }, {
      isGuest: true,
      hasSmap: false,
      hugePages: "madvise",
      readAheadKiB: 8192,
    });
    const safe = { mitigations: { meltdown: "Not affected" } };
    assertEquals(isolatesPageTables(safe), false);
  }),
);

Deno.test(labTest("describeMachine() says on what was measured", () => {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const file = makeFile(kernel, testFolder, stack);
  const before = openDescriptors();
  const machine = describeMachine(kernel, file);
  assertEquals(openDescriptors(), before);
  const { processor, ...rest } = machine;
  assertEquals(rest.isGuest, hasFlag("hypervisor"));
  assertEquals(rest.hasSmap, hasFlag("smap"));
  assert(processor.length > 0);
  assert(readText(kernel, "/proc/version").includes(` ${rest.kernel} `));
  assertEquals(rest.architecture, Deno.build.arch);
  assertEquals(rest.deno, Deno.version.deno);
  assertEquals(rest.fileSystem, file.fileSystem);
  assertEquals(rest.cpus, navigator.hardwareConcurrency);
  assert(/^\d{4}-\d\d-\d\d$/.test(rest.day), rest.day);
  assertEquals(JSON.parse(JSON.stringify(machine)), machine);
}));

Deno.test(
  labTest("describeMachine() leaves unknown what a container hides", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const file = makeFile(kernel, testFolder, stack);
    refuseCalls(kernel, { name: "open", errno: 13 });
    const machine = describeMachine(kernel, file);
    assertEquals(machine.kernel, "unknown");
    assertEquals(machine.processor, "unknown");
    assertEquals(machine.fileSystem, file.fileSystem);
    const { mitigations, isGuest, hasSmap, hugePages, readAheadKiB } = machine;
    assertEquals({ mitigations, isGuest, hasSmap, hugePages, readAheadKiB }, {
      mitigations: {},
      isGuest: null,
      hasSmap: null,
      hugePages: null,
      readAheadKiB: null,
    });
    assertEquals(isolatesPageTables(machine), null);
  }),
);

Deno.test(
  labTest("describeMachine() names the processor, or else the board", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const file = makeFile(kernel, testFolder, stack);
    const cases = [
      [
        "model\t\t: 85\nmodel name\t: Some CPU @ 2 GHz\nModel\t: Board\n",
        "Some CPU @ 2 GHz",
      ],
      ["CPU part\t: 0xd08\n\nModel\t\t: Raspberry Pi 4\n", "Raspberry Pi 4"],
      ["CPU part\t: 0xd0c\n", "unknown"],
    ];
    for (const [cpuInfo, processor] of cases) {
      const bytes = new TextEncoder().encode(cpuInfo);
      kernel.read = (_fd, to) => {
        memoryAt(to, bytes.length).set(bytes);
        return bytes.length;
      };
      assertEquals(describeMachine(kernel, file).processor, processor);
    }
  }),
);
