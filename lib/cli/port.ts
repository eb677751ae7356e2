/**
 * Ports that cannot be opened, in words.
 *
 * @module
 */
import type { CommandName } from "./commands.ts";
import { optionsOf } from "./options.ts";
import { UsageError } from "./usage_error.ts";

/**
 * What came of opening a port, as the command line says it; anything else stays what it is.
 *
 * @param command Whose usual port is suggested.
 */
export function portFailure(
  error: unknown,
  port: number,
  command: CommandName,
): unknown {
  if (error instanceof Deno.errors.AddrInUse) {
    return new UsageError(
      `--port takes one that is free: ${port} is taken`,
      `--port ${port < 65_535 ? port + 1 : port - 1}`,
    );
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    const { value } = optionsOf(command).find(({ name }) => name === "port")!;
    return new UsageError(
      `--port takes one that you may open: ${port} is kept for the system`,
      `--port ${value}`,
    );
  }
  return error;
}
