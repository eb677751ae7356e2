/**
 * A browser, where there is one: what it makes of a page, and of keys.
 *
 * @module
 */
import { temporaryFolder } from "../../lib/cli/path.ts";
import { chromium, chromiumFlags } from "../chromium.ts";

/** It says at which port it can be asked. */
const flags = [...chromiumFlags, "--remote-debugging-port=0"];

/** A page in a browser. */
export class BrowserPage {
  readonly #socket: WebSocket;
  readonly #answers: Map<number, (result: unknown) => void> = new Map();
  #asked = 0;
  /** What its script did wrong, or what it did that it may not. */
  readonly faults: string[] = [];

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      const { id, result, method, params } = JSON.parse(data);
      this.#answers.get(id)?.(result);
      const { text, level, source } = params?.entry ?? {};
      if (method === "Runtime.exceptionThrown") {
        this.faults.push(params.exceptionDetails.exception.description);
      } else if (level === "error" && source !== "network") {
        this.faults.push(text);
      }
    };
  }

  /** Has the browser do something. @see https://chromedevtools.github.io/devtools-protocol */
  async send(method: string, params: unknown = {}): Promise<unknown> {
    const id = ++this.#asked;
    this.#socket.send(JSON.stringify({ id, method, params }));
    return await new Promise((resolve) => this.#answers.set(id, resolve));
  }

  /** What an expression is on the page. */
  async value(expression: string): Promise<unknown> {
    const asked = { expression, returnByValue: true };
    const { result } = await this.send("Runtime.evaluate", asked) as {
      result: { value: unknown };
    };
    return result.value;
  }

  /** Waits until the page holds a text, and gives all of it as HTML. */
  async until(text: string): Promise<string> {
    for (let i = 0; i < 200; i++) {
      const html = String(await this.value("document.body.outerHTML"));
      if (html.includes(text)) return html;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The page never has "${text}"`);
  }

  /** Presses a key, as somebody does who has no mouse. */
  async press(key: "Tab" | " "): Promise<void> {
    const code = key === "Tab" ? 9 : 32;
    const pressed = { key, windowsVirtualKeyCode: code };
    const text = key === " " ? { text: key } : {};
    const down = { type: "keyDown", ...pressed, ...text };
    await this.send("Input.dispatchKeyEvent", down);
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...pressed });
  }
}

/** Opens a page in a browser of its own, and does something with it. */
export async function inBrowser(
  url: string,
  act: (page: BrowserPage) => Promise<void>,
): Promise<void> {
  const folder = Deno.makeTempDirSync({ dir: temporaryFolder() });
  const browser = new Deno.Command(chromium, {
    args: [...flags, `--user-data-dir=${folder}`, "about:blank"],
    env: { HOME: folder, TMPDIR: folder },
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const lines = browser.stderr.pipeThrough(new TextDecoderStream()).values();
  try {
    let said = "";
    while (!/ws:\/\/(\S+?)\/.*\n/.test(said)) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${chromium} ends: ${said}`);
      said += value;
    }
    const [, host] = /ws:\/\/(\S+?)\//.exec(said)!;
    const [{ webSocketDebuggerUrl }] =
      await (await fetch(`http://${host}/json`)).json();
    const socket = new WebSocket(webSocketDebuggerUrl);
    await new Promise((resolve) => socket.onopen = resolve);
    const page = new BrowserPage(socket);
    for (const part of ["Runtime", "Log", "Page"]) {
      await page.send(`${part}.enable`);
    }
    await page.send("Page.navigate", { url });
    await act(page);
    void page.send("Browser.close");
    await browser.status;
  } finally {
    await lines.return?.();
    try {
      browser.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await browser.status;
    await removeAtLast(folder);
  }
}

/** Removes a folder into which processes that are about to end may still write. */
async function removeAtLast(folder: string): Promise<void> {
  for (let tries = 1;; tries++) {
    try {
      return Deno.removeSync(folder, { recursive: true });
    } catch (error) {
      if (tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
