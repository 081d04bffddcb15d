/** Something that is asked for again and again: the newest answer counts, and stays until there is a newer one. */
import { useRef, useState } from 'preact/hooks';
import { problemOf } from '../../state/problems.ts';

export interface Latest<T> {
  /** Null: none has come yet. */
  readonly value: T | null;
  /** Why the last one did not come, in words. */
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
