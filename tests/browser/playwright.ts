/**
 * The packages that drive a browser and look for barriers, as far as the tests use them.
 *
 * They are for whoever tests the site, and no learner is to fetch them: so their names are computed,
 * their types stand here, and what they weigh is in a lock of their own. `deno check` and bare
 * `deno test` see nothing of them.
 *
 * @module
 */
import fs from "node:fs";

/** A page in a browser. What is evaluated is an expression, as text. */
export interface Page {
  readonly keyboard: {
    press(key: string): Promise<void>;
    type(text: string): Promise<void>;
  };
  readonly mouse: {
    move(x: number, y: number): Promise<void>;
    down(): Promise<void>;
    up(): Promise<void>;
  };
  goto(url: string): Promise<unknown>;
  goBack(): Promise<unknown>;
  goForward(): Promise<unknown>;
  url(): string;
  evaluate<Value>(expression: string): Promise<Value>;
  /** Asks again with each frame, or at an interval. [ms] */
  waitForFunction(
    expression: string,
    argument?: undefined,
    options?: { readonly polling: number },
  ): Promise<unknown>;
  locator(selector: string): Locator;
  setViewportSize(size: Size): Promise<void>;
  emulateMedia(media: Media): Promise<void>;
  screenshot(options: { path: string; fullPage?: boolean }): Promise<unknown>;
  setDefaultTimeout(timeoutMs: number): void;
  context(): Context;
  close(): Promise<void>;
  isClosed(): boolean;
  on(event: "console", heard: (message: ConsoleMessage) => void): void;
  on(event: "pageerror", heard: (error: Error) => void): void;
  on(event: "request", heard: (request: { url(): string }) => void): void;
  on(event: "response", heard: (response: Response) => void): void;
}

/** What is found on a page. */
export interface Locator {
  first(): Locator;
  nth(at: number): Locator;
  all(): Promise<Locator[]>;
  locator(selector: string): Locator;
  filter(options: { hasText?: string | RegExp }): Locator;
  count(): Promise<number>;
  click(options?: { timeout?: number }): Promise<void>;
  fill(text: string): Promise<void>;
  focus(): Promise<void>;
  hover(): Promise<void>;
  press(key: string): Promise<void>;
  selectOption(value: string): Promise<unknown>;
  inputValue(): Promise<string>;
  innerText(): Promise<string>;
  textContent(): Promise<string | null>;
  getAttribute(name: string): Promise<string | null>;
  isVisible(): Promise<boolean>;
  boundingBox(): Promise<Size & { x: number; y: number } | null>;
}

/** [CSS pixels] */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a page is shown. */
export interface Media {
  readonly media?: "screen" | "print";
  readonly colorScheme?: "light" | "dark";
  readonly reducedMotion?: "reduce" | "no-preference";
}

interface ConsoleMessage {
  type(): string;
  text(): string;
}

interface Response {
  status(): number;
  url(): string;
}

/** A browser that is running. */
export interface Browser {
  newContext(
    options: Omit<Media, "media"> & {
      readonly viewport?: Size;
      readonly javaScriptEnabled: boolean;
    },
  ): Promise<Context>;
  close(): Promise<void>;
}

/** What pages share: nothing of it is there for others. */
export interface Context {
  newPage(): Promise<Page>;
  close(): Promise<void>;
  newCDPSession(page: Page): Promise<{
    send(
      method: "Performance.enable",
      how: { readonly timeDomain: "threadTicks" },
    ): Promise<unknown>;
    send(method: "Performance.getMetrics"): Promise<{
      readonly metrics: readonly { name: string; value: number }[];
    }>;
  }>;
}

/** What the package for driving browsers gives. */
interface Playwright {
  readonly chromium: {
    launch(options: {
      readonly executablePath: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    }): Promise<Browser>;
  };
}

/** Loads what drives a browser. Needs permission to ask the system for its name and its home. */
export async function loadPlaywright(): Promise<Playwright> {
  // It asks for files of /proc to learn on what it runs. Where Deno keeps them from us, they are not there.
  const { existsSync } = fs;
  fs.existsSync = (path) => {
    try {
      return existsSync(path);
    } catch {
      return false;
    }
  };
  const name = "npm:playwright-core@1.65.1";
  return await import(name);
}

/** Loads the script that looks for barriers on a page. */
export async function loadAxe(): Promise<string> {
  const name = "npm:axe-core@4.14.1";
  const { default: axe } = await import(name) as {
    default: { readonly source: string };
  };
  return axe.source;
}
