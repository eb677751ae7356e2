/**
 * Sizes as people type them.
 *
 * @module
 */

const units: Readonly<Record<string, number>> = {
  "": 1,
  b: 1,
  k: 2 ** 10,
  kb: 1e3,
  kib: 2 ** 10,
  m: 2 ** 20,
  mb: 1e6,
  mib: 2 ** 20,
  g: 2 ** 30,
  gb: 1e9,
  gib: 2 ** 30,
  t: 2 ** 40,
  tb: 1e12,
  tib: 2 ** 40,
  p: 2 ** 50,
  pb: 1e15,
  pib: 2 ** 50,
};

/**
 * Reads a size: `4096`, `64KiB`, `1MiB`, `1e6`, `1.5k`. Units may be of any case; `k`, `M`, `G`,
 * `T` and `P` alone are binary.
 *
 * @returns The size [bytes], or `undefined` if the text is not a whole number of bytes.
 */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?(?:e\d+)?)\s*([a-z]*)$/i.exec(text.trim());
  const unit = units[match?.[2]?.toLowerCase() ?? "none"];
  if (match === null || unit === undefined) return undefined;
  const bytes = Number(match[1]) * unit;
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
