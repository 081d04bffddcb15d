/** A field that is as high as its text, up to what its style allows: where the browser does not do that by itself. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';

/** Keeps `field`, which is in an element of its own, as high as `text`. */
export function useGrowing(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => grow(field.current), [text]);
  useEffect(() => {
    // A narrower one has more lines.
    const resized = () => grow(field.current);
    window.addEventListener('resize', resized);
    return () => window.removeEventListener('resize', resized);
  }, []);
}

function grow(field: HTMLTextAreaElement | null): void {
  const place = field?.parentElement;
  if (field === null || place == null || CSS.supports('field-sizing', 'content')) return;
  // To be measured it has to be low: what is above it does not get the room meanwhile, or it would be scrolled.
  place.style.height = `${place.offsetHeight}px`;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
  place.style.height = '';
}
