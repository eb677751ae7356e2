/**
 * Single keys of a terminal, or lines where it gives none.
 *
 * Whatever ends what is done with them, the terminal is as it was before.
 *
 * @module
 */

/** What somebody wants who goes through something. */
export type Wish = "next" | "back" | "quit" | "interrupt";

const wishes: Readonly<Record<string, Wish>> = {
  "\r": "next",
  "\n": "next",
  " ": "next",
  "\x1b[B": "next",
  "\x1b[C": "next",
  b: "back",
  B: "back",
  "\x1b[A": "back",
  "\x1b[D": "back",
  q: "quit",
  Q: "quit",
  "\x04": "quit",
  "\x03": "interrupt",
};

/** What the system sends to end a process that waits at a terminal, each with its exit code. */
const endings = Deno.build.os === "windows"
  ? []
  : [["SIGTERM", 143], ["SIGHUP", 129]] as const;

/** Does something with what is typed. Meanwhile the terminal shows nothing of that. */
export async function withKeys<Result>(
  act: (wishes: AsyncIterable<Wish>) => Promise<Result>,
): Promise<Result> {
  const heard = endings.map(([signal, code]) => {
    const end = (): never => {
      setRaw(false);
      Deno.exit(code);
    };
    return [signal, end] as const;
  });
  for (const [signal, end] of heard) Deno.addSignalListener(signal, end);
  setRaw(true);
  try {
    return await act(readWishes());
  } finally {
    setRaw(false);
    for (const [signal, end] of heard) Deno.removeSignalListener(signal, end);
  }
}

/** Reads what is wished for; at the end of input, to quit. */
async function* readWishes(): AsyncGenerator<Wish> {
  const bytes = new Uint8Array(256);
  for (;;) {
    const length = await Deno.stdin.read(bytes);
    if (length === null) return yield "quit";
    const text = new TextDecoder().decode(bytes.subarray(0, length));
    // Of a line, the end says nothing more.
    const typed = text.replaceAll(/(?<=[^\n])\r?\n/g, "");
    for (const key of typed.match(/\p{Cc}\[[A-D]|[^]/gu) ?? []) {
      const wish = wishes[key];
      if (wish !== undefined) yield wish;
    }
  }
}

/** Asks for single keys, or for lines again. Where a terminal gives no keys, it goes on giving lines. */
function setRaw(isRaw: boolean): void {
  try {
    Deno.stdin.setRaw(isRaw);
  } catch {
    // Lines will do.
  }
}
