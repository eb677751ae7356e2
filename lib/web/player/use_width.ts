/**
 * How wide something on the page is, whenever that changes, and what there is room for then.
 *
 * @module
 */
import { useLayoutEffect, useState } from "preact/hooks";
import type { Layout } from "../../picture/film.ts";

/** Below this width there is room for the narrow layout only. [CSS pixels] */
const wideFrom = 480;

/** Which layout a width has room for. @param width [CSS pixels] */
export function layoutOf(width: number): Layout {
  return width < wideFrom ? "narrow" : "wide";
}

/** Gives the width of an element. @returns [CSS pixels; 0 before it is on the page] */
export function useWidth(
  element: { readonly current: HTMLElement | null },
): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = (): void => setWidth(current.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return width;
}
