/** The messages of a room's members and speaker for each server, and how their input is counted. */
import { encodeLogin, encodeSendto } from '../src/protocol/client-frames.ts';
import { FrameType } from '../src/protocol/frames.ts';
import { encodeJsonFrame } from '../src/protocol/json-frames.ts';
import {
  type Answers,
  type Counter,
  EventCounter,
  HoppingCounter,
  LineCounter,
  type Shapes,
  TaggedLineCounter,
} from './counters.ts';
import { IRC_TAGS, PASSWORD, TEXT_BYTES } from './dialects.ts';

export const ROOM = '#bench';

/** The speaker, who makes the room. */
export const SPEAKER = 'u000000';

/** A command before the load begins, and the end or a part of its answer, in Latin-1. */
export interface Step {
  readonly says: Uint8Array | string;
  readonly answer: RegExp;
}

export interface RoomDialect {
  /** Logs the speaker in, who makes and joins the room. */
  readonly opening: readonly Step[];
  /** Logs a member in. */
  entering(name: string): readonly Step[];
  /** Brings a logged-in member into the room. */
  readonly joining: Step;
  /** Sent when all have joined: its answer comes after all notices of joining. */
  readonly settling: Step;
  /** A message of the speaker. */
  message(text: string): Uint8Array;
  /** Counts the messages to the member `name`. */
  counter(name: string): Counter;
  /** Counts the speaker's answers; null where there are none. */
  answers(): Answers | null;
}

let lastId = 0;

function command(name: string, given: object): Uint8Array {
  return encodeJsonFrame(FrameType.command, { command: name, id: ++lastId, ...given });
}

const OK = /"result":"ok"/;

function ask(name: string, given: object = {}): Step {
  return { says: command(name, given), answer: new RegExp(`"id":${lastId},${OK.source}`) };
}

const SUCCESS = String.raw`\x01\x81\0\0\0\0\0\x02\0\0`;

/** The size of a plain message to the room as members get it: `u000000: ` stands before the text. */
const PLAIN_BYTES = 8 + 1 + ROOM.length + SPEAKER.length + ': '.length + TEXT_BYTES;
const RESPONSE_BYTES = 10;

const shapes = {
  markAt: 1,
  message: { mark: FrameType.message, bytes: PLAIN_BYTES },
  reply: { mark: FrameType.response, bytes: RESPONSE_BYTES },
};

/** The speaker says hello, so that it can make a room; it still speaks in SENDTO frames. */
const speaker = {
  message: (text: string) => encodeSendto(ROOM, text),
  answers: () => new HoppingCounter(shapes),
};

const create = (kept: boolean): Step => ask('create', { room: ROOM, kept });

const byGuest = [ask('hello'), ask('login', { name: SPEAKER }), create(false)];

const byRegistered = [
  ask('hello'),
  ask('register', { name: SPEAKER, password: PASSWORD }),
  create(true),
];

/** No user has this name: its failure comes after everything else. */
const nobody = {
  says: encodeSendto('nobody-of-that-name', 'x'),
  answer: /\x01\x81\0\0\0\0\0.\x01\x04[^\x01]*$/s,
};

/** Clients of the core. They cannot join: each writes to the room once. */
const plainMembers = {
  entering: (name: string): Step[] => [{ says: encodeLogin(name), answer: RegExp(`${SUCCESS}$`) }],
  joining: { says: encodeSendto(ROOM, 'x'), answer: RegExp(SUCCESS) },
  settling: nobody,
  counter: () => new HoppingCounter(shapes),
};

/** Clients of the extensions: messages come as EVENTs. */
const extendedMembers = {
  entering: (name: string): Step[] => [ask('hello'), ask('login', { name })],
  joining: ask('join', { room: ROOM }),
  settling: ask('blocks'),
  counter: () => new EventCounter(),
};

const joinChannel = { says: `JOIN ${ROOM}\r\n`, answer: / 366 / };

const irc: RoomDialect = {
  opening: [logIn(SPEAKER), joinChannel],
  entering: (name) => [logIn(name)],
  joining: joinChannel,
  settling: { says: 'PING settled\r\n', answer: / PONG [^\n]*\n$/ },
  message: (text) => Buffer.from(`PRIVMSG ${ROOM} :${text}\r\n`),
  // All names begin with the same letter, and a line from a user with the name.
  counter: () => new LineCounter(SPEAKER.charCodeAt(0)),
  answers: () => null,
};

/** With the capabilities that most clients of today ask for: the speaker's own messages are its answers. */
const ircTagged: RoomDialect = {
  ...irc,
  opening: [logInWithTags(SPEAKER), joinChannel],
  entering: (name) => [logInWithTags(name)],
  counter: (name) => new TaggedLineCounter(name),
  answers: () => new TaggedLineCounter(SPEAKER),
};

function logInWithTags(name: string): Step {
  const { says, answer } = logIn(name);
  return { says: `CAP REQ :${IRC_TAGS}\r\n${says}CAP END\r\n`, answer };
}

/** `#bench: u000000: ` stands before the text. */
const LINES: Shapes = {
  markAt: 0,
  message: {
    mark: '#'.charCodeAt(0),
    bytes: `${ROOM}: ${SPEAKER}: `.length + TEXT_BYTES + 1,
  },
  reply: { mark: 'S'.charCodeAt(0), bytes: 'Success\n'.length },
};

const lines: RoomDialect = {
  opening: [logInByLine(SPEAKER), { says: `create ${ROOM} not-kept\n`, answer: /Success\n$/ }],
  entering: (name) => [logInByLine(name)],
  joining: { says: `join ${ROOM}\n`, answer: /Success\n$/ },
  settling: { says: 'sendto nobody-of-that-name x\n', answer: /Failure\n$/ },
  message: (text) => Buffer.from(`sendto ${ROOM} ${text}\n`),
  counter: () => new HoppingCounter(LINES),
  answers: () => new HoppingCounter(LINES),
};

function logInByLine(name: string): Step {
  return { says: `login ${name}\n`, answer: /Success\n$/ };
}

function logIn(name: string): Step {
  return { says: `NICK ${name}\r\nUSER u 0 * :u\r\n`, answer: / (376|422) [^\n]*\n/ };
}

export const roomDialects = {
  plain: { opening: byGuest, ...plainMembers, ...speaker },
  'plain-kept': { opening: byRegistered, ...plainMembers, ...speaker },
  events: { opening: byGuest, ...extendedMembers, ...speaker },
  'events-kept': { opening: byRegistered, ...extendedMembers, ...speaker },
  irc,
  'irc-tagged': ircTagged,
  lines,
} satisfies Record<string, RoomDialect>;

export type RoomProtocol = keyof typeof roomDialects;
