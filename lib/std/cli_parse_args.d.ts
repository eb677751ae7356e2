/**
 * Types for what `cli_parse_args.ts` hands on.
 *
 * Narrower than the real ones, so that what passes here passes there: flags are named in arrays,
 * an alias has no type of its own, and what nobody declared is `unknown`.
 *
 * @module
 */

/** What `parseArgs` shall make of the arguments. */
export interface ParseOptions<
  B extends string = string,
  S extends string = string,
  C extends string = string,
  N extends string = string,
  D extends Record<string, unknown> = Record<string, unknown>,
> {
  /** Flags that are true or false. They are false where they are not given. */
  boolean?: readonly B[];
  /** Options whose value is text, even if it looks like a number. */
  string?: readonly S[];
  /** Options that may be given more than once; their value is a list. */
  collect?: readonly C[];
  /** Options that `--no-` before the name makes false. */
  negatable?: readonly N[];
  /** The values of options that are not given. */
  default?: D;
  /** Other names of options: the name, then its alias or aliases. */
  alias?: Record<string, string | readonly string[]>;
  /** Whether everything after the first argument without a dash is left alone. */
  stopEarly?: boolean;
  /** Is told of what no option declares; `false` keeps it out of the result. */
  unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}

/** The value of an option of type T, given its name: a list, or also false, or alone. */
type Value<K, T, C, N> =
  | (K extends C ? T[] : T)
  | (K extends N ? false : never);

/** The type of each declared option that was given. */
type Given<B extends string, S extends string, C extends string, N> =
  & { [K in B]: Value<K, boolean, C, N> }
  & { [K in Extract<Exclude<S, "_">, C>]: Value<K, string, C, N> }
  & { [K in Exclude<S, C | "_">]?: Value<K, string, C, N> | undefined };

/** The same, with the values for what was not given. */
type Defaulted<G, D> =
  & Omit<G, keyof D>
  & {
    [K in keyof D]: K extends keyof G ? D[K] | NonNullable<G[K]> : unknown;
  };

/** What `parseArgs` returns: `_` holds the arguments that belong to no option. */
export type Args<
  B extends string = never,
  S extends string = never,
  C extends string = never,
  N extends string = never,
  D = Record<never, never>,
> =
  & Record<string, unknown>
  & { _: (string | number)[] }
  & Defaulted<Given<B, S, C, N>, D>;

/** Sorts arguments by the names of the options that they belong to. */
export function parseArgs<
  B extends string = never,
  S extends string = never,
  C extends string = never,
  N extends string = never,
  D extends Record<string, unknown> = Record<never, never>,
>(args: string[], options?: ParseOptions<B, S, C, N, D>): Args<B, S, C, N, D>;
