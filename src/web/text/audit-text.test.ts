/** What was done, in words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditEntry } from '../../client/browser.ts';
import { auditedMessage, auditReason, auditText } from './audit-text.ts';

function entry(what: string, more: Partial<AuditEntry> = {}): AuditEntry {
  const who = { by: 'anna', byAccount: null, whom: null, whomAccount: null };
  return { id: 1, at: 0, ...who, what, room: '#lunch', detail: null, ...more };
}

test('what is done with people says with whom and why', () => {
  const ban = entry('ban', { whom: 'eve', detail: 'for an hour: too loud' });
  assert.equal(auditText(ban), 'anna banned eve');
  assert.equal(auditReason(ban), 'for an hour: too loud');
  assert.equal(auditedMessage(ban), null);
  const role = entry('role', { whom: 'ben', detail: 'moderator' });
  assert.equal(auditText(role), 'anna gave ben the role moderator');
  assert.equal(auditReason(role), null);
});

test('what is done with a message leads to it', () => {
  const pin = entry('pin', { detail: '12' });
  assert.equal(auditText(pin), 'anna pinned a message');
  assert.equal(auditedMessage(pin), 12);
  assert.equal(auditReason(pin), null);
});

test('who is gone has a number', () => {
  const kick = entry('kick', { by: '', byAccount: 7, whomAccount: 8 });
  assert.equal(
    auditText(kick),
    '(somebody who is gone, number 7) put (somebody who is gone, number 8) out',
  );
});

test('what a later server has is told as it comes', () => {
  const odd = entry('toString', { by: '', whom: 'ben', detail: '12' });
  assert.equal(auditText(odd), '(somebody who is gone): toString ben');
  assert.equal(auditedMessage(odd), null);
  assert.equal(auditReason(odd), '12');
});
