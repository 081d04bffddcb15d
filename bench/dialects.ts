/** What the load generator speaks: messages made beforehand, and counters that look at as few bytes as they can. */
import { encodeLogin, encodeSendto } from '../src/protocol/client-frames.ts';

export const TEXT_BYTES = 64;
const NAME_BYTES = 7;
const RESPONSE_BYTES = 10;
const MESSAGE_BYTES = 8 + 1 + NAME_BYTES + TEXT_BYTES;
const LINE_FEED = 10;

/** Counts the messages in what one connection receives, `bytes[0, length)` at a time. */
export type Counter = (bytes: Buffer, length: number) => number;

export interface Dialect {
  /** Sent first: connects and logs in as `name`. */
  hello(name: string): Uint8Array;
  /** Is `greeting`, what was received so far (latin1), the whole answer to it? */
  welcomed(greeting: string): boolean;
  message(to: string, text: string): Uint8Array;
  counter(): Counter;
}

/** What names begin with: `userName`. */
const USER_LETTER = 'u'.charCodeAt(0);

export function userName(number: number): string {
  return `u${String(number).padStart(6, '0')}`;
}

const native: Dialect = {
  hello: encodeLogin,
  welcomed: (greeting) => greeting.length === RESPONSE_BYTES,
  message: encodeSendto,
  counter: nativeCounter,
};

const lines: Dialect = {
  hello: (name) => Buffer.from(`login ${name}\n`),
  welcomed: (greeting) => greeting === 'Success\n',
  message: (to, text) => Buffer.from(`sendto ${to} ${text}\n`),
  // A message's line begins with its sender's name, an answer with a capital.
  counter: () => lineCounter(0),
};

/** The end of the message of the day, or that there is none. */
const IRC_WELCOME = / (376|422) [^\n]*\n$/;

const irc: Dialect = {
  hello: (name) => Buffer.from(`NICK ${name}\r\nUSER u 0 * :u\r\n`),
  welcomed: (greeting) => IRC_WELCOME.test(greeting),
  message: (to, text) => Buffer.from(`PRIVMSG ${to} :${text}\r\n`),
  // A message's line begins with `:u`, its sender's name; a PONG's with the server's.
  counter: () => lineCounter(1),
};

const HTTP_UPGRADE = [
  'GET /ws HTTP/1.1',
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  'Sec-WebSocket-Protocol: chinwag.v1',
  '\r\n',
].join('\r\n');

const websocket: Dialect = {
  hello: (name) => Buffer.concat([Buffer.from(HTTP_UPGRADE), clientMessage(encodeLogin(name))]),
  welcomed: (greeting) => {
    const [, rest] = greeting.split('\r\n\r\n');
    return greeting.startsWith('HTTP/1.1 101 ') && rest?.length === 2 + RESPONSE_BYTES;
  },
  message: (to, text) => clientMessage(encodeSendto(to, text)),
  counter: webSocketCounter,
};

export const dialects: Readonly<Record<string, Dialect>> = {
  native,
  lines,
  websocket,
  irc,
  'irc-acknowledged': {
    ...irc,
    message: (to, text) => Buffer.from(`PRIVMSG ${to} :${text}\r\nPING a\r\n`),
  },
};

/** One binary message of at most 125 bytes (RFC 6455 section 5.2); under a mask of zeros it is itself. */
function clientMessage(payload: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(0x82, 0x80 | payload.length, 0, 0, 0, 0), payload]);
}

function nativeCounter(): Counter {
  /** Where the next frame begins, and its size; 0 while its type was not read. */
  let at = 0;
  let size = 0;
  return (bytes, length) => {
    let messages = 0;
    for (; ; size = 0) {
      if (size === 0) {
        if (at + 1 >= length) break;
        size = frameSize(bytes[at + 1]);
      }
      if (at + size > length) break;
      at += size;
      if (size === MESSAGE_BYTES) messages++;
    }
    // From now on counted from the beginning of the next read.
    at -= length;
    return messages;
  };
}

function frameSize(type: number | undefined): number {
  if (type === 0x83) return MESSAGE_BYTES;
  if (type === 0x81) return RESPONSE_BYTES;
  throw new Error('there is a frame that is neither a message nor a success');
}

/** Counts lines whose byte at `column` is that of users' names. */
function lineCounter(column: number): Counter {
  /** How much of a line that was cut was read, and whether it is a message's. */
  let read = 0;
  let isMessage = false;
  return (bytes, length) => {
    let messages = 0;
    for (let at = 0; at < length; ) {
      const end = bytes.indexOf(LINE_FEED, at);
      const next = end === -1 || end >= length ? length : end + 1;
      const letter = at + column - read;
      if (letter >= at && letter < next) isMessage = bytes[letter] === USER_LETTER;
      read += next - at;
      at = next;
      if (bytes[next - 1] !== LINE_FEED) break;
      if (isMessage) messages++;
      read = 0;
      isMessage = false;
    }
    return messages;
  };
}

/** Messages from the server are not masked, and hold whole native frames. */
function webSocketCounter(): Counter {
  const frames = nativeCounter();
  /** The beginning of a header that was cut. */
  let begun = Buffer.alloc(0);
  /** Payload that is still to come of the message under way. */
  let left = 0;
  return (read, readLength) => {
    const bytes = begun.length === 0 ? read : Buffer.concat([begun, read.subarray(0, readLength)]);
    const length = begun.length + readLength;
    begun = Buffer.alloc(0);
    let messages = 0;
    for (let at = 0; at < length; ) {
      if (left === 0) {
        const short = (bytes[at + 1] as number) & 0x7f;
        const header = short === 126 ? 4 : short === 127 ? 10 : 2;
        if (at + 2 > length || at + header > length) {
          begun = Buffer.from(bytes.subarray(at, length));
          break;
        }
        left = header === 4 ? bytes.readUInt16BE(at + 2) : short;
        if (header === 10) left = Number(bytes.readBigUInt64BE(at + 2));
        at += header;
      }
      const taken = Math.min(left, length - at);
      messages += frames(bytes.subarray(at, at + taken), taken);
      at += taken;
      left -= taken;
    }
    return messages;
  };
}
