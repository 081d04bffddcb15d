/** The frames that a server sends: RESPONSE, LIST, SENDTO. */
import { copyBytes, decodeShort, decodeText, encodeText, readU32, writeU32 } from './bytes.ts';
import type { Frame } from './frame-reader.ts';
import { newFrame, writeHeader, writeName } from './frame-writer.ts';
import { FrameType, Result } from './frames.ts';
import { HEADER_BYTES } from './limits.ts';

/** Receives a server's frames. */
export interface ServerFrames {
  /** `detail` is for people and may be empty; `reason` may be one that this version does not know. */
  response(result: Result, reason: number, detail: string): void;
  list(names: string[]): void;
  message(from: string, text: string): void;
  /** A frame that no server of this version sends; `why` is for people. */
  malformed(why: string): void;
}

/** Reports what `frame` says to `to`. */
export function readServerFrame(frame: Frame, to: ServerFrames): void {
  switch (frame.type) {
    case FrameType.response:
      return readResponse(frame, to);
    case FrameType.names:
      return readNames(frame, to);
    case FrameType.message:
      return readMessage(frame, to);
    default:
      return to.malformed(
        `no server message has type 0x${frame.type.toString(16).padStart(2, '0')}`,
      );
  }
}

function readResponse({ bytes, start, end }: Frame, to: ServerFrames): void {
  if (end - start < 2) return to.malformed('a RESPONSE has at least two bytes');
  const result = bytes[start] as number;
  const detail = decodeText(bytes, start + 2, end);
  if (!isResult(result)) return to.malformed(`no RESPONSE has result ${result}`);
  if (detail === null) return to.malformed('the detail of a RESPONSE is not UTF-8');
  return to.response(result, bytes[start + 1] as number, detail);
}

function isResult(result: number): result is Result {
  return result === Result.ok || result === Result.failure || result === Result.malformed;
}

function readNames({ bytes, start, end }: Frame, to: ServerFrames): void {
  const why = 'the names of a LIST do not add up';
  if (end - start < 4) return to.malformed(why);
  const count = readU32(bytes, start);
  const names: string[] = [];
  let at = start + 4;
  while (at < end) {
    const next = at + 1 + (bytes[at] as number);
    const name = next > end ? null : decodeShort(bytes, at + 1, next);
    if (name === null || name === '') return to.malformed(why);
    names.push(name);
    at = next;
  }
  return names.length === count ? to.list(names) : to.malformed(why);
}

function readMessage({ bytes, start, end }: Frame, to: ServerFrames): void {
  const at = start + 1 + (bytes[start] as number);
  if (end === start || at >= end) return to.malformed('a SENDTO is shorter than it says');
  const from = decodeShort(bytes, start + 1, at);
  const text = decodeText(bytes, at, end);
  if (from === null || from === '' || text === null) {
    return to.malformed('a SENDTO is not UTF-8 or comes from nobody');
  }
  return to.message(from, text);
}

/** The RESPONSE frame; `reason` is 0 unless `result` is failure. */
export function encodeResponse(result: Result, reason: number, detail = ''): Uint8Array {
  const bytes = encodeText(detail);
  const frame = newFrame(FrameType.response, 2 + bytes.length);
  frame[HEADER_BYTES] = result;
  frame[HEADER_BYTES + 1] = reason;
  frame.set(bytes, HEADER_BYTES + 2);
  return frame;
}

/** The LIST frame of names in UTF-8. */
export function encodeNames(names: readonly Uint8Array[]): Uint8Array {
  let bytes = 4;
  for (const name of names) bytes += 1 + name.length;
  const frame = newFrame(FrameType.names, bytes);
  writeU32(frame, HEADER_BYTES, names.length);
  let at = HEADER_BYTES + 4;
  for (const name of names) at = writeName(frame, at, name);
  return frame;
}

/** The number of bytes that `writeMessage` writes. */
export function messageBytes(fromBytes: number, textBytes: number): number {
  return HEADER_BYTES + 1 + fromBytes + textBytes;
}

/** Writes the SENDTO frame of `text[start, end)` from `from` (both UTF-8) into `target` at `at`. */
export function writeMessage(
  target: Uint8Array,
  at: number,
  from: Uint8Array,
  text: Uint8Array,
  start: number,
  end: number,
): void {
  writeHeader(target, at, FrameType.message, 1 + from.length + end - start);
  copyBytes(text, start, end, target, writeName(target, at + HEADER_BYTES, from));
}
