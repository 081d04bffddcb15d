/** Grows a text field with its text, up to the limit of its style, in browsers that do not do so by themselves. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';

/** Keeps `field`, which needs a parent element of its own, as high as `text`. */
export function useGrowing(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => grow(field.current), [text]);
  useEffect(() => {
    // A narrower field has more lines.
    const resized = () => grow(field.current);
    window.addEventListener('resize', resized);
    return () => window.removeEventListener('resize', resized);
  }, []);
}

function grow(field: HTMLTextAreaElement | null): void {
  const place = field?.parentElement;
  if (field === null || place == null || CSS.supports('field-sizing', 'content')) return;
  // Measuring requires a low field; the parent keeps its height meanwhile, so that the list above does not scroll.
  place.style.height = `${place.offsetHeight}px`;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
  place.style.height = '';
}
