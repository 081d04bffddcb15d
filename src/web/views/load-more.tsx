/** The end of a list that goes on: the next page is asked for as one scrolls there, or presses it. */
import { useEffect, useRef } from 'preact/hooks';

/** So far below what is seen, the next page is asked for. */
const AHEAD = '400px';

interface LoadMoreProps {
  readonly label: string;
  readonly busy: boolean;
  /** What failed is tried again when somebody wants it. */
  readonly failed: boolean;
  /** What is there: where that has changed, the end may be in sight still. */
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
