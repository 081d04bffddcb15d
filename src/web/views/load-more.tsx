/** The end of a list with more pages: loads the next one on scrolling there, or on a press. */
import { useEffect, useRef } from 'preact/hooks';

/** How far below the viewport loading starts. */
const AHEAD = '400px';

interface LoadMoreProps {
  readonly label: string;
  readonly busy: boolean;
  /** After a failure, only a press tries again. */
  readonly failed: boolean;
  /** The shown items: when they change, the end may still be in sight. */
  readonly shown: unknown;
  readonly onMore: () => void;
}

export function LoadMore({ label, busy, failed, shown, onMore }: LoadMoreProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const element = button.current;
    if (element === null || failed || busy) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) onMore();
      },
      { root: element.closest('.dialog-body'), rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [shown, failed, busy]);
  return (
    <button ref={button} type="button" class="load-more" disabled={busy} onClick={onMore}>
      {label}
    </button>
  );
}
