/**
 * Ports that cannot be opened, in words.
 *
 * @module
 */
import { UsageError } from "./usage_error.ts";

/** What came of opening a port, as the command line says it; anything else stays what it is. */
export function portFailure(
  error: unknown,
  port: number,
  usual: number,
): unknown {
  if (error instanceof Deno.errors.AddrInUse) {
    return new UsageError(
      `--port takes one that is free: ${port} is taken`,
      `--port ${port < 65_535 ? port + 1 : port - 1}`,
    );
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return new UsageError(
      `--port takes one that you may open: ${port} is kept for the system`,
      `--port ${usual}`,
    );
  }
  return error;
}
