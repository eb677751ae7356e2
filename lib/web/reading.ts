/**
 * What follows a reader: the section that is on the screen is marked in the list of sections, and
 * boxes that hold all of their text are no stops on the way of whoever uses keys.
 *
 * @module
 */

/** Where the line is that a heading must have passed. [px from the top] */
const lineAt = 140;

/** Finds the section that is read: the last one whose heading has passed. @returns -1 before the first. */
function sectionAt(tops: readonly number[], line = lineAt): number {
  return tops.findLastIndex((top) => top < line);
}

/** Marks the section that is on the screen, wherever the page is scrolled to. */
export function markSections(): void {
  const links = [
    ...document.querySelectorAll<HTMLAnchorElement>(".contents li a"),
  ];
  const headings = links.map(({ hash }) =>
    document.getElementById(decodeURIComponent(hash.slice(1)))
  );
  let isAsked = false;
  const mark = (): void => {
    isAsked = false;
    const isAtEnd = innerHeight + scrollY >=
      document.documentElement.scrollHeight - 2;
    const tops = headings.map((heading) =>
      heading?.getBoundingClientRect().top ?? 0
    );
    const at = sectionAt(tops, isAtEnd ? innerHeight : undefined);
    for (const [i, link] of links.entries()) {
      if (i === at) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  const ask = (): void => {
    if (!isAsked) requestAnimationFrame(mark);
    isAsked = true;
  };
  addEventListener("scroll", ask, { passive: true });
  addEventListener("resize", ask);
  ask();
}

/** Takes boxes that need no scrolling out of the way of the Tab key. */
export function reachBoxes(): void {
  const observer = new ResizeObserver((entries) => {
    // All are measured before one is changed: then they are laid out once.
    const boxes = entries.map(({ target }) => ({
      target,
      isWider: target.scrollWidth > target.clientWidth,
    }));
    for (const { target, isWider } of boxes) {
      target.toggleAttribute("tabindex", isWider);
      if (isWider) target.setAttribute("tabindex", "0");
    }
  });
  for (const box of document.querySelectorAll(".code, .table")) {
    observer.observe(box);
  }
}
