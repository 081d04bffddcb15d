import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Brief, typedLine } from '../../test/support/typed-line.ts';
import { contracts } from './contract-list.ts';
import { parseTypedLine, refuseTypedLine, type TypedPlace } from './typed-lines.ts';

const BAD_USERNAME = { kind: 'bad', answer: 'Bad username' };
const BAD_MESSAGE = { kind: 'bad', answer: 'Bad message' };
const INVALID_COMMAND = { kind: 'bad', answer: 'Invalid command' };

const X20 = 'x'.repeat(20);
const X21 = 'x'.repeat(21);
const X65535 = 'x'.repeat(65_535);

type Cases = Readonly<Record<string, Readonly<Record<string, Brief>>>>;

const everywhere: Cases = {
  'rooms [part of a name]': {
    rooms: { kind: 'rooms', find: null },
    'rooms \t': { kind: 'rooms', find: null },
    'rooms lun ': { kind: 'rooms', find: 'lun' },
    'rooms #lunch': { kind: 'rooms', find: '#lunch' },
    'rooms at noon': INVALID_COMMAND,
    [`rooms ${'x'.repeat(40)}`]: { kind: 'rooms', find: 'x'.repeat(40) },
    [`rooms ${'x'.repeat(41)}`]: INVALID_COMMAND,
  },
  'create <#room> [private] [no-guests] [not-kept]': {
    'create #lunch': { kind: 'create', room: '#lunch', access: null, guests: null, kept: null },
    'create #lunch private no-guests not-kept ': {
      kind: 'create',
      room: '#lunch',
      access: 'private',
      guests: false,
      kept: false,
    },
    ' create\t#lunch  kept public\tguests': {
      kind: 'create',
      room: '#lunch',
      access: 'public',
      guests: true,
      kept: true,
    },
    'create #lunch not-kept': {
      kind: 'create',
      room: '#lunch',
      access: null,
      guests: null,
      kept: false,
    },
    create: BAD_USERNAME,
    'create lunch': BAD_USERNAME,
    'create #': BAD_USERNAME,
    [`create #${X20}${X21}${X21}x`]: { kind: 'create', room: `#${X20}${X21}${X21}x` },
    [`create #${X21}${X21}${X21}x`]: BAD_USERNAME,
    'create #lunch secret': INVALID_COMMAND,
    'create #lunch Private': INVALID_COMMAND,
    'create #lunch public private': INVALID_COMMAND,
    'create #lunch kept kept': INVALID_COMMAND,
    'create #lunch private guests kept kept': INVALID_COMMAND,
    'create #lunch constructor': INVALID_COMMAND,
  },
  'group and presence <username> …': {
    'group bob': { kind: 'group', names: ['bob'] },
    'group  bob\tcarol ': { kind: 'group', names: ['bob', 'carol'] },
    [`group${' bob'.repeat(20)}`]: { kind: 'group', names: new Array(20).fill('bob') },
    [`group${' bob'.repeat(21)}`]: INVALID_COMMAND,
    group: BAD_USERNAME,
    [`group bob ${X21}`]: BAD_USERNAME,
    'presence bob': { kind: 'presence', names: ['bob'] },
    [`presence${' bob'.repeat(100)}`]: { kind: 'presence', names: new Array(100).fill('bob') },
    [`presence${' bob'.repeat(101)}`]: INVALID_COMMAND,
    'presence ': BAD_USERNAME,
  },
  'those of a room': {
    'join #lunch': { kind: 'join', room: '#lunch' },
    ' leave  #lunch ': { kind: 'leave', room: '#lunch' },
    'who #lunch': { kind: 'who', room: '#lunch' },
    'pins #lunch': { kind: 'pins', room: '#lunch' },
    'bans #lunch': { kind: 'bans', room: '#lunch' },
    'remove-room #lunch': { kind: 'remove-room', room: '#lunch' },
    [`join #${'🎈'.repeat(49)}`]: { kind: 'join', room: `#${'🎈'.repeat(49)}` },
    [`join #${'🎈'.repeat(50)}`]: BAD_USERNAME,
    join: BAD_USERNAME,
    'leave lunch': BAD_USERNAME,
    'who #': BAD_USERNAME,
    'join #lunch now': INVALID_COMMAND,
    'join #lunch #dinner': INVALID_COMMAND,
  },
  'topic <#room> [text]': {
    'topic #lunch': { kind: 'topic', room: '#lunch', topic: null },
    'topic #lunch \t': { kind: 'topic', room: '#lunch', topic: null },
    'topic #lunch at  one ': { kind: 'topic', room: '#lunch', topic: 'at  one' },
    'topic #lunch -': { kind: 'topic', room: '#lunch', topic: '' },
    'topic #lunch - x': { kind: 'topic', room: '#lunch', topic: '- x' },
    [`topic #lunch ${'x'.repeat(200)}`]: {
      kind: 'topic',
      room: '#lunch',
      topic: 'x'.repeat(200),
    },
    [`topic #lunch ${'x'.repeat(201)}`]: INVALID_COMMAND,
    topic: BAD_USERNAME,
    'topic at one': BAD_USERNAME,
  },
  'those to a member': {
    'invite #lunch bob': { kind: 'invite', room: '#lunch', name: 'bob' },
    'unban #lunch bob ': { kind: 'unban', room: '#lunch', name: 'bob' },
    'unmute #lunch bob': { kind: 'unmute', room: '#lunch', name: 'bob' },
    'invite #lunch bob carol': INVALID_COMMAND,
    'invite #lunch': BAD_USERNAME,
    'invite bob #lunch': BAD_USERNAME,
    [`unmute #lunch ${X21}`]: BAD_USERNAME,
    'kick #lunch bob': { kind: 'kick', room: '#lunch', name: 'bob', why: null },
    'kick #lunch bob  too  loud ': {
      kind: 'kick',
      room: '#lunch',
      name: 'bob',
      why: 'too  loud',
    },
    [`kick #lunch bob ${'x'.repeat(201)}`]: INVALID_COMMAND,
    'kick #lunch': BAD_USERNAME,
    'ban #lunch bob': { kind: 'ban', room: '#lunch', name: 'bob', seconds: null, why: null },
    'ban #lunch bob 1h': { kind: 'ban', room: '#lunch', name: 'bob', seconds: 3600, why: null },
    'ban #lunch bob 7d  spam ': {
      kind: 'ban',
      room: '#lunch',
      name: 'bob',
      seconds: 604_800,
      why: 'spam',
    },
    'ban #lunch bob no 1h': {
      kind: 'ban',
      room: '#lunch',
      name: 'bob',
      seconds: null,
      why: 'no 1h',
    },
    'ban #lunch bob 366d': {
      kind: 'ban',
      room: '#lunch',
      name: 'bob',
      seconds: 366 * 86_400,
      why: null,
    },
    'ban #lunch bob 367d': INVALID_COMMAND,
    'ban #lunch bob 0s': INVALID_COMMAND,
    // Otherwise a ban meant to be short would be permanent.
    'ban #lunch bob 10 minutes': INVALID_COMMAND,
    'mute #lunch bob 10min too loud': INVALID_COMMAND,
    'mute #lunch bob 1h30m': INVALID_COMMAND,
    [`ban #lunch bob ${'9'.repeat(50)}d`]: INVALID_COMMAND,
    'mute #lunch bob 10m': { kind: 'mute', room: '#lunch', name: 'bob', seconds: 600, why: null },
    'mute #lunch 10m': { kind: 'mute', room: '#lunch', name: '10m', seconds: null, why: null },
    'role #lunch bob owner': { kind: 'role', room: '#lunch', name: 'bob', role: 'owner' },
    'role #lunch bob moderator ': {
      kind: 'role',
      room: '#lunch',
      name: 'bob',
      role: 'moderator',
    },
    'role #lunch bob member': { kind: 'role', room: '#lunch', name: 'bob', role: 'member' },
    'role #lunch bob': INVALID_COMMAND,
    'role #lunch bob boss': INVALID_COMMAND,
    'role #lunch bob owner now': INVALID_COMMAND,
    'role #lunch': BAD_USERNAME,
  },
  'voice <#room> <username> [off]': {
    'voice #lunch bob': { kind: 'voice', room: '#lunch', name: 'bob' },
    'voice #lunch bob off': { kind: 'voice', room: '#lunch', name: 'bob', off: true },
    'voice #lunch': BAD_USERNAME,
    'voice #lunch bob on': INVALID_COMMAND,
  },
  'set-room <#room> moderated|private|…': {
    'set-room #lunch moderated': { kind: 'set-room', room: '#lunch', moderated: true },
    'set-room #lunch  moderated  off': { kind: 'set-room', room: '#lunch', moderated: false },
    'set-room #lunch topic-locked off no-ctcp on members-only': {
      ...{ kind: 'set-room', room: '#lunch' },
      ...{ topicLocked: false, noCtcp: true, membersOnly: true },
    },
    'set-room #lunch private': {
      ...{ kind: 'set-room', room: '#lunch', listed: false, byInvitation: true },
    },
    'set-room #lunch public': {
      ...{ kind: 'set-room', room: '#lunch', listed: true, byInvitation: false },
    },
    'set-room #lunch private listed': INVALID_COMMAND,
    'set-room #lunch moderated moderated': INVALID_COMMAND,
    'set-room #lunch loud': INVALID_COMMAND,
    'set-room #lunch off': INVALID_COMMAND,
    'set-room #lunch': INVALID_COMMAND,
    'set-room lunch moderated': BAD_USERNAME,
  },
  'slow <#room> 30s|off': {
    'slow #lunch 30s': { kind: 'slow', room: '#lunch', seconds: 30 },
    'slow #lunch off ': { kind: 'slow', room: '#lunch', seconds: 0 },
    'slow #lunch 0s': { kind: 'slow', room: '#lunch', seconds: 0 },
    'slow #lunch 24h': { kind: 'slow', room: '#lunch', seconds: 86_400 },
    'slow #lunch 25h': INVALID_COMMAND,
    'slow #lunch 30': INVALID_COMMAND,
    'slow #lunch': INVALID_COMMAND,
    'slow #lunch 30s now': INVALID_COMMAND,
    slow: BAD_USERNAME,
  },
  'reply and edit <number> <message>': {
    'reply 12 Hi': { kind: 'reply', message: 12, text: 'Hi' },
    'reply 12  Hi  there ': { kind: 'reply', message: 12, text: ' Hi  there ' },
    ' reply \t12\tHi': { kind: 'reply', message: 12, text: 'Hi' },
    'edit -3 Hi': { kind: 'edit', message: -3, text: 'Hi' },
    'edit 0 Hi': { kind: 'edit', message: 0, text: 'Hi' },
    'edit -0 Hi': { kind: 'edit', message: 0, text: 'Hi' },
    'edit 9007199254740991 x': { kind: 'edit', message: Number.MAX_SAFE_INTEGER, text: 'x' },
    [`reply 1 ${X65535}`]: { kind: 'reply', message: 1, text: X65535 },
    [`reply 1 ${X65535}x`]: BAD_MESSAGE,
    [`edit 1 ${'🎈'.repeat(65_536)}`]: BAD_MESSAGE,
    'reply 12': BAD_MESSAGE,
    'reply 12 \t\u3000': BAD_MESSAGE,
    reply: INVALID_COMMAND,
    'reply bob Hi': INVALID_COMMAND,
    'edit #12 Hi': INVALID_COMMAND,
    'edit 9007199254740992 x': INVALID_COMMAND,
    'edit --1 x': INVALID_COMMAND,
    'edit 1.0 x': INVALID_COMMAND,
  },
  'those of a message': {
    'delete 12': { kind: 'delete', message: 12 },
    'delete -12 ': { kind: 'delete', message: -12 },
    'reactions 12': { kind: 'reactions', message: 12 },
    'edits 12': { kind: 'edits', message: 12 },
    'context 12': { kind: 'context', message: 12 },
    'context -12': INVALID_COMMAND,
    delete: INVALID_COMMAND,
    'delete all': INVALID_COMMAND,
    'delete 12 13': INVALID_COMMAND,
    'react 12 👍': { kind: 'react', message: 12, emoji: '👍', off: false },
    'react  12\t👍 off ': { kind: 'react', message: 12, emoji: '👍', off: true },
    'react 12 ❤️': { kind: 'react', message: 12, emoji: '❤️', off: false },
    'react 12 ❤': { kind: 'react', message: 12, emoji: '❤', off: false },
    // Not an emoji, which the server reports.
    'react 12 :)': { kind: 'react', message: 12, emoji: ':)', off: false },
    [`react 12 ${'👍'.repeat(21)}`]: INVALID_COMMAND,
    'react 12': INVALID_COMMAND,
    'react 👍': INVALID_COMMAND,
    'react 12 👍 on': INVALID_COMMAND,
    'pin 12': { kind: 'pin', message: 12, off: false },
    'pin 12 off': { kind: 'pin', message: 12, off: true },
    pin: INVALID_COMMAND,
    'pin 12 on': INVALID_COMMAND,
  },
  'away [text]': {
    away: { kind: 'away', text: null },
    'away ': { kind: 'away', text: null },
    'away at  lunch ': { kind: 'away', text: 'at  lunch' },
    [`away ${'x'.repeat(100)}`]: { kind: 'away', text: 'x'.repeat(100) },
    [`away ${'x'.repeat(101)}`]: INVALID_COMMAND,
  },
  'of people': {
    'block bob': { kind: 'block', name: 'bob' },
    'unblock bob ': { kind: 'unblock', name: 'bob' },
    block: BAD_USERNAME,
    'unblock bob carol': INVALID_COMMAND,
    'blocks ': { kind: 'blocks' },
    'blocks bob': INVALID_COMMAND,
  },
  'audit [#room] [before <number>]': {
    audit: { kind: 'audit', room: null, before: null },
    'audit #lunch ': { kind: 'audit', room: '#lunch', before: null },
    'audit before 17': { kind: 'audit', room: null, before: 17 },
    'audit #lunch before 17': { kind: 'audit', room: '#lunch', before: 17 },
    'audit #lunch before': INVALID_COMMAND,
    'audit before #lunch': INVALID_COMMAND,
    'audit #lunch before 17 18': INVALID_COMMAND,
    'audit 17': BAD_USERNAME,
    'audit lunch': BAD_USERNAME,
    'audit #lunch #dinner': INVALID_COMMAND,
  },
  'the words of before, with a room': {
    'sendto #lunch Hi': { kind: 'sendto', name: '#lunch', text: 'Hi' },
    'history #lunch before 12': { kind: 'history', name: '#lunch', before: 12 },
  },
  'not commands': {
    'typing bob': INVALID_COMMAND,
    Join: INVALID_COMMAND,
    'Reply 12 Hi': INVALID_COMMAND,
  },
};

const onTerminals: Cases = {
  notices: { 'notices on': INVALID_COMMAND, notices: INVALID_COMMAND },
};

const onLines: Cases = {
  'notices on|off': {
    'notices on': { kind: 'notices', on: true },
    'notices  off ': { kind: 'notices', on: false },
    notices: INVALID_COMMAND,
    'notices maybe': INVALID_COMMAND,
    'notices on off': INVALID_COMMAND,
  },
};

function check(place: TypedPlace, cases: Cases): void {
  for (const [row, lines] of Object.entries(cases)) {
    describe(`at ${place}: ${row}`, () => {
      for (const [line, expected] of Object.entries(lines)) {
        const shown = line.length > 40 ? `${line.slice(0, 40)}… (${line.length} units)` : line;
        test(JSON.stringify(shown), () => {
          assert.deepEqual(parseTypedLine(line, place), typedLine(expected));
        });
      }
    });
  }
}

check('terminal', { ...everywhere, ...onTerminals });
check('lines', { ...everywhere, ...onLines });

test('a reply or an edit that is too long or not UTF-8 is a bad message', () => {
  for (const line of ['reply 12 Hi', 'edit 12 Hi', `edit 12 ${X65535}x`]) {
    assert.equal(refuseTypedLine(parseTypedLine(line, 'lines')), 'Bad message');
  }
  assert.equal(refuseTypedLine(parseTypedLine('join #lunch', 'lines')), 'Invalid command');
  assert.equal(refuseTypedLine(parseTypedLine('join lunch', 'lines')), 'Bad username');
});

test('what may be typed may be sent as a COMMAND', () => {
  const { create, ban, slow, topic, away, rooms, group, react } = contracts;
  const fits: readonly boolean[] = [
    rooms.schema.safeParse({ find: 'x'.repeat(40) }).success,
    create.schema.safeParse({ room: `#${'x'.repeat(63)}` }).success,
    ban.schema.safeParse({ room: '#x', name: 'bob', seconds: 366 * 86_400, why: 'x'.repeat(200) })
      .success,
    slow.schema.safeParse({ room: '#x', seconds: 86_400 }).success,
    slow.schema.safeParse({ room: '#x', seconds: 0 }).success,
    topic.schema.safeParse({ room: '#x', topic: '' }).success,
    away.schema.safeParse({ text: 'x'.repeat(100) }).success,
    group.schema.safeParse({ names: new Array(20).fill('bob') }).success,
    react.schema.safeParse({ message: -1, emoji: '👍' }).success,
  ];
  assert.ok(
    fits.every((one) => one),
    fits.join(),
  );
});
