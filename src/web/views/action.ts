/** Doing something that may fail, from a button or a form. */
import { useRef, useState } from 'preact/hooks';
import { problemOf } from '../state/problems.ts';

export interface Action {
  readonly busy: boolean;
  /** What went wrong the last time, in words; null: nothing. */
  readonly problem: string | null;
  /** Does `act`, once at a time; answers whether that went well. */
  readonly run: (act: () => Promise<unknown>) => Promise<boolean>;
}

export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  // What an older picture of the page calls has to know, too.
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
