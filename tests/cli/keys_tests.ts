import { assertEquals } from "@std/assert";
import { type Wish, withKeys } from "../../lib/cli/keys.ts";

/** What is read of a terminal, and how it was set while it was read. */
async function type(
  typed: readonly string[],
  { givesKeys = true, most = 99 } = {},
): Promise<{ wishes: Wish[]; modes: boolean[] }> {
  const { read, setRaw } = Deno.stdin;
  const left = [...typed];
  const modes: boolean[] = [];
  let isRaw = false;
  Deno.stdin.setRaw = (mode) => {
    if (!givesKeys) throw new Deno.errors.NotSupported("no terminal");
    isRaw = mode;
  };
  Deno.stdin.read = (into) => {
    modes.push(isRaw);
    const text = left.shift();
    if (text === undefined) return Promise.resolve(null);
    if (text === "fails") return Promise.reject(new Error("fails"));
    const bytes = new TextEncoder().encode(text);
    into.set(bytes);
    return Promise.resolve(bytes.length);
  };
  const wishes: Wish[] = [];
  try {
    await withKeys(async (typed) => {
      for await (const wish of typed) {
        wishes.push(wish);
        if (wish === "quit" || wishes.length === most) return;
      }
    });
  } catch (error) {
    assertEquals((error as Error).message, "fails");
  } finally {
    Object.assign(Deno.stdin, { read, setRaw });
    modes.push(isRaw);
  }
  return { wishes, modes };
}

Deno.test("withKeys() reads single keys, the arrows, and several at once", async () => {
  const keys = [
    "\r",
    " ",
    "b",
    "B",
    "x",
    "\x1b[C",
    "\x1b[D\x1b[A",
    "\r\rb",
    "\x03",
    "q",
  ];
  const { wishes } = await type(keys);
  assertEquals(wishes, [
    ...["next", "next", "back", "back"] as const,
    ...["next", "back", "back"] as const,
    ...["next", "next", "back", "interrupt", "quit"] as const,
  ]);
});

Deno.test("withKeys() reads lines where a terminal gives no keys", async () => {
  const lines = ["\n", "b\n", "b\r\n", "\r\n", "q\n"];
  const { wishes } = await type(lines, { givesKeys: false });
  assertEquals(wishes, ["next", "back", "back", "next", "quit"]);
});

Deno.test("withKeys() quits at the end of input", async () => {
  assertEquals((await type(["\r"])).wishes, ["next", "quit"]);
  assertEquals((await type(["\x04", "b"])).wishes, ["quit"]);
});

Deno.test("withKeys() leaves the terminal as it was, whatever ends it", async () => {
  assertEquals((await type(["\r", "q"])).modes, [true, true, false]);
  assertEquals((await type(["\r", "fails"])).modes, [true, true, false]);
  assertEquals((await type(["\r"], { most: 1 })).modes, [true, false]);
});
