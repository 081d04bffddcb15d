/** COMMAND and EVENT frames: JSON, followed by a text as bytes (docs/PROTOCOL.md section 10). */
import { copyBytes, decodeText, encodeText, isUtf8, readU32, writeU32 } from './bytes.ts';
import type { Frame } from './frame-reader.ts';
import { newFrame } from './frame-writer.ts';
import type { FrameType } from './frames.ts';
import { HEADER_BYTES, JSON_BYTES_MAX } from './limits.ts';

/** The JSON object of a frame, and its text as `bytes[start, end)`: UTF-8, possibly empty, lent. */
export interface JsonPayload {
  readonly json: Readonly<Record<string, unknown>>;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

const LENGTH_BYTES = 4;

/** Reads a COMMAND or EVENT; a string describes the error. */
export function readJsonFrame({ bytes, start, end, ascii }: Frame): JsonPayload | string {
  if (end - start < LENGTH_BYTES) return 'the length of the JSON is missing';
  const length = readU32(bytes, start);
  const jsonStart = start + LENGTH_BYTES;
  const textStart = jsonStart + length;
  if (length > JSON_BYTES_MAX) return `the JSON has more than ${JSON_BYTES_MAX} bytes`;
  if (textStart > end) return 'the JSON is longer than the payload';
  const source = decodeText(bytes, jsonStart, textStart);
  if (source === null) return 'the JSON is not UTF-8';
  if (!ascii && !isUtf8(bytes.subarray(textStart, end))) return 'the text is not UTF-8';
  const json = parseObject(source);
  if (json === null) return 'the JSON is no object';
  return { json, bytes, start: textStart, end };
}

function parseObject(source: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(source);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/**
 * The frame of `json` and the texts, one after the other.
 * @throws RangeError where the JSON is larger than a frame may hold
 */
export function encodeJsonFrame(
  type: typeof FrameType.command | typeof FrameType.event,
  json: object,
  ...texts: readonly Uint8Array[]
): Uint8Array {
  const source = encodeText(JSON.stringify(json));
  if (source.length > JSON_BYTES_MAX) throw new RangeError('the JSON of a frame is too large');
  let length = LENGTH_BYTES + source.length;
  for (const text of texts) length += text.length;
  const frame = newFrame(type, length);
  writeU32(frame, HEADER_BYTES, source.length);
  let at = HEADER_BYTES + LENGTH_BYTES;
  for (const part of [source, ...texts]) {
    copyBytes(part, 0, part.length, frame, at);
    at += part.length;
  }
  return frame;
}
