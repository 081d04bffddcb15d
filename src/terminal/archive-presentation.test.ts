import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  showFound,
  showHistory,
  showInvitation,
  showSessions,
  showUnread,
  unreadNotice,
} from './archive-presentation.ts';
import { Palette } from './palette.ts';
import { Presentation } from './presentation.ts';

const shown = new Presentation(new Palette(false));
const at = new Date(2026, 10, 23, 4, 5).getTime();
const message = { id: 7, at, from: 'bob', to: 'alice', text: 'Hi' };

describe('messages', () => {
  test('of a conversation have their time, and how to see those before', () => {
    const page = { messages: [message, { ...message, id: 9 }], more: true };
    assert.equal(
      showHistory(shown, 'bob', page),
      '2026-11-23 04:05 bob: Hi\n2026-11-23 04:05 bob: Hi\n* more: history bob before 7',
    );
    assert.equal(
      showHistory(shown, 'bob', { messages: [], more: false }),
      '* no messages with bob',
    );
  });
  test('that were found say to whom, and how to find older ones', () => {
    const page = { messages: [message], more: true };
    assert.equal(
      showFound(shown, page),
      `2026-11-23 04:05 bob → alice: Hi\n* more: the same with before:${new Date(at).toISOString()}`,
    );
    assert.equal(showFound(shown, { messages: [], more: false }), '* nothing found');
  });
  test('that were found come newest first; older ones are before the last, which may share its time', () => {
    const messages = [{ ...message, at: at + 60_000 }, message];
    const hint = showFound(shown, { messages, more: true }).split('\n').at(-1);
    assert.equal(hint, `* more: the same with before:${new Date(at + 1).toISOString()}`);
  });
  test('have their date only where it is not today', () => {
    const later = new Date(2026, 10, 23, 23, 59);
    const tomorrow = new Date(2026, 10, 24, 0, 0);
    assert.equal(shown.message('bob', 'Hi', new Date(at), later), '04:05 bob: Hi');
    assert.equal(shown.message('bob', 'Hi', new Date(at), tomorrow), '2026-11-23 04:05 bob: Hi');
    assert.equal(shown.messageTo(message, new Date(at), later), '04:05 bob → alice: Hi');
  });
});

test('what is unread, counted as far as the server does', () => {
  const bob = { with: 'bob', count: 2, newest: 5 };
  const carol = { with: 'carol', count: 1000, newest: 6 };
  assert.equal(showUnread(shown, [bob, carol]), 'bob  2\ncarol  1000+');
  assert.equal(showUnread(shown, []), '* nothing is unread');
  assert.equal(unreadNotice([]), null);
  assert.equal(unreadNotice([{ ...bob, count: 1 }]), '1 unread message: bob 1');
  assert.equal(unreadNotice([bob, carol]), '1002+ unread messages: bob 2, carol 1000+');
  const many = Array.from({ length: 13 }, (_, i) => ({ with: `n${i}`, count: 1, newest: i }));
  assert.match(unreadNotice(many) ?? '', /^13 unread messages: n0 1, .*n9 1 and 3 others$/);
});

test('devices', () => {
  const session = { id: 3, label: 'laptop', created: at, online: true, here: true };
  const sessions = [session, { ...session, id: 12, label: 'tablet', here: false, online: false }];
  assert.equal(
    showSessions(shown, sessions),
    ' 3  here    since 2026-11-23 04:05  laptop\n12  away    since 2026-11-23 04:05  tablet',
  );
});

test('what a hostile server says is shown as one safe line, whatever it is', () => {
  const evil = '\x1b[2J\nbob: forged';
  const safe = '^[[2J␤bob: forged';
  const strange = { id: 1, at: Number.MAX_SAFE_INTEGER, from: evil, to: evil, text: evil };
  const page = { messages: [strange], more: true };
  const texts = [
    showHistory(shown, evil, page).split('\n')[0],
    showFound(shown, page).split('\n')[0],
    showUnread(shown, [{ with: evil, count: 1, newest: 1 }]),
    unreadNotice([{ with: evil, count: 1, newest: 1 }]),
    showSessions(shown, [{ id: 1, label: evil, created: at, online: true, here: false }]),
    showInvitation(shown, evil, Number.MAX_SAFE_INTEGER),
  ];
  for (const text of texts) {
    assert.ok(text?.includes(safe), text ?? '');
    assert.doesNotMatch(text ?? '', /[\x00-\x1f]/);
  }
});
