/** Buffers for output, used again: one that is made and collected for each write costs more than the write. */

/** Most turns write less than this to a connection; what is larger takes several, or one of its own size. */
export const CHUNK_BYTES = 4096;

/** Of idle chunks, this many are kept (4 MiB). */
const POOL_CHUNKS_MAX = 1024;

const pool: Buffer[] = [];

/** A chunk of CHUNK_BYTES, or of `bytes` where that is more. */
export function takeChunk(bytes: number): Buffer {
  if (bytes > CHUNK_BYTES) return Buffer.allocUnsafeSlow(bytes);
  return pool.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES);
}

/** Gives back a chunk that nothing refers to any more. */
export function returnChunk(chunk: Buffer): void {
  if (chunk.length === CHUNK_BYTES && pool.length < POOL_CHUNKS_MAX) pool.push(chunk);
}
