/**
 * Detects when the page may have lost its connection unnoticed, because its timers, and with them its heartbeat, stood
 * still. Then it is worth asking the server at once.
 */

export type Wake = 'shown' | 'restored' | 'slept';

const TICK_MS = 15_000;
/** On a visible page, no timer is this late unless the machine slept. */
const LATE_MS = 10_000;
/** The same for a hidden page, whose timers browsers run once a minute. */
const LATE_HIDDEN_MS = 75_000;
/** Opening a laptop triggers several signals, which count as one within this time. */
const ONCE_IN_MS = 1000;

/** Did a timer of `TICK_MS` take `elapsed` milliseconds because the machine slept? */
export function hasSlept(elapsed: number, isHidden: boolean): boolean {
  return elapsed - TICK_MS > (isHidden ? LATE_HIDDEN_MS : LATE_MS);
}

/** Calls `changed` when the browser goes online or offline. */
export function onNetwork(changed: (isThere: boolean) => void): void {
  addEventListener('online', () => changed(true));
  addEventListener('offline', () => changed(false));
}

/** Calls `callback` at each wake-up; returns a function that stops it. */
export function onWake(callback: (wake: Wake) => void): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  let called = Number.NEGATIVE_INFINITY;
  const wake = (why: Wake) => {
    const now = Date.now();
    // The absolute value, because the clock may have been set back.
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
  // The browser thaws a page that it froze to save power (Page Lifecycle).
  document.addEventListener('resume', () => wake('restored'), { signal });
  addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (persisted) wake('restored');
    },
    { signal },
  );

  // The wall clock: others may stand still while the machine sleeps.
  let ticked = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (hasSlept(now - ticked, document.hidden)) wake('slept');
    ticked = now;
  }, TICK_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
  return () => stopping.abort();
}
