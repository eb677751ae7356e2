/**
 * What keeps a Deno that looks at an answer to what is on this machine: nothing is fetched, and
 * no lock file is written.
 *
 * @module
 */

/** For `deno run` and `deno check`: what is not there, or not in the lock file, is refused. */
export const offlineFlags: readonly string[] = [
  "--no-remote",
  "--cached-only",
  "--frozen",
];

/**
 * The environment that goes with the flags. Deno asks the npm registry for a package that the lock
 * file does not have, whatever the flags say: so its way out leads nowhere. What it says is plain
 * text, and without traces of its own.
 */
export const offlineEnv: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].flatMap((name) =>
      [name, name.toLowerCase()].map((one) => [one, "http://127.0.0.1:9"])
    ),
  ),
  NO_PROXY: "",
  no_proxy: "",
  NO_COLOR: "1",
  FORCE_COLOR: "",
  RUST_BACKTRACE: "0",
};
