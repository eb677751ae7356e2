/**
 * Tests that use the network of this machine alone.
 *
 * @module
 */

const canListen = Deno.permissions.querySync({
  name: "net",
  host: "127.0.0.1",
}).state === "granted";

/** What has not come by then never will: the other tests go on. [ms] */
const hangsMs = 60_000;

/** Makes of a test one that is ignored where it may not listen. */
export function networkTest(test: Deno.TestDefinition): Deno.TestDefinition {
  return canListen ? { timeout: hangsMs, ...test } : {
    ...test,
    name: `${test.name} (needs net permission: deno task test)`,
    ignore: true,
  };
}

/** Finds a port that nobody listens at. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
