/** Waiting for a condition in a test. */
import { setTimeout as sleep } from 'node:timers/promises';

/** A condition that has not come by then never will; far above what a slow machine needs. */
const DEADLINE_MS = 60_000;

/**
 * Resolves with what `condition` answers once that is neither null, undefined nor false. Rejects when it
 * takes too long, or as soon as `hopeless`, with `what` was awaited.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  what: () => string,
  hopeless: () => boolean = () => false,
): Promise<Exclude<NonNullable<T>, false>> {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    const value = await condition();
    if (value !== null && value !== undefined && value !== false) {
      return value as Exclude<NonNullable<T>, false>;
    }
    if (hopeless() || performance.now() > deadline) throw new Error(`waited for ${what()}`);
    await sleep(5);
  }
}
