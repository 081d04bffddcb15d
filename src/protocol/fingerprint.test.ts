import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatFingerprint, isFingerprint } from './fingerprint.ts';

const digest = Uint8Array.from({ length: 32 }, (_, i) => i * 8);

test('a fingerprint is SHA256: and the hash in base64 without padding, as ssh writes it', () => {
  assert.equal(formatFingerprint(digest), 'SHA256:AAgQGCAoMDhASFBYYGhweICIkJigqLC4wMjQ2ODo8Pg');
});

test('what is not one is told apart', () => {
  const good = formatFingerprint(digest);
  assert.equal(isFingerprint(good), true);
  const bad = ['', 'SHA256:', good.slice(0, -1), `${good}=`, `${good}A`, good.slice(7)];
  bad.push(good.replace('SHA256', 'sha256'), good.replace('AAg', 'A!g'), `${good.slice(0, -1)}h`);
  for (const text of bad) assert.equal(isFingerprint(text), false, text);
});
