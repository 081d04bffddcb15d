/** Icons of actions, hidden from screen readers: the element around them has a label. */
import type { IconNode } from 'lucide';
import { h } from 'preact';

/** `drawing` is a lucide icon on a grid of 24. */
export function Icon({ drawing, size = 20 }: { drawing: IconNode; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {drawing.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
