import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FOREVER } from '../chat/records.ts';
import type { CommandName, ReplyData } from '../protocol/contracts.ts';
import { replyLines } from './line-views.ts';

const AT = 1_795_409_400_000;

const room: ReplyData<'join'> = {
  room: '#lunch',
  topic: '',
  access: 'public',
  guests: true,
  kept: true,
  slow: 0,
  members: 12,
};

const member: ReplyData<'who'>['people'][number] = { name: 'bob', role: 'member', state: 'here' };

type MessageData = ReplyData<'history'>['messages'][number];

function message(more: Partial<MessageData> = {}): MessageData {
  return { id: 123, at: AT, from: 'alice', to: '#lunch', bytes: 5, ...more };
}

/** The lines of the reply to `command`, without the last. */
function lines<Name extends CommandName>(
  command: Name,
  data: ReplyData<Name>,
  texts: readonly string[] = [],
  inquiry: { word?: string; with?: string } = {},
): string[] {
  const reply = { data, texts: texts.map((text) => Buffer.from(text)) };
  const bytes = replyLines({ word: command, command, with: '', ...inquiry }, reply);
  const all = Buffer.from(bytes).toString().split('\n');
  assert.deepEqual(all.slice(-2), ['Success', '']);
  return all.slice(0, -2);
}

describe('a message begins with its number', () => {
  const reactions = [
    { emoji: '👍', count: 3, mine: true as const },
    { emoji: '🎉', count: 1 },
  ];
  const cases: readonly (readonly [MessageData, string, string])[] = [
    [message(), 'hello', '123 2026-11-23T04:50Z alice: hello'],
    [message({ reply: 119 }), 'hello', '123 2026-11-23T04:50Z alice (to 119): hello'],
    [message({ edited: 5 }), 'hello', '123 2026-11-23T04:50Z alice (edited): hello'],
    [message({ deleted: true }), '', '123 2026-11-23T04:50Z alice (deleted)'],
    [message({ reactions }), 'hello', '123 2026-11-23T04:50Z alice [👍 3 🎉 1]: hello'],
    [
      message({ guest: true, reply: 119, edited: 5, pinned: true, reactions }),
      'hello',
      '123 2026-11-23T04:50Z alice (guest, to 119, edited, pinned) [👍 3 🎉 1]: hello',
    ],
    [message(), 'a\nb\u001b[2J', '123 2026-11-23T04:50Z alice: a␤b^[[2J'],
  ];
  for (const [one, text, line] of cases) {
    test(line, () => {
      const page = { messages: [one], more: false };
      assert.deepEqual(lines('history', page, [text], { with: 'bob' }), [line]);
      assert.deepEqual(lines('pins', page, [text]), [line]);
    });
  }

  test('in a history that goes on, in a search, and among others', () => {
    const page = { messages: [message()], more: true };
    const hello = '123 2026-11-23T04:50Z alice: hello';
    assert.deepEqual(lines('history', page, ['hello'], { with: '#lunch' }), [
      '(more: history #lunch before 123)',
      hello,
    ]);
    assert.deepEqual(lines('search', page, ['hello']), [
      '123 2026-11-23T04:50Z alice to #lunch: hello',
    ]);
    const around = { ...page, with: '#lunch' };
    assert.deepEqual(lines('context', around, ['hello']), ['(with #lunch)', hello]);
    // It has no view of its own, and is not typed either.
    assert.deepEqual(lines('missed', page, ['hello']), [
      '123 2026-11-23T04:50Z alice to #lunch: hello',
    ]);
  });
});

describe('replies are lines', () => {
  test('rooms', () => {
    const rooms: ReplyData<'rooms'> = {
      rooms: [
        { ...room, topic: 'at one' },
        { ...room, access: 'private', kept: false, guests: false, slow: 30, role: 'owner' },
      ],
      more: true,
    };
    assert.deepEqual(lines('rooms', rooms), [
      '#lunch 12 public kept — at one',
      '#lunch 12 private not-kept no-guests slow 30s (owner)',
      '(there are more: rooms and part of a name finds them)',
    ]);
  });

  test('a room, to whoever comes in', () => {
    for (const command of ['create', 'group', 'join'] as const) {
      assert.deepEqual(lines(command, room), ['#lunch: 12 members, what is said here is kept']);
    }
    const small: ReplyData<'join'> = {
      ...{ ...room, members: 1, kept: false, access: 'private' },
      ...{ guests: false, slow: 30, topic: 'at one' },
    };
    assert.deepEqual(lines('join', small), [
      '#lunch: 1 member, what is said here is not kept, private, no guests, 30 s between two messages',
      'topic: at one',
    ]);
  });

  test('who is in a room; its topic alone, where that was asked for', () => {
    const who: ReplyData<'who'> = {
      ...room,
      people: [
        { ...member, role: 'owner' },
        { ...member, guest: true, state: 'away', muted: AT },
        { ...member, state: 'offline', muted: FOREVER },
      ],
      more: true,
    };
    assert.deepEqual(lines('who', who), [
      '#lunch: 12 members, what is said here is kept',
      'bob owner here',
      'bob member away guest muted until 2026-11-23T04:50Z',
      'bob member offline muted for good',
      '(there are more)',
    ]);
    assert.deepEqual(lines('who', who, [], { word: 'topic' }), ['no topic']);
    const about = { ...who, topic: 'at one' };
    assert.deepEqual(lines('who', about, [], { word: 'topic' }), ['topic: at one']);
  });

  test('bans', () => {
    const bans = { bans: [{ name: 'eve' }, { name: 'mallory', until: AT }], more: false };
    assert.deepEqual(lines('bans', bans), ['eve for good', 'mallory until 2026-11-23T04:50Z']);
  });

  test('reactions, and what a message said before', () => {
    const reactions = { reactions: [{ emoji: '👍', name: 'bob' }] };
    assert.deepEqual(lines('reactions', reactions), ['👍 bob']);
    const edits = { edits: [{ at: AT, bytes: 3 }] };
    assert.deepEqual(lines('edits', edits, ['a\nb']), ['2026-11-23T04:50Z a␤b']);
  });

  test('presence, and who is blocked', () => {
    const presence: ReplyData<'presence'> = {
      people: [
        { name: 'bob', state: 'here' },
        { name: 'carol', state: 'away', text: 'at lunch' },
        { name: 'dave', state: 'away', text: '' },
      ],
    };
    assert.deepEqual(lines('presence', presence), [
      'bob here',
      'carol away: at lunch',
      'dave away',
    ]);
    assert.deepEqual(lines('blocks', { names: ['eve'], more: false }), ['eve']);
  });

  test('the audit log', () => {
    const kick = { room: '#lunch', what: 'kick', at: AT };
    const entries = [
      {
        ...kick,
        id: 12,
        by: 'alice',
        byAccount: 1,
        whom: 'bob',
        whomAccount: 2,
        detail: 'too loud',
      },
      { id: 11, at: AT, by: 'alice', byAccount: 1, what: 'slow' },
      { ...kick, id: 10, by: '', byAccount: 7, whomAccount: 8 },
    ];
    assert.deepEqual(lines('audit', { entries }), [
      '12 2026-11-23T04:50Z alice kick #lunch bob: too loud',
      '11 2026-11-23T04:50Z alice slow',
      '10 2026-11-23T04:50Z (account 7, gone) kick #lunch (account 8, gone)',
    ]);
  });

  test('conversations', () => {
    const unread = [
      { with: 'bob', count: 3, newest: 5 },
      { with: '#lunch', count: 12, mentions: 2, newest: 4 },
    ];
    assert.deepEqual(lines('unread', { conversations: unread }), ['bob 3', '#lunch 12 (2 to you)']);
    const last = { with: 'bob', newest: 5, at: Date.UTC(2026, 10, 23, 18, 30, 59) };
    assert.deepEqual(lines('conversations', { conversations: [last], more: true }), [
      'bob 2026-11-23T18:30Z',
      '(there are more)',
    ]);
  });

  test('devices, and an invitation', () => {
    const laptop = { id: 3, label: 'laptop', created: AT, online: true, here: true };
    const sessions = [
      laptop,
      { ...laptop, here: false },
      { ...laptop, here: false, online: false },
    ];
    assert.deepEqual(lines('sessions', { sessions }), [
      '3 2026-11-23T04:50Z here laptop',
      '3 2026-11-23T04:50Z online laptop',
      '3 2026-11-23T04:50Z away laptop',
    ]);
    const invitation = { code: 'ABCD', expires: AT };
    assert.deepEqual(lines('invite-code', invitation), ['ABCD until 2026-11-23T04:50Z']);
  });

  test('nothing, where success says it all', () => {
    assert.deepEqual(lines('ban', { until: AT }), []);
    assert.deepEqual(lines('login', { name: 'bob', registered: true }), []);
  });
});
