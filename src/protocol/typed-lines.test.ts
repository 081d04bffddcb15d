import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Brief, typedLine, wordOf } from '../../test/support/typed-line.ts';
import { parseLine, seedCommandNames } from './line-grammar.ts';
import { parseTypedLine, refuseTypedLine, type TypedPlace } from './typed-lines.ts';
import { typedNames, usageOf } from './usage.ts';

const BAD_USERNAME = { kind: 'bad', answer: 'Bad username' };
const INVALID_COMMAND = { kind: 'bad', answer: 'Invalid command' };

const X20 = 'x'.repeat(20);
const X21 = 'x'.repeat(21);
const LONGEST = 'x'.repeat(1024);

type Cases = Readonly<Record<string, Readonly<Record<string, Brief>>>>;

/** Cases that hold at every place. */
const everywhere: Cases = {
  'history <username> [before <number>]': {
    'history bob': { kind: 'history', name: 'bob', before: null },
    ' \thistory\t bob \t': { kind: 'history', name: 'bob', before: null },
    [`history ${X20}`]: { kind: 'history', name: X20, before: null },
    'history before': { kind: 'history', name: 'before', before: null },
    'history bob  before\t17 ': { kind: 'history', name: 'bob', before: 17 },
    'history bob before 0': { kind: 'history', name: 'bob', before: 0 },
    'history bob before 9007199254740991': {
      kind: 'history',
      name: 'bob',
      before: Number.MAX_SAFE_INTEGER,
    },
    history: BAD_USERNAME,
    'history ': BAD_USERNAME,
    [`history ${X21}`]: BAD_USERNAME,
    [`history ${X21} before x`]: BAD_USERNAME,
    'history bob carol': INVALID_COMMAND,
    'history bob before': INVALID_COMMAND,
    'history bob Before 17': INVALID_COMMAND,
    'history bob before -1': INVALID_COMMAND,
    'history bob before 1.5': INVALID_COMMAND,
    'history bob before 0x1': INVALID_COMMAND,
    'history bob before 9007199254740992': INVALID_COMMAND,
    'history bob before 17 18': INVALID_COMMAND,
    'history bob before １７': INVALID_COMMAND,
  },
  'me <username> <message>': {
    'me bob waves': { kind: 'me', to: 'bob', text: 'waves' },
    ' \tme \t #lunch  waves \t': { kind: 'me', to: '#lunch', text: ' waves \t' },
    'me bob /me waves': { kind: 'me', to: 'bob', text: '/me waves' },
    [`me bob ${'🎈'.repeat(65_535)}`]: { kind: 'me', to: 'bob', text: '🎈'.repeat(65_535) },
    [`me bob ${'x'.repeat(65_536)}`]: { kind: 'bad', answer: 'Bad message' },
    me: BAD_USERNAME,
    'me bob': BAD_USERNAME,
    'me bob \u3000': BAD_USERNAME,
    [`me ${X21} waves`]: BAD_USERNAME,
    'mea bob waves': INVALID_COMMAND,
    '/me bob waves': INVALID_COMMAND,
  },
  'search <words or "phrases">': {
    'search lunch': { kind: 'search', query: 'lunch' },
    ' search \t "two  words" from:bob': { kind: 'search', query: '"two  words" from:bob' },
    'search "not closed': { kind: 'search', query: '"not closed' },
    [`search ${'x'.repeat(1000)}`]: { kind: 'search', query: 'x'.repeat(1000) },
    search: INVALID_COMMAND,
    'search \t ': INVALID_COMMAND,
    'search \u3000': INVALID_COMMAND,
    [`search ${'x'.repeat(1001)}`]: INVALID_COMMAND,
  },
  'without parameters': {
    unread: { kind: 'unread' },
    conversations: { kind: 'conversations' },
    ' sessions\t': { kind: 'sessions' },
    'invite-code': { kind: 'invite-code' },
    'unread bob': INVALID_COMMAND,
    'conversations bob': INVALID_COMMAND,
    'sessions all': INVALID_COMMAND,
    'invite-code 3': INVALID_COMMAND,
  },
  'revoke <number>': {
    'revoke 3': { kind: 'revoke', session: 3 },
    'revoke  3 ': { kind: 'revoke', session: 3 },
    revoke: INVALID_COMMAND,
    'revoke 0': INVALID_COMMAND,
    'revoke all': INVALID_COMMAND,
    'revoke 3 4': INVALID_COMMAND,
    [`revoke ${'9'.repeat(100)}`]: INVALID_COMMAND,
  },
  'rename <username>': {
    'rename bob': { kind: 'rename', name: 'bob' },
    rename: BAD_USERNAME,
    [`rename ${X21}`]: BAD_USERNAME,
    'rename bob smith': INVALID_COMMAND,
  },
  'not commands': {
    History: INVALID_COMMAND,
    'hello x': INVALID_COMMAND,
    'missed 1': INVALID_COMMAND,
    'received 1': INVALID_COMMAND,
    'read bob 1': INVALID_COMMAND,
    constructor: INVALID_COMMAND,
    'history\u00a0bob': INVALID_COMMAND,
  },
};

const onTerminals: Cases = {
  'register <username> [invitation]': {
    'register bob': { kind: 'register', name: 'bob', password: null, invitation: null },
    'register bob  CODE': { kind: 'register', name: 'bob', password: null, invitation: 'CODE' },
    register: BAD_USERNAME,
    [`register ${X21}`]: BAD_USERNAME,
    'register bob CODE x': INVALID_COMMAND,
    [`register bob ${'x'.repeat(101)}`]: INVALID_COMMAND,
  },
  'what asks for passwords': {
    'change-password': { kind: 'change-password', old: null, new: null },
    'unregister ': { kind: 'unregister', password: null },
    'change-password old new': INVALID_COMMAND,
    'unregister secret': INVALID_COMMAND,
    password: INVALID_COMMAND,
    'password secret': INVALID_COMMAND,
  },
};

const onLines: Cases = {
  'register <username> <password> [invitation]': {
    'register bob secret': {
      kind: 'register',
      name: 'bob',
      password: 'secret',
      invitation: null,
    },
    ' register\tbob\tsecret  CODE ': {
      kind: 'register',
      name: 'bob',
      password: 'secret',
      invitation: 'CODE',
    },
    register: BAD_USERNAME,
    [`register ${X21} secret`]: BAD_USERNAME,
    [`register ${X21}`]: BAD_USERNAME,
    'register bob': INVALID_COMMAND,
    'register bob secret CODE x': INVALID_COMMAND,
    [`register bob ${LONGEST}x`]: INVALID_COMMAND,
    [`register bob secret ${'x'.repeat(101)}`]: INVALID_COMMAND,
  },
  'change-password <old> <new>': {
    'change-password old  new ': { kind: 'change-password', old: 'old', new: 'new' },
    'change-password': INVALID_COMMAND,
    'change-password old': INVALID_COMMAND,
    'change-password old new new': INVALID_COMMAND,
    [`change-password old ${LONGEST}x`]: INVALID_COMMAND,
  },
  'unregister <password>': {
    'unregister secret': { kind: 'unregister', password: 'secret' },
    unregister: INVALID_COMMAND,
    'unregister two words': INVALID_COMMAND,
  },
  'password <password>': {
    'password secret': { kind: 'password', password: 'secret' },
    'password x': { kind: 'password', password: 'x' },
    'password a\u00a0b': { kind: 'password', password: 'a\u00a0b' },
    [`password ${LONGEST}`]: { kind: 'password', password: LONGEST },
    [`password ${'🎈'.repeat(256)}`]: { kind: 'password', password: '🎈'.repeat(256) },
    password: INVALID_COMMAND,
    'password ': INVALID_COMMAND,
    'password two words': INVALID_COMMAND,
    [`password ${LONGEST}x`]: INVALID_COMMAND,
    [`password ${'🎈'.repeat(257)}`]: INVALID_COMMAND,
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

const place = fc.constantFrom<TypedPlace>('terminal', 'lines');

/** The commands that parseLine does not know. */
const MORE: ReadonlySet<string> = new Set(
  typedNames
    .filter((name) => usageOf(name, 'lines') !== null)
    .filter((name) => !(seedCommandNames as readonly string[]).includes(name)),
);

/** Commands with a text, whose spaces are significant. */
const WITH_TEXTS = new Set([
  'kill',
  'search',
  'me',
  'reply',
  'edit',
  'topic',
  'away',
  'kick',
  'ban',
  'mute',
]);

describe('every line', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      ...[...typedNames, ' ', '\t', 'bob', X21, 'before', '17'],
      ...['#lunch', '-5', '👍', 'off', '10m', 'owner', 'private', '-'],
    ),
  );
  const anything = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  const words = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(' '));
  const line = fc.oneof(anything, words);

  test('that begins with none of the new words is what it was', () => {
    fc.assert(
      fc.property(line, place, (text, where) => {
        const [first = ''] = text.match(/[^ \t]+/) ?? [];
        // `help` has a parameter here, and none in the grammar of the first six.
        fc.pre(!MORE.has(first) && first !== 'help');
        assert.deepEqual(parseTypedLine(text, where), parseLine(text));
      }),
    );
  });

  test('that begins with a new word is that command, or bad in the words of the seed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MORE), words, place, (command, rest, where) => {
        const parsed = parseTypedLine(`${command} ${rest}`, where);
        const isBad = parsed.kind === 'bad';
        const isWho = command === 'topic' && parsed.kind === 'asked' && parsed.command === 'who';
        if (!isBad && !isWho) assert.equal(wordOf(parsed), command);
      }),
    );
  });

  test('with white space around its words means the same', () => {
    const space = fc.stringMatching(/^[ \t]{1,3}$/);
    const parts = fc.array(fc.stringMatching(/^[!-~]{1,8}$/), { minLength: 1, maxLength: 4 });
    const commands = fc.constantFrom(...[...MORE].filter((one) => !WITH_TEXTS.has(one)));
    fc.assert(
      fc.property(commands, parts, space, place, (command, rest, between, where) => {
        const tight = [command, ...rest].join(' ');
        const loose = `${between}${[command, ...rest].join(between)}${between}`;
        assert.deepEqual(parseTypedLine(loose, where), parseTypedLine(tight, where));
      }),
    );
  });

  test('may be as long as a hostile one', () => {
    const spaces = ' '.repeat(263_000);
    for (const command of MORE) {
      for (const rest of [`a${spaces}b`, 'a '.repeat(130_000), spaces, 'x'.repeat(263_000)]) {
        assert.notEqual(parseTypedLine(`${command} ${rest}`, 'lines').kind, 'blank');
      }
    }
  });
});

test('a line that is too long or not UTF-8 is an invalid command where the seed has no word for it', () => {
  for (const line of ['history bob', 'search x', 'register bob secret', 'password secret']) {
    assert.equal(refuseTypedLine(parseTypedLine(line, 'lines')), 'Invalid command');
  }
  assert.equal(refuseTypedLine(parseTypedLine('history', 'lines')), 'Bad username');
  for (const line of ['sendto bob x', 'me bob x', 'reply 1 x', 'edit 1 x']) {
    assert.equal(refuseTypedLine(parseTypedLine(line, 'lines')), 'Bad message');
  }
});
