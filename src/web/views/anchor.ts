/** Where things stand in what scrolls, and how they are kept there. */

export interface Anchor {
  readonly element: HTMLElement;
  /** How far its top is below that of the list's sight, in pixels. */
  readonly top: number;
}

/** Changes with the height of `element`, and with that of what is in it. */
export function heightsOf({ scrollHeight, clientHeight }: HTMLElement): string {
  return `${scrollHeight} ${clientHeight}`;
}

/** Moves `element` so that the anchor is where it was. */
export function restore(element: HTMLElement, anchor: Anchor | null): void {
  if (anchor === null || !anchor.element.isConnected) return;
  element.scrollTop += topIn(element, anchor.element) - anchor.top;
}

/** The first message that is in sight. */
export function anchorOf(element: HTMLElement): Anchor | null {
  const items = element.querySelectorAll<HTMLElement>('[data-key]');
  let low = 0;
  let high = items.length - 1;
  // They are in their order, from top to bottom.
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle] as HTMLElement;
    if (topIn(element, item) + item.offsetHeight > 0) high = middle;
    else low = middle + 1;
  }
  const item = items[low];
  return item === undefined ? null : { element: item, top: topIn(element, item) };
}

/** Moves `element` no further than it takes for `item` to be in sight, or its beginning where there is no room for more. */
export function bringIn(element: HTMLElement, item: HTMLElement): void {
  const top = topIn(element, item);
  const missing = top + item.offsetHeight - element.clientHeight;
  if (top < 0) element.scrollTop += top;
  else if (missing > 0) element.scrollTop += Math.min(missing, top);
}

/** Is any of `item` in sight? */
export function isIn(element: HTMLElement, item: HTMLElement): boolean {
  const top = topIn(element, item);
  return top + item.offsetHeight > 0 && top < element.clientHeight;
}

export function topIn(element: HTMLElement, item: HTMLElement): number {
  return item.getBoundingClientRect().top - element.getBoundingClientRect().top;
}
