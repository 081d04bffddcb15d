/** The signals that ask a process to end. */
import { once } from 'node:events';
import { constants } from 'node:os';

const END_SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Resolves with the first signal from now on. Another one then ends the process at once. */
export async function askedToEnd(): Promise<string> {
  // Until now the launcher's, if any.
  for (const signal of END_SIGNALS) process.removeAllListeners(signal);
  const [signal] = await Promise.race(END_SIGNALS.map((one) => once(process, one)));
  for (const one of END_SIGNALS) {
    process.removeAllListeners(one);
    // The system does not apply default signal actions to the first process of a container.
    if (process.pid === 1) process.on(one, () => process.exit(128 + constants.signals[one]));
  }
  return signal;
}
