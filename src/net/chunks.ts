/** A pool of output buffers: allocating and collecting one for each write would cost more than the write. */

/** Most turns write less than this to a connection; more takes several chunks, or one of its own size. */
export const CHUNK_BYTES = 4096;

/** Idle chunks that are kept (4 MiB). */
const POOL_CHUNKS_MAX = 1024;

const pool: Buffer[] = [];

/** A chunk of CHUNK_BYTES, or of `bytes` where that is more. */
export function takeChunk(bytes: number): Buffer {
  if (bytes > CHUNK_BYTES) return Buffer.allocUnsafeSlow(bytes);
  return pool.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES);
}

/** Returns a chunk that nothing refers to any more. */
export function returnChunk(chunk: Buffer): void {
  if (chunk.length === CHUNK_BYTES && pool.length < POOL_CHUNKS_MAX) pool.push(chunk);
}
