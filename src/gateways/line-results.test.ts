import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FOREVER } from '../chat/records.ts';
import type { KnownMember, KnownRoom, ReadExtras, ReadMessage, Result } from '../chat/results.ts';
import { resultLines } from './line-results.ts';

const AT = 1_795_409_400_000;

const room: KnownRoom = {
  name: '#lunch',
  topic: '',
  access: 'public',
  guests: true,
  kept: true,
  slow: 0,
  members: 12,
  role: null,
  mutedUntil: null,
};

const member: KnownMember = {
  name: 'bob',
  role: 'member',
  state: 'here',
  guest: false,
  mutedUntil: null,
};

function message(text: string, extras?: Partial<ReadExtras>): ReadMessage {
  const said = { id: 123, at: AT, from: 'alice', to: '#lunch', text: Buffer.from(text) };
  const none = {
    guest: false,
    reply: null,
    editedAt: null,
    deleted: false,
    pinned: false,
    reactions: [],
  };
  return extras === undefined ? said : { ...said, more: { ...none, ...extras } };
}

/** The lines of an answer, without the last. */
function lines(result: Result, kind = '', name = ''): string[] {
  const all = Buffer.from(resultLines(result, { kind, name })).toString().split('\n');
  assert.deepEqual(all.slice(-2), ['Success', '']);
  return all.slice(0, -2);
}

describe('a message begins with its number', () => {
  const reactions = [
    { emoji: '👍', count: 3, mine: true },
    { emoji: '🎉', count: 1, mine: false },
  ];
  const cases: readonly (readonly [ReadMessage, string])[] = [
    [message('hello'), '123 2026-11-23T04:50Z alice: hello'],
    [message('hello', {}), '123 2026-11-23T04:50Z alice: hello'],
    [message('hello', { reply: 119 }), '123 2026-11-23T04:50Z alice (to 119): hello'],
    [message('hello', { editedAt: 5 }), '123 2026-11-23T04:50Z alice (edited): hello'],
    [message('', { deleted: true, editedAt: 5 }), '123 2026-11-23T04:50Z alice (deleted)'],
    [message('hello', { reactions }), '123 2026-11-23T04:50Z alice [👍 3 🎉 1]: hello'],
    [
      message('hello', { guest: true, reply: 119, editedAt: 5, pinned: true, reactions }),
      '123 2026-11-23T04:50Z alice (guest, to 119, edited, pinned) [👍 3 🎉 1]: hello',
    ],
    [message('a\nb\u001b[2J'), '123 2026-11-23T04:50Z alice: a␤b^[[2J'],
  ];
  for (const [one, line] of cases) {
    test(line, () => {
      const result: Result = { kind: 'messages', messages: [one], more: false };
      assert.deepEqual(lines(result, 'history', 'bob'), [line]);
      assert.deepEqual(lines(result, 'pins'), [line]);
    });
  }

  test('in a history that goes on, in a search, and among others', () => {
    const page: Result = { kind: 'messages', messages: [message('hello')], more: true };
    const hello = '123 2026-11-23T04:50Z alice: hello';
    assert.deepEqual(lines(page, 'history', '#lunch'), [
      '(more: history #lunch before 123)',
      hello,
    ]);
    assert.deepEqual(lines(page, 'search'), ['123 2026-11-23T04:50Z alice to #lunch: hello']);
    const around = {
      kind: 'context',
      with: '#lunch',
      messages: page.messages,
      more: true,
    } as const;
    assert.deepEqual(lines(around), ['(with #lunch)', hello]);
  });
});

describe('answers are lines', () => {
  const cases: readonly (readonly [Result, readonly string[]])[] = [
    [
      {
        kind: 'rooms',
        rooms: [
          { ...room, topic: 'at one' },
          { ...room, access: 'private', kept: false, guests: false, slow: 30, role: 'owner' },
        ],
        more: true,
      },
      [
        '#lunch 12 public kept — at one',
        '#lunch 12 private not-kept no-guests slow 30s (owner)',
        '(there are more: rooms and part of a name finds them)',
      ],
    ],
    [{ kind: 'room', room }, ['#lunch: 12 members, what is said here is kept']],
    [
      {
        kind: 'room',
        room: {
          ...{ ...room, members: 1, kept: false, access: 'private' },
          ...{ guests: false, slow: 30, topic: 'at one' },
        },
      },
      [
        '#lunch: 1 member, what is said here is not kept, private, no guests, 30 s between two messages',
        'topic: at one',
      ],
    ],
    [
      {
        kind: 'members',
        room,
        members: [
          { ...member, role: 'owner' },
          { ...member, guest: true, state: 'away', mutedUntil: AT },
          { ...member, state: 'offline', mutedUntil: FOREVER },
        ],
        more: true,
      },
      [
        '#lunch: 12 members, what is said here is kept',
        'bob owner here',
        'bob member away guest muted until 2026-11-23T04:50Z',
        'bob member offline muted for good',
        '(there are more)',
      ],
    ],
    [
      {
        kind: 'bans',
        bans: [
          { name: 'eve', until: null },
          { name: 'mallory', until: AT },
        ],
      },
      ['eve for good', 'mallory until 2026-11-23T04:50Z'],
    ],
    [{ kind: 'reactions', reactions: [{ emoji: '👍', name: 'bob' }] }, ['👍 bob']],
    [{ kind: 'edits', edits: [{ at: AT, text: Buffer.from('a\nb') }] }, ['2026-11-23T04:50Z a␤b']],
    [
      {
        kind: 'presence',
        people: [
          { name: 'bob', state: 'here', text: null },
          { name: 'carol', state: 'away', text: 'at lunch' },
          { name: 'dave', state: 'away', text: '' },
        ],
      },
      ['bob here', 'carol away: at lunch', 'dave away'],
    ],
    [{ kind: 'names', names: ['eve'] }, ['eve']],
    [
      {
        kind: 'audit',
        entries: [
          {
            ...{ id: 12, at: AT, by: 'alice', byAccount: 1, what: 'kick' },
            ...{ room: '#lunch', whom: 'bob', whomAccount: 2, detail: 'too loud' },
          },
          {
            ...{ id: 11, at: AT, by: 'alice', byAccount: 1, what: 'slow' },
            ...{ room: null, whom: null, whomAccount: null, detail: null },
          },
          {
            ...{ id: 10, at: AT, by: '', byAccount: 7, what: 'kick' },
            ...{ room: '#lunch', whom: null, whomAccount: 8, detail: null },
          },
        ],
      },
      [
        '12 2026-11-23T04:50Z alice kick #lunch bob: too loud',
        '11 2026-11-23T04:50Z alice slow',
        '10 2026-11-23T04:50Z (account 7, gone) kick #lunch (account 8, gone)',
      ],
    ],
    [
      {
        kind: 'unread',
        conversations: [
          { with: 'bob', count: 3, newest: 5 },
          { with: '#lunch', count: 12, mentions: 2, newest: 4 },
        ],
      },
      ['bob 3', '#lunch 12 (2 to you)'],
    ],
    [
      {
        kind: 'conversations',
        conversations: [{ with: 'bob', newest: 5, at: Date.UTC(2026, 10, 23, 18, 30, 59) }],
        more: true,
      },
      ['bob 2026-11-23T18:30Z', '(there are more)'],
    ],
  ];
  for (const [result, expected] of cases) {
    test(expected[0] ?? result.kind, () => {
      assert.deepEqual(lines(result), expected);
    });
  }
});
