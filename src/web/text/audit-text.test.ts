/** What was done, in words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditEntry } from '../../client/browser.ts';
import { auditedMessage, auditReason, auditText } from './audit-text.ts';

function entry(what: string, more: Partial<AuditEntry> = {}): AuditEntry {
  return { id: 1, at: 0, by: 'anna', what, room: '#lunch', whom: null, detail: null, ...more };
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

test('what a later server has is told as it comes', () => {
  const odd = entry('toString', { by: '', whom: 'ben', detail: '12' });
  assert.equal(auditText(odd), '(somebody who is gone): toString ben');
  assert.equal(auditedMessage(odd), null);
  assert.equal(auditReason(odd), '12');
});
