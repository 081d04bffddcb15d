/**
 * Frames with their meanings and answers: the hex examples of docs/PROTOCOL.md and its extensions, and more.
 * docs/vectors.json is made of them; the codec and a server are held against them.
 */
import { encodeText } from '../../src/protocol/bytes.ts';
import {
  encodeAuth,
  encodeList,
  encodeLogin,
  encodeLogout,
  encodeSendto,
} from '../../src/protocol/client-frames.ts';
import { FrameType, Reason, Result } from '../../src/protocol/frames.ts';
import { encodeJsonFrame } from '../../src/protocol/json-frames.ts';
import { encodeNames, encodeResponse } from '../../src/protocol/server-frames.ts';
import { message } from '../../src/protocol/testing.ts';
import { bytesOf } from '../support/protocol-pages.ts';

/** The meaning of a client's frame. */
export type Frame =
  | { readonly type: 'LOGIN'; readonly name: string }
  | { readonly type: 'LIST' }
  | { readonly type: 'SENDTO'; readonly name: string; readonly text: string }
  | { readonly type: 'LOGOUT' }
  | { readonly type: 'AUTH'; readonly name: string; readonly secret: string }
  | { readonly type: 'COMMAND'; readonly json: object; readonly text: string };

export type ServerFrame =
  | {
      readonly type: 'RESPONSE';
      readonly result: Result;
      readonly reason: number;
      readonly detail: string;
    }
  | { readonly type: 'LIST'; readonly names: readonly string[] }
  | { readonly type: 'SENDTO'; readonly name: string; readonly text: string }
  | { readonly type: 'EVENT'; readonly json: object; readonly text: string };

/** The members of an answer that programs go by: no detail, no `why`, no version. */
export type Answer =
  | { readonly type: 'RESPONSE'; readonly result: Result; readonly reason: number }
  | { readonly type: 'LIST'; readonly names: readonly string[] }
  | {
      readonly type: 'EVENT';
      readonly id: number | null;
      readonly result: 'ok' | 'failure' | 'malformed';
      readonly reason?: number;
    };

/** The states of a connection, as section 1 draws them. Whoever is logged in is `alice`, a guest, alone at the server. */
export type State = 'connected' | 'logged in' | 'greeted' | 'greeted and logged in';

export interface ClientVector {
  readonly description: string;
  readonly state: State;
  readonly bytes: Uint8Array;
  /** Null: malformed. */
  readonly frame: Frame | null;
  readonly answer: Answer;
  /** Closed behind the answer. */
  readonly closes: boolean;
}

export interface ServerVector {
  readonly description: string;
  readonly bytes: Uint8Array;
  /** Null: no server sends it, and a client closes the connection. */
  readonly frame: ServerFrame | null;
}

const OK: Answer = { type: 'RESPONSE', result: Result.ok, reason: Reason.none };
const MALFORMED: Answer = { type: 'RESPONSE', result: Result.malformed, reason: Reason.none };

function failure(reason: Reason): Answer {
  return { type: 'RESPONSE', result: Result.failure, reason };
}

export function encoded(frame: Frame): Uint8Array {
  switch (frame.type) {
    case 'LOGIN':
      return encodeLogin(frame.name);
    case 'LIST':
      return encodeList();
    case 'SENDTO':
      return encodeSendto(frame.name, frame.text);
    case 'LOGOUT':
      return encodeLogout();
    case 'AUTH':
      return encodeAuth(frame.name, frame.secret);
    case 'COMMAND':
      return encodeJsonFrame(FrameType.command, frame.json, encodeText(frame.text));
  }
}

export function encodedByServer(frame: ServerFrame): Uint8Array {
  switch (frame.type) {
    case 'RESPONSE':
      return encodeResponse(frame.result, frame.reason, frame.detail);
    case 'LIST':
      return encodeNames(frame.names.map(encodeText));
    case 'SENDTO':
      return message(frame.name, frame.text);
    case 'EVENT':
      return encodeJsonFrame(FrameType.event, frame.json, encodeText(frame.text));
  }
}

function sent(description: string, state: State, frame: Frame, answer: Answer): ClientVector {
  return { description, state, bytes: encoded(frame), frame, answer, closes: false };
}

const login = (name: string): Frame => ({ type: 'LOGIN', name });
const sendto = (name: string, text: string): Frame => ({ type: 'SENDTO', name, text });
const auth = (name: string, secret: string): Frame => ({ type: 'AUTH', name, secret });
const command = (json: object, text = ''): Frame => ({ type: 'COMMAND', json, text });
const LIST: Frame = { type: 'LIST' };
const LOGOUT: Frame = { type: 'LOGOUT' };

const ok = (id: number): Answer => ({ type: 'EVENT', id, result: 'ok' });
const refused = (id: number, reason: Reason): Answer => ({
  type: 'EVENT',
  id,
  result: 'failure',
  reason,
});
const badCommand = (id: number | null): Answer => ({ type: 'EVENT', id, result: 'malformed' });

const good: readonly ClientVector[] = [
  sent('LOGIN', 'connected', login('alice'), OK),
  sent('LOGIN: a name of 6 code points in 14 bytes', 'connected', login('Zoë☕字🎈'), OK),
  sent('LOGIN: the longest name', 'connected', login('🎈'.repeat(20)), OK),
  sent('LOGIN: a name that nobody may have', 'connected', login('a b'), failure(5)),
  sent('LOGIN: the name of a room', 'connected', login('#lunch'), failure(5)),
  sent('LOGIN: logged in already', 'logged in', login('alice'), failure(2)),
  sent('LIST: nobody is logged in', 'connected', LIST, { type: 'LIST', names: [] }),
  sent('LIST: oneself', 'logged in', LIST, { type: 'LIST', names: ['alice'] }),
  sent('SENDTO: nobody of that name', 'logged in', sendto('bob', 'Hi, Bob!'), failure(4)),
  sent('SENDTO: names compare byte for byte', 'logged in', sendto('Alice', 'Hi'), failure(4)),
  sent('SENDTO: no such room', 'logged in', sendto('#lunch', 'Hi, all!'), failure(21)),
  sent(
    'SENDTO: the longest name of a room',
    'logged in',
    sendto(`#${'x'.repeat(63)}`, 'Hi'),
    failure(21),
  ),
  sent(
    'SENDTO: the name of a room with the most bytes',
    'logged in',
    sendto(`#${'🎈'.repeat(49)}xxx`, 'Hi'),
    failure(21),
  ),
  sent('SENDTO: not logged in', 'connected', sendto('bob', 'Hi, Bob!'), failure(3)),
  sent('SENDTO: the longest text', 'logged in', sendto('bob', '🎈'.repeat(65_535)), failure(4)),
  sent('LOGOUT', 'logged in', LOGOUT, OK),
  sent('LOGOUT: not logged in', 'connected', LOGOUT, failure(3)),
  sent(
    'AUTH: nobody has registered that name',
    'connected',
    auth('bob', 'correct horse'),
    failure(4),
  ),
  sent('hello', 'connected', command({ command: 'hello', id: 1 }), ok(1)),
  sent(
    'hello: logged in already',
    'logged in',
    command({ command: 'hello', id: 1 }),
    refused(1, 2),
  ),
  sent('hello, again', 'greeted', command({ command: 'hello', id: 2 }), ok(2)),
  sent('login', 'greeted', command({ command: 'login', id: 3, name: 'alice' }), ok(3)),
  sent('LOGIN on a connection that said hello', 'greeted', login('alice'), OK),
  sent('list', 'greeted and logged in', command({ command: 'list', id: 4 }), ok(4)),
  sent(
    'sendto: nobody of that name',
    'greeted and logged in',
    command({ command: 'sendto', id: 7, to: 'bob', key: 'k1' }, 'Hi, Bob!'),
    refused(7, 4),
  ),
  sent(
    'sendto: an action',
    'greeted and logged in',
    command({ command: 'sendto', id: 14, to: 'bob', as: 'action' }, 'waves'),
    refused(14, 4),
  ),
  sent(
    'join: no such room',
    'greeted and logged in',
    command({ command: 'join', id: 10, room: '#lunch' }),
    refused(10, 21),
  ),
  sent(
    'reply: no such message',
    'greeted and logged in',
    command({ command: 'reply', id: 13, message: 123 }, 'At two, @bob?'),
    refused(13, 18),
  ),
  sent(
    'edit: no such message',
    'greeted and logged in',
    command({ command: 'edit', id: 11, message: 123 }, 'At two, @bob?'),
    refused(11, 18),
  ),
  sent(
    'history: only for registered people',
    'greeted and logged in',
    command({ command: 'history', id: 12, with: 'bob' }),
    refused(12, 17),
  ),
];

/** `[what is wrong, hex]`; of a text that is too long, `[what, hex, the rest]`. */
type Bad = readonly [what: string, hex: string, rest?: Uint8Array];

const badHeaders: readonly Bad[] = [
  ['a version other than 1', '02 01 00 00 00 00 00 06'],
  ['a version other than 1: its first byte is enough', '00'],
  ['reserved bytes other than 0', '01 02 00 01 00 00 00 00'],
  ['reserved bytes other than 0: the first', '01 02 01 00 00 00 00 00'],
  ['a payload over 262,341 bytes', '01 03 00 00 00 04 00 c6'],
  ['a payload over 278,528 bytes, of a COMMAND', '01 10 00 00 00 04 40 01'],
];

const badFrames: readonly Bad[] = [
  ['a type that is not a client’s', '01 06 00 00 00 00 00 00'],
  ['a type that is a server’s', '01 81 00 00 00 00 00 02 00 00'],
  ['LIST with a payload', '01 02 00 00 00 00 00 01 00'],
  ['LOGOUT with a payload', '01 04 00 00 00 00 00 01 00'],
  ['LOGIN without a payload', '01 01 00 00 00 00 00 00'],
  ['LOGIN: the payload is longer than 1 + n', '01 01 00 00 00 00 00 05 03 62 6f 62 21'],
  ['LOGIN: the payload is shorter than 1 + n', '01 01 00 00 00 00 00 03 03 62 6f'],
  ['LOGIN: an empty name', '01 01 00 00 00 00 00 01 00'],
  ['LOGIN: a name of 21 code points', '01 01 00 00 00 00 00 16 15', new Uint8Array(21).fill(0x78)],
  [
    'LOGIN: a name of 21 code points, the first of them #',
    '01 01 00 00 00 00 00 16 15 23',
    new Uint8Array(20).fill(0x78),
  ],
  ['LOGIN: a name that is not UTF-8', '01 01 00 00 00 00 00 02 01 ff'],
  ['LOGIN: a name with an overlong form', '01 01 00 00 00 00 00 03 02 c1 a1'],
  ['LOGIN: a name with a surrogate', '01 01 00 00 00 00 00 04 03 ed a0 80'],
  ['SENDTO without a payload', '01 03 00 00 00 00 00 00'],
  ['SENDTO: the name reaches past the payload', '01 03 00 00 00 00 00 03 04 62 6f'],
  ['SENDTO: an empty name', '01 03 00 00 00 00 00 03 00 48 69'],
  ['SENDTO: an empty text', '01 03 00 00 00 00 00 04 03 62 6f 62'],
  [
    'SENDTO: a text of 65,536 code points',
    '01 03 00 00 00 01 00 04 03 62 6f 62',
    new Uint8Array(65_536).fill(0x78),
  ],
  ['SENDTO: a text that is not UTF-8', '01 03 00 00 00 00 00 05 03 62 6f 62 ff'],
  ['SENDTO: a text that ends within a character', '01 03 00 00 00 00 00 06 03 62 6f 62 e2 98'],
  ['AUTH without a payload', '01 05 00 00 00 00 00 00'],
  ['AUTH: the name reaches past the payload', '01 05 00 00 00 00 00 03 04 62 6f'],
  ['AUTH: an empty secret', '01 05 00 00 00 00 00 04 03 62 6f 62'],
  [
    'AUTH: a secret of 1025 bytes',
    '01 05 00 00 00 00 04 05 03 62 6f 62',
    new Uint8Array(1025).fill(0x78),
  ],
  ['AUTH: a secret that is not UTF-8', '01 05 00 00 00 00 00 05 03 62 6f 62 ff'],
  ['COMMAND without JSON', '01 10 00 00 00 00 00 04 00 00 00 00'],
];

/** `[what is wrong, payload behind the length of the JSON, text, id of the reply]` */
const badCommands: readonly (readonly [
  what: string,
  json: string,
  text?: string,
  id?: number | null,
])[] = [
  ['JSON that breaks off', '{"command":"list"'],
  ['JSON that is no object', '["list",1]'],
  ['no id', '{"command":"list"}'],
  ['an id below 0', '{"command":"list","id":-1}'],
  ['an id that is not whole', '{"command":"list","id":1.5}'],
  ['no command', '{"id":1}', '', 1],
  ['no command is called so', '{"command":"dance","id":1}', '', 1],
  ['an argument that the command does not have', '{"command":"list","id":1,"all":true}', '', 1],
  ['an argument is missing', '{"command":"join","id":1}', '', 1],
  ['an argument of another type', '{"command":"join","id":1,"room":5}', '', 1],
  [
    'an argument that is too long',
    `{"command":"hello","id":1,"client":"${'x'.repeat(81)}"}`,
    '',
    1,
  ],
  [
    'an argument that is none of its values',
    '{"command":"sendto","id":1,"to":"bob","as":"song"}',
    'la',
    1,
  ],
  ['a text where none belongs', '{"command":"list","id":1}', 'Hi', 1],
  ['no text where one belongs', '{"command":"sendto","id":1,"to":"bob"}', '', 1],
];

function malformed([what, hex, rest]: Bad, closes: boolean): ClientVector {
  const head = bytesOf(hex);
  const bytes = rest === undefined ? head : Uint8Array.of(...head, ...rest);
  return {
    description: what,
    state: 'connected',
    bytes,
    frame: null,
    answer: MALFORMED,
    closes,
  };
}

/** A frame whose JSON may be none. */
function jsonFrame(type: number, json: Uint8Array, text: Uint8Array): Uint8Array {
  const frame = new Uint8Array(12 + json.length + text.length);
  const view = new DataView(frame.buffer);
  frame.set([1, type]);
  view.setUint32(4, 4 + json.length + text.length);
  view.setUint32(8, json.length);
  frame.set(json, 12);
  frame.set(text, 12 + json.length);
  return frame;
}

/** Every malformed frame, in the state in which a server looks at all of it. */
export const clientVectors: readonly ClientVector[] = [
  ...good,
  ...badHeaders.map((bad) => malformed(bad, true)),
  ...badFrames.map((bad) => malformed(bad, false)),
  {
    ...malformed(['a COMMAND other than hello on a connection that did not say it', '00'], false),
    bytes: encoded(command({ command: 'dance', id: 1 })),
  },
  ...badCommands.map(([what, json, text = '', id = null]): ClientVector => {
    return {
      description: `COMMAND: ${what}`,
      state: 'greeted and logged in',
      bytes: jsonFrame(FrameType.command, encodeText(json), encodeText(text)),
      frame: null,
      answer: badCommand(id),
      closes: false,
    };
  }),
  {
    description: 'COMMAND: JSON of more than 16,384 bytes',
    state: 'greeted and logged in',
    bytes: jsonFrame(FrameType.command, new Uint8Array(16_385).fill(0x20), new Uint8Array(0)),
    frame: null,
    answer: badCommand(null),
    closes: false,
  },
];

function heard(description: string, frame: ServerFrame): ServerVector {
  return { description, bytes: encodedByServer(frame), frame };
}

const event = (json: object, text = ''): ServerFrame => ({ type: 'EVENT', json, text });
const response = (result: Result, reason: number, detail: string): ServerFrame => ({
  type: 'RESPONSE',
  result,
  reason,
  detail,
});
const from = (name: string, text: string): ServerFrame => ({ type: 'SENDTO', name, text });
const AT = 1_795_392_000_000;

const goodOfServer: readonly ServerVector[] = [
  heard('RESPONSE: ok', response(Result.ok, 0, '')),
  heard('RESPONSE: a failure', response(Result.failure, 4, 'no such user')),
  heard('RESPONSE: a failure without a detail', response(Result.failure, 9, '')),
  heard('RESPONSE: a reason of a later version', response(Result.failure, 255, 'not today')),
  heard('RESPONSE: malformed', response(Result.malformed, 0, 'LIST has no payload')),
  heard('LIST', { type: 'LIST', names: ['alice', 'bob'] }),
  heard('LIST of nobody', { type: 'LIST', names: [] }),
  heard('SENDTO', from('alice', 'Hi, Bob!')),
  heard('SENDTO from a room', from('#lunch', 'alice: Hi, all!')),
  heard('SENDTO: a text that must be made safe', from('alice', 'a\r\nb\u001b[31m\u202ec\td')),
  heard(
    'SENDTO: the longest text, with what a room puts in front',
    from('#lunch', `${'x'.repeat(20)}: ${'🎈'.repeat(65_535)}`),
  ),
  heard('reply: ok', event({ event: 'reply', id: 7, result: 'ok', message: 12, at: AT })),
  heard(
    'reply: a failure',
    event({ event: 'reply', id: 8, result: 'failure', reason: 4, why: 'no such user' }),
  ),
  heard('reply to list', event({ event: 'reply', id: 9, result: 'ok', names: 2 }, 'alice\nbob\n')),
  heard(
    'message',
    event({ event: 'message', from: 'alice', to: 'bob', id: 12, at: AT }, 'Hi, Bob!'),
  ),
  heard(
    'message in a room, which answers another',
    event(
      { event: 'message', from: 'alice', to: '#lunch', id: 123, at: 1_795_409_400_000, reply: 119 },
      'At one, @bob?',
    ),
  ),
  heard(
    'message that says what its author does',
    event({ event: 'message', from: 'alice', to: 'bob', id: 12, at: AT, as: 'action' }, 'waves'),
  ),
  heard(
    'edited',
    event(
      { event: 'edited', message: 123, from: 'alice', to: '#lunch', at: 1_795_409_460_000 },
      'At two, @bob?',
    ),
  ),
  heard(
    'reacted',
    event({ event: 'reacted', message: 123, from: 'alice', to: '#lunch', by: 'bob', emoji: '👍' }),
  ),
  heard(
    'room: somebody was muted',
    event({
      event: 'room',
      room: '#lunch',
      what: 'muted',
      by: 'alice',
      name: 'bob',
      until: 1_795_410_000_000,
      why: 'too loud',
    }),
  ),
];

const badOfServer: readonly Bad[] = [
  ['a version other than 1', '02 81 00 00 00 00 00 02 00 00'],
  ['reserved bytes other than 0', '01 81 00 01 00 00 00 02 00 00'],
  ['a payload over 16,777,216 bytes', '01 82 00 00 01 00 00 01'],
  ['a type that is not a server’s', '01 01 00 00 00 00 00 06 05 61 6c 69 63 65'],
  ['RESPONSE without a reason', '01 81 00 00 00 00 00 01 00'],
  ['RESPONSE with a result above 2', '01 81 00 00 00 00 00 02 03 00'],
  ['RESPONSE: a detail that is not UTF-8', '01 81 00 00 00 00 00 03 01 04 ff'],
  ['LIST without a count', '01 82 00 00 00 00 00 02 00 00'],
  ['LIST: more names than it counts', '01 82 00 00 00 00 00 08 00 00 00 01 01 61 01 62'],
  ['LIST: fewer names than it counts', '01 82 00 00 00 00 00 06 00 00 00 02 01 61'],
  ['LIST: a name reaches past the payload', '01 82 00 00 00 00 00 06 00 00 00 01 02 61'],
  ['LIST: an empty name', '01 82 00 00 00 00 00 05 00 00 00 01 00'],
  ['LIST: a name that is not UTF-8', '01 82 00 00 00 00 00 06 00 00 00 01 01 ff'],
  ['SENDTO without a payload', '01 83 00 00 00 00 00 00'],
  ['SENDTO: the name reaches past the payload', '01 83 00 00 00 00 00 03 04 62 6f'],
  ['SENDTO from nobody', '01 83 00 00 00 00 00 03 00 48 69'],
  ['SENDTO without a text', '01 83 00 00 00 00 00 04 03 62 6f 62'],
  ['SENDTO: a text that is not UTF-8', '01 83 00 00 00 00 00 05 03 62 6f 62 ff'],
];

export const serverVectors: readonly ServerVector[] = [
  ...goodOfServer,
  ...badOfServer.map(([description, hex]) => ({ description, bytes: bytesOf(hex), frame: null })),
];
