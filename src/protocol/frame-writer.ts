/** Common parts of writing frames. */
import { copyBytes, writeU32 } from './bytes.ts';
import { HEADER_BYTES, PROTOCOL_VERSION } from './limits.ts';

/** A new frame with its header written; the caller fills the payload. */
export function newFrame(type: number, payloadBytes: number): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + payloadBytes);
  writeHeader(frame, 0, type, payloadBytes);
  return frame;
}

export function writeHeader(
  target: Uint8Array,
  at: number,
  type: number,
  payloadBytes: number,
): void {
  target[at] = PROTOCOL_VERSION;
  target[at + 1] = type;
  target[at + 2] = 0;
  target[at + 3] = 0;
  writeU32(target, at + 4, payloadBytes);
}

/** Writes the length of a name in a byte, then the name. @returns the offset after it */
export function writeName(target: Uint8Array, at: number, name: Uint8Array): number {
  target[at] = name.length;
  copyBytes(name, 0, name.length, target, at + 1);
  return at + 1 + name.length;
}
