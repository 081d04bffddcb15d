/** The frames that a client sends: LOGIN, LIST, SENDTO, LOGOUT. */
import { countCodePoints, decodeShort, encodeText, isUtf8 } from './bytes.ts';
import { newFrame, writeName } from './frame-writer.ts';
import { FrameType } from './frames.ts';
import { HEADER_BYTES, NAME_BYTES_MAX, TEXT_BYTES_MAX, TEXT_CODE_POINTS_MAX } from './limits.ts';
import { nameFits } from './names.ts';

/** Who hears a client's frames. A text is lent as `bytes[start, end)` for the time of the call. */
export interface ClientFrames {
  login(name: string): void;
  list(): void;
  sendto(name: string, bytes: Uint8Array, start: number, end: number): void;
  logout(): void;
  /** A whole frame that makes no sense; `why` is for people. */
  malformed(why: string): void;
}

/** Tells `to` what the frame of `type` with the payload `bytes[start, end)` says. */
export function readClientFrame(
  type: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  to: ClientFrames,
): void {
  switch (type) {
    case FrameType.sendto:
      return readSendto(bytes, start, end, to);
    case FrameType.login:
      return readLogin(bytes, start, end, to);
    case FrameType.list:
      return start === end ? to.list() : to.malformed('LIST has no payload');
    case FrameType.logout:
      return start === end ? to.logout() : to.malformed('LOGOUT has no payload');
    default:
      return to.malformed(`no client message has type 0x${type.toString(16).padStart(2, '0')}`);
  }
}

function readLogin(bytes: Uint8Array, start: number, end: number, to: ClientFrames): void {
  if (end === start || start + 1 + (bytes[start] as number) !== end) {
    return to.malformed('the length of the name and that of the payload do not agree');
  }
  const name = decodeShort(bytes, start + 1, end);
  if (name === null) return to.malformed('the name is not UTF-8');
  if (!nameFits(name)) return to.malformed(NAME_SIZE);
  return to.login(name);
}

function readSendto(bytes: Uint8Array, start: number, end: number, to: ClientFrames): void {
  const text = start + 1 + (bytes[start] as number);
  if (end === start || text > end) {
    return to.malformed('the name is longer than the payload');
  }
  const name = decodeShort(bytes, start + 1, text);
  if (name === null) return to.malformed('the name is not UTF-8');
  if (!nameFits(name)) return to.malformed(NAME_SIZE);
  const length = end - text;
  if (length === 0 || length > TEXT_BYTES_MAX) return to.malformed(TEXT_SIZE);
  if (!isUtf8(bytes.subarray(text, end))) return to.malformed('the text is not UTF-8');
  // Only when there are more bytes than the limit has characters can there be too many.
  if (length > TEXT_CODE_POINTS_MAX && countCodePoints(bytes, text, end) > TEXT_CODE_POINTS_MAX) {
    return to.malformed(TEXT_SIZE);
  }
  return to.sendto(name, bytes, text, end);
}

const NAME_SIZE = 'a name has 1 to 20 characters';
const TEXT_SIZE = 'a text has 1 to 65535 characters';

/** The LOGIN frame for `name` (1–20 code points). */
export function encodeLogin(name: string): Uint8Array {
  const bytes = encodeName(name);
  const frame = newFrame(FrameType.login, 1 + bytes.length);
  writeName(frame, HEADER_BYTES, bytes);
  return frame;
}

export function encodeList(): Uint8Array {
  return newFrame(FrameType.list, 0);
}

/** The SENDTO frame that asks for `text` (1–65535 code points) to be delivered to `name`. */
export function encodeSendto(name: string, text: string): Uint8Array {
  const nameBytes = encodeName(name);
  const textBytes = encodeText(text);
  const frame = newFrame(FrameType.sendto, 1 + nameBytes.length + textBytes.length);
  frame.set(textBytes, writeName(frame, HEADER_BYTES, nameBytes));
  return frame;
}

export function encodeLogout(): Uint8Array {
  return newFrame(FrameType.logout, 0);
}

/** @throws RangeError where the length does not fit its byte: the caller has not checked the name. */
function encodeName(name: string): Uint8Array {
  const bytes = encodeText(name);
  if (bytes.length > NAME_BYTES_MAX) throw new RangeError(NAME_SIZE);
  return bytes;
}
