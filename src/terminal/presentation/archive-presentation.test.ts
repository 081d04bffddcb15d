import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aPast } from '../../../test/support/controlled-network.ts';
import { KnownMessages } from '../conversation/known-messages.ts';
import {
  showConversations,
  showEdits,
  showFound,
  showInvitation,
  showReactions,
  showSessions,
  showUnread,
  unreadNotices,
} from './archive-presentation.ts';
import { MessageLines } from './message-lines.ts';
import { showPage } from './message-page.ts';
import { Palette } from './palette.ts';
import { Presentation } from './presentation.ts';

const shown = new Presentation(new Palette(false));
const lines = new MessageLines(shown, new KnownMessages(), () => 'alice');
const at = new Date(2026, 10, 23, 4, 5).getTime();
const message = aPast({ id: 7, at, from: 'bob', to: 'alice', text: 'Hi' });

describe('messages', () => {
  test('of a conversation have their time, and how to see those before', () => {
    const page = { messages: [message, { ...message, id: 12 }], more: true };
    assert.equal(
      showPage(shown, lines, 'history', page, { with: 'bob' }),
      '* 2026-11-23 04:05\n7   bob: Hi\n12  bob: Hi\n* more: history bob before 7',
    );
    assert.equal(
      showPage(shown, lines, 'history', { messages: [], more: false }, { with: 'bob' }),
      '* no messages with bob',
    );
  });
  test('that were found say to whom, and how to find older ones', () => {
    const page = { messages: [message], more: true };
    assert.equal(
      showFound(shown, lines, page),
      `* 2026-11-23 04:05\n7  bob → alice: Hi\n* more: the same with before:${new Date(at).toISOString()}`,
    );
    assert.equal(showFound(shown, lines, { messages: [], more: false }), '* nothing found');
  });
  test('that were found come newest first; older ones are before the last, which may share its time', () => {
    const messages = [{ ...message, at: at + 60_000 }, message];
    const hint = showFound(shown, lines, { messages, more: true }).split('\n').at(-1);
    assert.equal(hint, `* more: the same with before:${new Date(at + 1).toISOString()}`);
  });
  test('of a room, and around one of them', () => {
    const page = { messages: [{ ...message, to: '#lunch' }], more: false };
    assert.equal(showFound(shown, lines, page), '* 2026-11-23 04:05\n7  #lunch bob: Hi');
    assert.equal(
      showPage(shown, lines, 'pins', page, { room: '#lunch' }),
      '* 2026-11-23 04:05\n7  bob: Hi',
    );
    assert.equal(
      showPage(shown, lines, 'context', { with: '#lunch', ...page }, { message: 7 }),
      '* from #lunch; history #lunch shows the newest\n* 2026-11-23 04:05\n* 7: this one\n7  bob: Hi',
    );
    const none = { messages: [], more: false };
    assert.equal(
      showPage(shown, lines, 'history', none, { with: '#lunch' }),
      '* no messages in #lunch',
    );
    assert.equal(showPage(shown, lines, 'pins', none, { room: '#lunch' }), '* nothing is pinned');
    const more = { messages: [message], more: true };
    assert.equal(
      showPage(shown, lines, 'pins', more, { room: '#lunch' }),
      '* 2026-11-23 04:05\n7  bob: Hi\n* and others',
    );
  });
});

test('a page of messages of any conversations needs no view of its own', () => {
  const page = { messages: [{ ...message, id: 12 }, message], more: true };
  assert.equal(
    showPage(shown, lines, 'missed', page, { after: 1 }),
    '* 2026-11-23 04:05\n12  bob → alice: Hi\n7   bob → alice: Hi\n* and others',
  );
  const none = { messages: [], more: false };
  assert.equal(showPage(shown, lines, 'missed', none, { after: 1 }), '* no messages');
});

test('what became of a message', () => {
  assert.equal(
    showEdits(shown, [
      { at, text: 'Hy' },
      { at: at + 1, text: '* Success\nthere' },
    ]),
    '* 2026-11-23 04:05\n1  Hy\n* 2026-11-23 04:05\n2  * Success\n  there',
  );
  assert.equal(showEdits(shown, []), '* nothing is kept of it');
  const reactions = [
    { emoji: '👍', name: 'bob' },
    { emoji: '🎉', name: 'bob' },
    { emoji: '👍', name: 'carol' },
  ];
  assert.equal(showReactions(shown, reactions), '👍  bob, carol\n🎉  bob');
  assert.equal(showReactions(shown, []), '* nobody has reacted');
});

test('with whom there are messages, and since when there are no newer ones', () => {
  const bob = { with: 'bob', newest: 7, at };
  const page = { conversations: [bob, { ...bob, with: 'carol' }], more: true };
  assert.equal(
    showConversations(shown, page),
    '2026-11-23 04:05 bob\n2026-11-23 04:05 carol\n* and others',
  );
  const none = { conversations: [], more: false };
  assert.equal(showConversations(shown, none), '* you have written with nobody');
});

test('what is unread, counted as far as the server does', () => {
  const bob = { with: 'bob', count: 2, mentions: 0, newest: 5 };
  const carol = { with: 'carol', count: 1000, mentions: 0, newest: 6 };
  const lunch = { with: '#lunch', count: 12, mentions: 2, newest: 7 };
  assert.equal(showUnread(shown, [bob, carol]), 'bob  2 unread\ncarol  1000+ unread');
  assert.equal(showUnread(shown, [lunch]), '#lunch  12 unread, 2 mention you');
  assert.equal(showUnread(shown, []), '* nothing is unread');
  assert.deepEqual(unreadNotices([]), []);
  assert.deepEqual(unreadNotices([{ ...lunch, mentions: 1 }, carol]), [
    '#lunch: 12 unread, 1 mentions you',
    'carol: 1000+ unread',
  ]);
  const many = Array.from({ length: 13 }, (_, i) => ({ ...bob, with: `n${i}` }));
  assert.equal(unreadNotices(many).length, 11);
  assert.equal(unreadNotices(many).at(-1), 'and 3 others; unread shows them');
});

test('devices', () => {
  const session = { id: 3, label: 'laptop', created: at, online: true, here: true };
  const sessions = [session, { ...session, id: 12, label: 'tablet', here: false, online: false }];
  assert.equal(
    showSessions(shown, sessions),
    ' 3  here    since 2026-11-23 04:05  laptop\n12  away    since 2026-11-23 04:05  tablet',
  );
});

test('what a hostile server says is shown as safe lines, whatever it is; only texts have several, indented', () => {
  const evil = '\x1b[2J\nbob: forged';
  const safe = '^[[2J␤bob: forged';
  const strange = aPast({
    at: Number.MAX_SAFE_INTEGER,
    from: evil,
    to: evil,
    text: evil,
    reactions: [{ emoji: evil, count: 1, mine: false }],
  });
  const unread = { with: evil, count: 1, mentions: 1, newest: 1 };
  const page = { messages: [strange], more: true };
  const texts = [
    showPage(shown, lines, 'history', page, { with: evil }),
    showFound(shown, lines, page),
    showUnread(shown, [unread]),
    showConversations(shown, { conversations: [{ with: evil, newest: 1, at }], more: false }),
    unreadNotices([unread])[0],
    showPage(shown, lines, 'context', { with: evil, ...page }, { message: 1 }),
    showEdits(shown, [{ at, text: evil }]),
    showReactions(shown, [{ emoji: evil, name: evil }]),
    showSessions(shown, [{ id: 1, label: evil, created: at, online: true, here: false }]),
    showInvitation(shown, evil, Number.MAX_SAFE_INTEGER),
  ];
  for (const text of texts) {
    assert.ok(text?.includes(safe) || text?.includes('^[[2J\n  bob: forged'), text ?? '');
    assert.doesNotMatch(text ?? '', /[\x00-\x09\x0b-\x1f]|\nbob/);
  }
});
