/**
 * How wide something on the page is, whenever that changes.
 *
 * @module
 */
import { useLayoutEffect, useState } from "preact/hooks";

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
