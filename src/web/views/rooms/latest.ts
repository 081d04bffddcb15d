/** A value that is requested again and again: the latest reply counts, and stays until the next. */
import { useRef, useState } from 'preact/hooks';
import { problemOf } from '../../state/problems.ts';

export interface Latest<T> {
  /** Null until the first reply. */
  readonly value: T | null;
  /** The last error, in words; null if there was none. */
  readonly problem: string | null;
  readonly renew: () => void;
}

export function useLatest<T>(ask: () => Promise<T>): Latest<T> {
  const [value, setValue] = useState<T | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef(0);
  const renew = () => {
    const count = ++asked.current;
    ask().then(
      (answer) => {
        if (count !== asked.current) return;
        setValue(() => answer);
        setProblem(null);
      },
      (error) => count === asked.current && setProblem(problemOf(error)),
    );
  };
  return { value, problem, renew };
}
