/** Opens and drops connections by the thousand, and checks that the server leaks nothing. */
import assert from 'node:assert/strict';
import type { ServerProcess } from './server-process.ts';
import { until } from './until.ts';

/** The number of simultaneous connections. */
const AT_ONCE = 50;

/** The runtime's memory grows in steps up to a plateau, while a leak grows with every batch. */
const BATCHES_MAX = 8;

export interface Churn {
  /** The number of connections in a batch. */
  readonly batch: number;
  /** The memory that a connection may cost, on average over the batch that grew least. */
  readonly bytesEach: number;
}

/**
 * Calls `drop` with 0, 1, 2…: each opens a connection to `server` and drops it. Rejects when sockets are left
 * open, or when memory grows with each batch.
 */
export async function leavesNothing(
  server: ServerProcess,
  { batch, bytesEach }: Churn,
  drop: (i: number) => Promise<unknown>,
): Promise<void> {
  const idle = server.openSockets;
  let next = 0;
  const most = batch * bytesEach;
  // The first batch is only a warm-up.
  let least = Number.POSITIVE_INFINITY;
  for (let batches = 0; batches < BATCHES_MAX && least > most; batches++) {
    const before = server.memoryBytes;
    const end = next + batch;
    const worker = async (): Promise<void> => {
      while (next < end) await drop(next++);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    await until(
      () => server.openSockets <= idle,
      () => `all sockets to be closed: ${server.openSockets} are open, not ${idle}`,
    );
    if (batches > 0) least = Math.min(least, server.memoryBytes - before);
  }
  assert.ok(least <= most, `each ${batch} connections cost ${Math.round(least / 1024)} KiB`);
}
