/** Pictures that stand for an action; for people who do not see them, whatever they are part of has a label. */
import type { IconNode } from 'lucide';
import { h } from 'preact';

/** `drawing` is one of lucide's, in a square of 24. */
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
