/** Positions popovers beside their owners and within sight. */
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** The margin to the edges of the page, in pixels. */
const MARGIN = 8;

/**
 * Shows `popover` (with the attribute `popover="manual"`) at the end of its parent element: above it, or else below.
 */
export function usePopover(popover: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = popover.current;
    const beside = element?.parentElement;
    if (element == null || beside == null) return;
    element.showPopover();
    const place = () => {
      const { offsetWidth: width, offsetHeight: height, style } = element;
      const { right, top, bottom } = beside.getBoundingClientRect();
      const { clientWidth, clientHeight } = document.documentElement;
      // An on-screen keyboard may cover a part of the page.
      const sight = window.visualViewport;
      const first = sight?.offsetTop ?? 0;
      const last = first + (sight?.height ?? clientHeight);
      const wanted = top - height >= first + MARGIN ? top - height : bottom;
      style.left = `${within(right - width, 0, clientWidth - width)}px`;
      style.top = `${within(wanted, first, last - height)}px`;
    };
    place();
    window.addEventListener('resize', place);
    window.visualViewport?.addEventListener('resize', place);
    return () => {
      window.removeEventListener('resize', place);
      window.visualViewport?.removeEventListener('resize', place);
    };
  }, []);
}

function within(wanted: number, least: number, most: number): number {
  return Math.max(least + MARGIN, Math.min(wanted, most - MARGIN));
}
