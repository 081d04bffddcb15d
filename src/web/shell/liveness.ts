/**
 * When the page may have lost its connection without having noticed: its timers, and so its heartbeat, stood still. It
 * is then worth asking the server at once.
 */

export type Wake = 'shown' | 'restored' | 'slept';

const TICK_MS = 15_000;
/** A timer of a page that is seen is not that late, whatever the machine does. */
const LATE_MS = 10_000;
/** Browsers let the timers of a page that nobody sees run once a minute. */
const LATE_HIDDEN_MS = 75_000;
/** Opening a laptop is several of these at once, and one occasion. */
const ONCE_IN_MS = 1000;

/** Did a timer that was to run after `TICK_MS` run after `elapsed` because the machine was asleep meanwhile? */
export function hasSlept(elapsed: number, isHidden: boolean): boolean {
  return elapsed - TICK_MS > (isHidden ? LATE_HIDDEN_MS : LATE_MS);
}

/** Calls `changed` when the browser says that there is a network again, or none any more. */
export function onNetwork(changed: (isThere: boolean) => void): void {
  addEventListener('online', () => changed(true));
  addEventListener('offline', () => changed(false));
}

/** Answers how to stop. */
export function onWake(callback: (wake: Wake) => void): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  let called = Number.NEGATIVE_INFINITY;
  const wake = (why: Wake) => {
    const now = Date.now();
    // Of a clock that was set back, too.
    if (Math.abs(now - called) < ONCE_IN_MS) return;
    called = now;
    callback(why);
  };

  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') wake('shown');
    },
    { signal },
  );
  // A page that the browser froze to save power (Page Lifecycle).
  document.addEventListener('resume', () => wake('restored'), { signal });
  addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (persisted) wake('restored');
    },
    { signal },
  );

  // The clock of the wall: the others may stand still while a machine sleeps.
  let ticked = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (hasSlept(now - ticked, document.hidden)) wake('slept');
    ticked = now;
  }, TICK_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
  return () => stopping.abort();
}
