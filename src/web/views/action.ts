/** A hook for an action of a button or a form that may fail. */
import { useRef, useState } from 'preact/hooks';
import { problemOf } from '../state/problems.ts';

export interface Action {
  readonly busy: boolean;
  /** The last error, in words; null if there was none. */
  readonly problem: string | null;
  /** Runs `act`, one at a time; resolves with whether it succeeded. */
  readonly run: (act: () => Promise<unknown>) => Promise<boolean>;
}

export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  // A ref, because a callback of an earlier render has to know it too.
  const isBusy = useRef(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (act: () => Promise<unknown>) => {
    if (isBusy.current) return false;
    isBusy.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await act();
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    } finally {
      isBusy.current = false;
      setBusy(false);
    }
  };
  return { busy, problem, run };
}
