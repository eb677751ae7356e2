/**
 * The rhythm of pieces that go through a pipe: where one is cut, and when that comes again.
 *
 * Each page that a piece touches takes a slot of the pipe, even for a part of it. So a piece that
 * begins inside a page may want a slot more than there are: it is cut, at the end of a page, and
 * from there all goes as from the beginning of the file.
 *
 * Model, not Linux: the pipe is empty when a piece goes in.
 *
 * @see Linux v6.18 mm/filemap.c filemap_splice_read(), splice_folio_into_pipe()
 * @module
 */

/** What the rhythm follows from. */
export interface Sizes {
  /** The most that one call moves. [bytes] */
  readonly bufferBytes: number;
  /** Size of a page. [bytes] */
  readonly pageBytes: number;
  /** The most pages that a piece may touch: without bound, if there is no pipe. [pages] */
  readonly slots?: number;
}

/** Pieces that come again and again: all but the last of them are whole. */
export interface Round {
  /** How many. */
  readonly pieces: number;
  /** What they hold together. [bytes] */
  readonly bytes: number;
}

/**
 * Finds the shortest round: one whole piece, where none need be cut.
 *
 * @param sizes A piece of at most as many bytes as the pages in all slots.
 */
export function roundOf(
  { bufferBytes, pageBytes, slots = Infinity }: Sizes,
): Round {
  const whole = { pieces: 1, bytes: bufferBytes };
  const most = slots * pageBytes;
  if (bufferBytes + pageBytes <= most) return whole;
  const inside = bufferBytes % pageBytes;
  let pieces = 1;
  for (let at = inside; at > 0; at = (at + inside) % pageBytes) {
    if (at + bufferBytes > most) {
      return { pieces: pieces + 1, bytes: pieces * bufferBytes + most - at };
    }
    pieces += 1;
  }
  return whole;
}
