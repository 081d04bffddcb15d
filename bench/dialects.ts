/** The messages of the load generator in each protocol, and how it counts the server's. */
import { encodeAuth, encodeLogin, encodeSendto } from '../src/protocol/client-frames.ts';
import {
  type Counter,
  HoppingCounter,
  LineCounter,
  type Shapes,
  TaggedLineCounter,
  WebSocketCounter,
} from './counters.ts';

/** The size of each text under load. */
export const TEXT_BYTES = 64;

/** The size of each name: `u000001`. */
const NAME_BYTES = 7;
const NAME_LETTER = 'u'.charCodeAt(0);

/** The password of all registered people. */
export const PASSWORD = 'of-no-worth';

/** A command before the load begins, and the pattern of the whole answer, in Latin-1. */
interface Greeting {
  readonly says: Uint8Array | string;
  readonly answer: RegExp;
}

export interface Dialect {
  /** The commands that log `name` in, in order. */
  greetings(name: string): readonly Greeting[];
  /** A message with `text`, made once and sent often. */
  message(to: string, text: string): Uint8Array;
  /** Of what `name` is sent. */
  counter(name: string): Counter;
}

export function userName(number: number): string {
  return `u${String(number).padStart(NAME_BYTES - 1, '0')}`;
}

const FRAMES: Shapes = {
  markAt: 1,
  message: { mark: 0x83, bytes: 8 + 1 + NAME_BYTES + TEXT_BYTES },
  reply: { mark: 0x81, bytes: 10 },
};
const SUCCESS_FRAME = String.raw`\x01\x81\0\0\0\0\0\x02\0\0`;

const native: Dialect = {
  greetings: (name) => [{ says: encodeLogin(name), answer: RegExp(`^${SUCCESS_FRAME}$`) }],
  message: encodeSendto,
  counter: () => new HoppingCounter(FRAMES),
};

/** The same for registered people (people.ts). */
const registered: Dialect = {
  ...native,
  greetings: (name) => [{ says: encodeAuth(name, PASSWORD), answer: RegExp(`^${SUCCESS_FRAME}$`) }],
};

const LINES: Shapes = {
  markAt: 0,
  message: { mark: NAME_LETTER, bytes: NAME_BYTES + ': '.length + TEXT_BYTES + 1 },
  reply: { mark: 'S'.charCodeAt(0), bytes: 'Success\n'.length },
};

const lines: Dialect = {
  greetings: (name) => [{ says: `login ${name}\n`, answer: /^Success\n$/ }],
  message: (to, text) => Buffer.from(`sendto ${to} ${text}\n`),
  counter: () => new HoppingCounter(LINES),
};

const UPGRADE = [
  'GET /ws HTTP/1.1',
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  'Sec-WebSocket-Protocol: chinwag.v1',
  '\r\n',
].join('\r\n');

/**
 * The same mask for all frames, so that they can be made beforehand: there is no proxy that it would have to protect.
 */
const MASK = Buffer.from('37fa213d', 'hex');

/** A client's WebSocket message of up to 125 bytes (RFC 6455 section 5.3). */
function masked(payload: Uint8Array): Uint8Array {
  const header = [0x82, 0x80 | payload.length, ...MASK];
  return Buffer.from([...header, ...payload.map((byte, i) => byte ^ (MASK[i % 4] as number))]);
}

const websocket: Dialect = {
  greetings: (name) => [
    { says: UPGRADE, answer: /^HTTP\/1\.1 101 .*\r\n\r\n$/s },
    { says: masked(encodeLogin(name)), answer: RegExp(String.raw`^\x82\n${SUCCESS_FRAME}$`) },
  ],
  message: (to, text) => masked(encodeSendto(to, text)),
  counter: () => new WebSocketCounter(new HoppingCounter(FRAMES)),
};

/** The end of the message of the day, or that there is none; some servers tell the modes of the user behind it. */
const WELCOMED = / (376|422) [^\n]*\n(:\S+ MODE [^\n]*\n)?$/;

const irc: Dialect = {
  greetings: (name) => [
    {
      says: `NICK ${name}\r\nUSER u 0 * :u\r\n`,
      answer: WELCOMED,
    },
  ],
  message: (to, text) => Buffer.from(`PRIVMSG ${to} :${text}\r\n`),
  // A message line begins with `:u`, the sender's name; a PONG with the server's.
  counter: () => new LineCounter(NAME_LETTER),
};

/** What most clients of today ask for. Messages are echoed: to the load generator these are answers. */
export const IRC_TAGS = 'server-time message-tags echo-message';

const ircTagged: Dialect = {
  ...irc,
  greetings: (name) => [
    {
      says: `CAP REQ :${IRC_TAGS}\r\nNICK ${name}\r\nUSER u 0 * :u\r\nCAP END\r\n`,
      answer: WELCOMED,
    },
  ],
  counter: (name) => new TaggedLineCounter(name),
};

/** IRC has no acknowledgements: here a PONG says that the server has handled the message before its PING. */
const ircAcknowledged: Dialect = {
  ...irc,
  message: (to, text) => Buffer.concat([irc.message(to, text), Buffer.from('PING a\r\n')]),
};

export const dialects = {
  native,
  registered,
  lines,
  websocket,
  irc,
  'irc-tagged': ircTagged,
  'irc-acknowledged': ircAcknowledged,
};

export type Protocol = keyof typeof dialects;
