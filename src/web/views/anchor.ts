/** Anchors, which keep an element in place within a scrolling list. */

export interface Anchor {
  readonly element: HTMLElement;
  /** The distance of its top from the top of the list's viewport, in pixels. */
  readonly top: number;
}

/** A key that changes with the height of `element` or of its content. */
export function heightsOf({ scrollHeight, clientHeight }: HTMLElement): string {
  return `${scrollHeight} ${clientHeight}`;
}

/** Scrolls `element` so that the anchor is where it was. */
export function restore(element: HTMLElement, anchor: Anchor | null): void {
  if (anchor === null || !anchor.element.isConnected) return;
  element.scrollTop += topIn(element, anchor.element) - anchor.top;
}

/** The first visible message. */
export function anchorOf(element: HTMLElement): Anchor | null {
  const items = element.querySelectorAll<HTMLElement>('[data-key]');
  let low = 0;
  let high = items.length - 1;
  // A binary search: messages are ordered from top to bottom.
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle] as HTMLElement;
    if (topIn(element, item) + item.offsetHeight > 0) high = middle;
    else low = middle + 1;
  }
  const item = items[low];
  return item === undefined ? null : { element: item, top: topIn(element, item) };
}

/** Scrolls `element` just far enough to show `item`, or its start if it does not fit. */
export function bringIn(element: HTMLElement, item: HTMLElement): void {
  const top = topIn(element, item);
  const missing = top + item.offsetHeight - element.clientHeight;
  if (top < 0) element.scrollTop += top;
  else if (missing > 0) element.scrollTop += Math.min(missing, top);
}

/** Is any part of `item` visible? */
export function isIn(element: HTMLElement, item: HTMLElement): boolean {
  const top = topIn(element, item);
  return top + item.offsetHeight > 0 && top < element.clientHeight;
}

export function topIn(element: HTMLElement, item: HTMLElement): number {
  return item.getBoundingClientRect().top - element.getBoundingClientRect().top;
}
