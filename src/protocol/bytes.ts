/**
 * Conversion between text and bytes. Everything here runs in a browser; in Node a Buffer does the same work several
 * times faster, and the path of a message depends on that (docs/DECISIONS.md, The hub).
 */

/** The part of Node's `node:buffer` that is used here, so that this folder needs none of Node's types. */
interface NodeBuffers {
  isUtf8(bytes: Uint8Array): boolean;
  isAscii(bytes: Uint8Array): boolean;
  Buffer: {
    prototype: {
      latin1Slice(this: Uint8Array, start: number, end: number): string;
      copy(this: Uint8Array, target: Uint8Array, at: number, start: number, end: number): number;
    };
  };
}

const runtime = globalThis as {
  process?: { getBuiltinModule?: (id: string) => NodeBuffers | undefined };
};
const node = runtime.process?.getBuiltinModule?.('node:buffer');
const nodeBytes = node?.Buffer.prototype;

// A byte order mark is part of a text, so that texts arrive as they were sent.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** The UTF-8 of a string; a lone surrogate becomes U+FFFD. */
export function encodeText(text: string): Uint8Array {
  return encoder.encode(text);
}

/** `bytes[start, end)` as text, or null where they are not UTF-8. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string | null {
  try {
    return strict.decode(bytes.subarray(start, end));
  } catch {
    return null;
  }
}

/** `bytes` as text, with U+FFFD for invalid UTF-8: for input from a person's own terminal. */
export function decodeLenient(bytes: Uint8Array): string {
  return lenient.decode(bytes);
}

/** Like decodeText for a short text such as a name, but much faster where it is ASCII. */
export function decodeShort(bytes: Uint8Array, start: number, end: number): string | null {
  if (nodeBytes) {
    let every = 0;
    for (let i = start; i < end; i++) every |= bytes[i] as number;
    if (every < 0x80) return nodeBytes.latin1Slice.call(bytes, start, end);
  }
  return decodeText(bytes, start, end);
}

export const isUtf8: (bytes: Uint8Array) => boolean = node
  ? node.isUtf8
  : (bytes) => decodeText(bytes, 0, bytes.length) !== null;

export const isAscii: (bytes: Uint8Array) => boolean = node
  ? node.isAscii
  : (bytes) => bytes.every((byte) => byte < 0x80);

/** The number of code points in `bytes[start, end)`, if they are UTF-8. */
export function countCodePoints(bytes: Uint8Array, start: number, end: number): number {
  let continuations = 0;
  for (let i = start; i < end; i++) {
    if (((bytes[i] as number) & 0xc0) === 0x80) continuations++;
  }
  return end - start - continuations;
}

/** Below this many bytes a loop beats a call out of JavaScript. */
const COPY_LOOP_BYTES = 32;

/** Copies `source[start, end)` to `target` from `at` on. */
export function copyBytes(
  source: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  at: number,
): void {
  if (end - start < COPY_LOOP_BYTES) {
    for (let from = start, to = at; from < end; from++, to++) target[to] = source[from] as number;
  } else if (nodeBytes) {
    nodeBytes.copy.call(source, target, at, start, end);
  } else {
    target.set(source.subarray(start, end), at);
  }
}

export function readU32(bytes: Uint8Array, at: number): number {
  const high = bytes[at] as number;
  const rest =
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number);
  return high * 0x1000000 + rest;
}

export function writeU32(target: Uint8Array, at: number, value: number): void {
  target[at] = value >>> 24;
  target[at + 1] = value >>> 16;
  target[at + 2] = value >>> 8;
  target[at + 3] = value;
}
