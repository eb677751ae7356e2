import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
} from "@std/assert";
import { labObstacle, libcTable, openLibc } from "../../lib/lab/libc.ts";
import { labTest } from "./lab_test_kit.ts";

Deno.test("labObstacle() finds none on Linux with either processor", () => {
  assertEquals(labObstacle({ os: "linux", arch: "x86_64" }), undefined);
  assertEquals(labObstacle({ os: "linux", arch: "aarch64" }), undefined);
});

Deno.test("labObstacle() names another system, or another processor", () => {
  const others = [
    { os: "darwin", arch: "aarch64" },
    { os: "windows", arch: "x86_64" },
    { os: "android", arch: "aarch64" },
  ] as const;
  for (const { os, arch } of others) {
    const said = labObstacle({ os, arch })!;
    assertStringIncludes(said, `${os} on ${arch}`);
    assert(/^[A-Z].*[^.]$/.test(said), said);
  }
});

Deno.test("labObstacle() speaks of this system if none is given", () => {
  assertEquals(labObstacle(), labObstacle(Deno.build));
});

Deno.test("every call is made on the calling thread, with numbers, bytes and addresses", () => {
  const types = ["i32", "u32", "i64", "u64", "usize", "isize", "buffer"];
  for (const [name, declared] of Object.entries(libcTable)) {
    assertEquals(Object.keys(declared), ["parameters", "result"], name);
    for (const type of declared.parameters) assert(types.includes(type), name);
  }
});

Deno.test(labTest("openLibc() finds every function of the table", () => {
  const libc = openLibc();
  assertEquals(Object.keys(libc).sort(), Object.keys(libcTable).sort());
  assertEquals(libc.getppid(), Deno.ppid);
  assertStrictEquals(openLibc(), libc, "it is opened once");
}));
