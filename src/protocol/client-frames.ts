/** The frames that a client sends: LOGIN, LIST, SENDTO, LOGOUT, AUTH. COMMAND is in json-frames.ts. */
import { countCodePoints, decodeShort, decodeText, encodeText, isUtf8 } from './bytes.ts';
import type { Frame } from './frame-reader.ts';
import { newFrame, writeName } from './frame-writer.ts';
import { FrameType } from './frames.ts';
import {
  HEADER_BYTES,
  NAME_BYTES_MAX,
  PASSWORD_BYTES_MAX,
  ROOM_NAME_BYTES_MAX,
  TEXT_BYTES_MAX,
  TEXT_CODE_POINTS_MAX,
} from './limits.ts';
import { NAME_SIZE, nameFits, PERSON_NAME_SIZE, personNameFits } from './names.ts';

/** Receives a client's frames. A text is lent as `bytes[start, end)` for the call only. */
export interface ClientFrames {
  login(name: string): void;
  list(): void;
  sendto(name: string, bytes: Uint8Array, start: number, end: number): void;
  logout(): void;
  /** A login with a password or a token. */
  auth(name: string, secret: string): void;
  /** A complete but invalid frame; `why` is for people. */
  malformed(why: string): void;
}

const NOTHING = new Uint8Array(0);

/**
 * Reads the frames of one client. It remembers the recipient of the last SENDTO: most people write to the same one
 * again, and comparing bytes is cheaper than decoding them.
 */
export class ClientFrameParser {
  #name = '';
  #nameBytes: Uint8Array = NOTHING;

  /** Reports what `frame` says to `to`. */
  read(frame: Frame, to: ClientFrames): void {
    const { type, start, end } = frame;
    switch (type) {
      case FrameType.sendto:
        return this.#readSendto(frame, to);
      case FrameType.login:
        return readLogin(frame, to);
      case FrameType.list:
        return start === end ? to.list() : to.malformed('LIST has no payload');
      case FrameType.logout:
        return start === end ? to.logout() : to.malformed('LOGOUT has no payload');
      case FrameType.auth:
        return readAuth(frame, to);
      default:
        return to.malformed(`no client message has type 0x${type.toString(16).padStart(2, '0')}`);
    }
  }

  #readSendto({ bytes, start, end, ascii }: Frame, to: ClientFrames): void {
    const text = start + 1 + (bytes[start] as number);
    if (end === start || text > end) {
      return to.malformed('the name is longer than the payload');
    }
    if (!this.#isLastName(bytes, start + 1, text)) {
      const name = decodeShort(bytes, start + 1, text);
      if (name === null) return to.malformed('the name is not UTF-8');
      if (!nameFits(name)) return to.malformed(NAME_SIZE);
      this.#name = name;
      this.#nameBytes = new Uint8Array(bytes.subarray(start + 1, text));
    }
    const length = end - text;
    if (length === 0 || length > TEXT_BYTES_MAX) return to.malformed(TEXT_SIZE);
    if (!ascii && !isUtf8(bytes.subarray(text, end))) return to.malformed('the text is not UTF-8');
    // Code points are counted only where the bytes outnumber the limit.
    if (length > TEXT_CODE_POINTS_MAX && countCodePoints(bytes, text, end) > TEXT_CODE_POINTS_MAX) {
      return to.malformed(TEXT_SIZE);
    }
    return to.sendto(this.#name, bytes, text, end);
  }

  #isLastName(bytes: Uint8Array, start: number, end: number): boolean {
    const last = this.#nameBytes;
    if (last.length !== end - start || last.length === 0) return false;
    for (let i = 0; i < last.length; i++) if (last[i] !== bytes[start + i]) return false;
    return true;
  }
}

function readLogin({ bytes, start, end }: Frame, to: ClientFrames): void {
  if (end === start || start + 1 + (bytes[start] as number) !== end) {
    return to.malformed('the length of the name and that of the payload do not agree');
  }
  const name = decodeShort(bytes, start + 1, end);
  if (name === null) return to.malformed('the name is not UTF-8');
  if (!personNameFits(name)) return to.malformed(PERSON_NAME_SIZE);
  return to.login(name);
}

function readAuth({ bytes, start, end }: Frame, to: ClientFrames): void {
  const secretStart = start + 1 + (bytes[start] as number);
  if (end === start || secretStart > end) {
    return to.malformed('the name is longer than the payload');
  }
  const name = decodeShort(bytes, start + 1, secretStart);
  if (name === null) return to.malformed('the name is not UTF-8');
  if (!personNameFits(name)) return to.malformed(PERSON_NAME_SIZE);
  const length = end - secretStart;
  if (length === 0 || length > PASSWORD_BYTES_MAX) return to.malformed(SECRET_SIZE);
  const secret = decodeText(bytes, secretStart, end);
  if (secret === null) return to.malformed('the secret is not UTF-8');
  return to.auth(name, secret);
}

const SECRET_SIZE = `a secret has 1 to ${PASSWORD_BYTES_MAX} bytes`;
const TEXT_SIZE = `a text has 1 to ${TEXT_CODE_POINTS_MAX} characters`;

/** The LOGIN frame for `name` (1 to NAME_CODE_POINTS_MAX code points). */
export function encodeLogin(name: string): Uint8Array {
  const bytes = encodeName(name);
  const frame = newFrame(FrameType.login, 1 + bytes.length);
  writeName(frame, HEADER_BYTES, bytes);
  return frame;
}

export function encodeList(): Uint8Array {
  return newFrame(FrameType.list, 0);
}

/** The SENDTO frame that sends `text` (1 to TEXT_CODE_POINTS_MAX code points) to `name`, a person or a room. */
export function encodeSendto(name: string, text: string): Uint8Array {
  const nameBytes = encodeName(name, ROOM_NAME_BYTES_MAX);
  const textBytes = encodeText(text);
  const frame = newFrame(FrameType.sendto, 1 + nameBytes.length + textBytes.length);
  frame.set(textBytes, writeName(frame, HEADER_BYTES, nameBytes));
  return frame;
}

/** The AUTH frame: a login as `name` with a password or token (1 to PASSWORD_BYTES_MAX bytes). */
export function encodeAuth(name: string, secret: string): Uint8Array {
  const nameBytes = encodeName(name);
  const secretBytes = encodeText(secret);
  const frame = newFrame(FrameType.auth, 1 + nameBytes.length + secretBytes.length);
  frame.set(secretBytes, writeName(frame, HEADER_BYTES, nameBytes));
  return frame;
}

export function encodeLogout(): Uint8Array {
  return newFrame(FrameType.logout, 0);
}

/** @throws RangeError where the length does not fit its byte, because the caller has not checked the name */
function encodeName(name: string, bytesMax = NAME_BYTES_MAX): Uint8Array {
  const bytes = encodeText(name);
  if (bytes.length > bytesMax) throw new RangeError(NAME_SIZE);
  return bytes;
}
