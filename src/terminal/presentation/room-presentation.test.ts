import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RoomDescription } from '../../client/reply-shapes.ts';
import { KnownMessages } from '../conversation/known-messages.ts';
import { eventText } from './event-wording.ts';
import { Palette } from './palette.ts';
import { Presentation } from './presentation.ts';
import {
  showAudit,
  showBans,
  showBlocks,
  showInside,
  showMembers,
  showPresences,
  showRooms,
} from './room-presentation.ts';

const shown = new Presentation(new Palette(false));
const now = new Date(2026, 10, 23, 23, 59);
const at = new Date(2026, 10, 23, 4, 5).getTime();

const lunch: RoomDescription = {
  room: '#lunch',
  topic: 'soup',
  access: 'public',
  flags: null,
  guests: true,
  kept: true,
  slow: 0,
  members: 1,
  role: null,
  voice: false,
  muted: null,
};
const tea: RoomDescription = {
  ...lunch,
  room: '#tea',
  topic: '',
  access: 'private',
  guests: false,
  kept: false,
  slow: 30,
  members: 12,
  role: 'owner',
};

describe('rooms', () => {
  test('are one a line, with what is not as usual', () => {
    assert.equal(
      showRooms(shown, { rooms: [lunch, tea], more: true }),
      [
        '#lunch  1 member  soup',
        '#tea  12 members, private, no guests, not kept, 30 s between two messages, you are its owner',
        '* more: rooms <part of a name>',
      ].join('\n'),
    );
    assert.equal(showRooms(shown, { rooms: [], more: false }), '* no rooms');
  });

  test('say to whoever comes in whether they keep what is said', () => {
    assert.equal(
      showInside(shown, lunch, now),
      '* #lunch: public, 1 member, what is said here is stored\n* topic: soup',
    );
    assert.match(showInside(shown, tea, now), /private.*what is said here is not stored$/);
  });

  test('say to whoever is muted there that they are, and until when', () => {
    const told = (muted: number) => showInside(shown, { ...lunch, topic: '', muted }, now);
    assert.match(told(at), /\n\* you are muted here until 04:05$/);
    assert.match(told(Number.MAX_SAFE_INTEGER), /\n\* you are muted here$/);
  });

  test('have members', () => {
    const bob = {
      name: 'bob',
      role: 'owner',
      voice: false,
      state: 'here',
      guest: false,
      muted: null,
    } as const;
    const people = [
      bob,
      { ...bob, name: 'carol', role: 'member', guest: true, muted: at } as const,
      { ...bob, name: 'dave', role: 'moderator', state: 'away' } as const,
      { ...bob, name: 'erin', role: 'member', muted: Number.MAX_SAFE_INTEGER } as const,
      { ...bob, name: 'frank', role: 'member' } as const,
    ];
    assert.equal(
      showMembers(shown, { ...lunch, madeAt: null, members: 9, people, more: true }, now),
      [
        '#lunch  public, 9 members  soup',
        'bob  owner',
        'carol  guest, muted until 04:05',
        'dave  moderator, away',
        'erin  muted',
        'frank',
        '* and 4 others',
      ].join('\n'),
    );
  });

  test('keep people out', () => {
    const bans = [
      { name: 'bob', until: at },
      { name: 'carol', until: null },
    ];
    assert.equal(showBans(shown, bans, now), 'bob  until 04:05\ncarol  for good');
    assert.equal(showBans(shown, [], now), '* nobody is kept out');
  });
});

test('who is here, whom one does not hear of, and what moderators did', () => {
  const people = [
    { name: 'bob', state: 'away', text: 'tea' },
    { name: 'carol', state: 'here', text: null },
  ] as const;
  assert.equal(showPresences(shown, people), 'bob  away: tea\ncarol  here');
  assert.equal(showBlocks(shown, ['bob']), 'bob');
  assert.equal(showBlocks(shown, []), '* you have blocked nobody');
  const entry = {
    ...{ id: 1, at, by: 'bob', byAccount: 2, what: 'kick', room: '#lunch' },
    ...{ whom: 'carol', whomAccount: 3, detail: 'x' },
  };
  assert.equal(
    showAudit(shown, '#lunch', [
      { ...entry, id: 9 },
      { ...entry, id: 8, by: '', whom: null, detail: null },
      { ...entry, id: 7, whom: null, whomAccount: null, detail: null, what: 'remove-room' },
    ]),
    [
      '2026-11-23 04:05 bob: kick #lunch carol  x',
      '2026-11-23 04:05 (account 2, gone): kick #lunch (account 3, gone)',
      '2026-11-23 04:05 bob: remove-room #lunch',
      '* what was done earlier: audit #lunch before 7',
    ].join('\n'),
  );
  assert.match(showAudit(shown, null, [entry]), /: audit before 1$/);
  assert.equal(showAudit(shown, null, []), '* nothing was done');
});

test('whatever a hostile server says is safe lines', () => {
  const evil = '\x1b[2J\nbob: forged\u202e';
  const room = { ...lunch, room: evil, topic: evil };
  const person = { name: evil, state: 'away', text: evil } as const;
  const member = {
    ...person,
    role: 'owner',
    voice: false,
    guest: false,
    muted: Number.MAX_VALUE,
  } as const;
  const of = { message: 1, from: evil, to: `#${evil}`, by: evil };
  const act = {
    kind: 'room',
    room: evil,
    by: evil,
    name: evil,
    role: null,
    why: evil,
    flags: null,
    addedBy: null,
    gone: false,
  } as const;
  const more = { until: Number.MAX_VALUE, topic: evil, seconds: 1, message: 1 };
  const messages = new KnownMessages();
  messages.shown({ id: 1, from: evil, conversation: evil, text: evil, own: false });
  const texts = [
    showRooms(shown, { rooms: [room], more: false }),
    ...showInside(shown, room, now).split('\n'),
    ...showMembers(shown, { ...room, madeAt: null, people: [member], more: false }, now).split(
      '\n',
    ),
    showBans(shown, [{ name: evil, until: Number.MAX_VALUE }], now),
    showPresences(shown, [person]),
    showBlocks(shown, [evil]),
    ...showAudit(shown, evil, [
      {
        ...{ id: 1, at: Number.MAX_VALUE, by: evil, byAccount: 1, what: evil, room: evil },
        ...{ whom: evil, whomAccount: 2, detail: evil },
      },
    ]).split('\n'),
    eventText({ kind: 'deleted', ...of }, 'alice', messages, now),
    eventText({ kind: 'reacted', ...of, emoji: evil, off: false }, 'alice', messages, now),
    eventText({ kind: 'blocked', name: evil, on: true }, 'alice', messages, now),
    ...(['kicked', 'banned', 'topic', 'pinned', 'invited', 'role', 'removed'] as const).map(
      (what) => eventText({ ...act, ...more, what }, 'alice', messages, now),
    ),
  ];
  for (const text of texts) {
    assert.ok(text.includes('^[[2J␤bob: forged'), text);
    assert.doesNotMatch(text, /[\x00-\x1f\u202e]/);
  }
});
