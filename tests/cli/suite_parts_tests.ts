import { assertEquals, assertThrows } from "@std/assert";
import { narrow, partsFor, tidyPath } from "../../lib/cli/suite_parts.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";

const surroundings = {
  deno: "/bin/deno",
  temporary: "/tmp",
  tests: [
    "tests/cli",
    "tests/learner_test.ts",
    "tests/machine",
    "tests/tidy_test.ts",
  ],
};

const parts = [
  {
    name: "one",
    paths: ["tests/trace", "tests/tidy_test.ts"],
    modules: ["tests/one_part.ts"],
    permissions: ["--allow-read"],
  },
  {
    name: "two",
    paths: ["tests/cli"],
    modules: ["tests/cli"],
    permissions: [],
  },
];

Deno.test("partsFor() gives every path to one part only", () => {
  const paths = partsFor(surroundings).flatMap((part) => part.paths);
  assertEquals(paths, [...new Set(paths)]);
});

Deno.test("partsFor() lets only what is named be run and written, and none but the browser and the room into the network, of this machine only", () => {
  const permissions = partsFor(surroundings).flatMap((part) =>
    part.permissions
  );
  const writing = permissions.filter((flag) => /write|run|all$/.test(flag));
  assertEquals([...new Set(writing)].sort(), [
    "--allow-run=/bin/deno",
    "--allow-run=/bin/deno,bash,kill,prlimit,python3,setpriv,sh,zip",
    "--allow-run=/bin/deno,chromium",
    "--allow-run=/bin/deno,script,strace",
    "--allow-write=/tmp",
  ]);
  const reaching = permissions.filter((flag) => /net|all$/.test(flag));
  assertEquals(reaching, ["--allow-net=127.0.0.1", "--allow-net=127.0.0.1"]);
});

Deno.test("partsFor() lets those tests write that make folders of their own", () => {
  const writing = partsFor(surroundings)
    .filter(({ permissions }) => permissions.includes("--allow-write=/tmp"))
    .flatMap(({ paths }) => paths);
  assertEquals(writing, [
    "tests/browser",
    "tests/learner_test.ts",
    "tests/cli",
    "tests/class_test.ts",
    "tests/homework_page_test.ts",
    "tests/box",
    "tests/homework",
    "tests/collect",
    "tests/gradebook",
    "tests/room",
    "tests/lab",
    "tests/grade",
    "tests/workbook",
    "tests/site",
  ]);
});

Deno.test("partsFor() lets the tests of the model do nothing but read the workbook", () => {
  const model = partsFor(surroundings).find((part) =>
    part.paths.includes("tests/machine")
  );
  assertEquals(model?.permissions, ["--allow-read=."]);
  assertEquals(model?.paths, [
    "tests/machine",
    "tests/tidy_test.ts",
    "exercises",
  ]);
});

Deno.test("narrow() keeps everything when nothing is named", () => {
  assertEquals(narrow(parts, []), parts);
});

Deno.test("narrow() keeps a folder, a file in it, and of several parts what is named", () => {
  const kept = (wanted: string[]): string[][] =>
    narrow(parts, wanted).map(({ modules }) => [...modules]);
  assertEquals(kept(["tests/cli"]), [["tests/cli"]]);
  assertEquals(kept(["tests/cli/a_test.ts"]), [["tests/cli/a_test.ts"]]);
  assertEquals(kept(["tests"]), parts.map(({ paths }) => paths));
  assertEquals(kept(["tests/cli/a_test.ts", "tests/trace/b_test.ts"]), [
    ["tests/trace/b_test.ts"],
    ["tests/cli/a_test.ts"],
  ]);
});

Deno.test("narrow() leaves out parts that have nothing to run", () => {
  assertEquals(narrow([{ ...parts[0]!, modules: [] }], []), []);
});

Deno.test("narrow() refuses what is in no part, and says what to type", () => {
  for (const path of ["lib", "tests/clinic", "tests/trace_test.ts", "-f"]) {
    const error = assertThrows(() => narrow(parts, [path]), UsageError, path);
    assertEquals(error.message.includes("Try: deno task test"), true);
  }
});

Deno.test("tidyPath() writes a path as the table has it", () => {
  for (
    const path of ["tests/cli", "./tests/cli/", "tests\\cli", ".\\tests\\cli\\"]
  ) {
    assertEquals(tidyPath(path), "tests/cli", path);
  }
});
