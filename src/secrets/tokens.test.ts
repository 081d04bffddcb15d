import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invitationMeant } from '../protocol/invitation-code.ts';
import { digest, newCode, newToken } from './tokens.ts';

const many = (make: () => string) => new Set(Array.from({ length: 1000 }, make));

test('tokens have 256 bits behind a prefix, and differ', () => {
  const tokens = many(newToken);
  assert.equal(tokens.size, 1000);
  for (const token of tokens) assert.match(token, /^cwt_[A-Za-z0-9_-]{43}$/);
});

test('codes have 80 bits in groups without letters that look like digits, and differ', () => {
  const codes = many(newCode);
  assert.equal(codes.size, 1000);
  const group = '[0-9A-HJKMNP-TV-Z]{4}';
  for (const code of codes) assert.match(code, new RegExp(`^${group}(?:-${group}){3}$`));
  assert.equal(new Set([...codes].join('')).size, 33);
});

test('a code is known as people type it', () => {
  for (const code of many(newCode)) {
    assert.equal(invitationMeant(code), code);
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    assert.equal(invitationMeant(typed), code);
    assert.equal(invitationMeant(code.slice(1)), null);
    assert.equal(invitationMeant(`${code}0`), null);
  }
  for (const none of ['', 'U234-5678-9ABC-DEFG', '*'.repeat(16), ' '.repeat(1_000_000)]) {
    assert.equal(invitationMeant(none), null);
  }
});

test('a digest is SHA-256', () => {
  // FIPS 180-2, appendix B.1.
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  assert.equal(digest('abc'), Buffer.from(abc, 'hex').toString('base64url'));
});
