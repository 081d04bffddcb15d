import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { TokenFile } from './token-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'chinwag-tokens-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('tokens are found by server and name, replaced and forgotten', () => {
  const tokens = new TokenFile(join(folder, 'deep', 'chinwag', 'tokens'));
  assert.equal(tokens.find('host:1', 'bob'), null);
  tokens.keep('host:1', 'bob', 'cwt_a');
  tokens.keep('HOST:2', 'bob', 'cwt_b');
  tokens.keep('host:1', 'carol', 'cwt_c');
  tokens.keep('host:1', 'Bob', 'cwt_d');
  assert.equal(tokens.find('host:1', 'bob'), 'cwt_d');
  assert.equal(tokens.find('host:2', 'bob'), 'cwt_b');
  tokens.forget('host:1', 'bob');
  tokens.forget('host:9', 'carol');
  assert.equal(tokens.find('host:1', 'bob'), null);
  assert.equal(tokens.find('host:1', 'carol'), 'cwt_c');
});

test('a token is for one process at a time, and free when that has ended or released it', () => {
  const file = join(folder, 'shared');
  const ours = new TokenFile(file);
  const theirs = new TokenFile(file, process.ppid);
  ours.keep('host:1', 'bob', 'cwt_a');
  assert.equal(theirs.find('host:1', 'bob'), null);
  theirs.keep('host:1', 'bob', 'cwt_b');
  assert.equal(ours.find('host:1', 'bob'), 'cwt_a');
  ours.forget('host:1', 'bob');
  assert.equal(theirs.find('host:1', 'bob'), 'cwt_b');
  theirs.release('host:1', 'bob');
  assert.equal(ours.find('host:1', 'bob'), 'cwt_b');
  // No process has such a number.
  writeFileSync(file, 'host:1 bob cwt_c 999999999\n');
  assert.equal(ours.find('host:1', 'bob'), 'cwt_c');
});

test('the file is its owner’s alone, also where it was not', () => {
  const file = join(folder, 'open');
  writeFileSync(file, '', { mode: 0o644 });
  chmodSync(file, 0o644);
  new TokenFile(file).keep('host:1', 'bob', 'cwt_a');
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('what makes no sense in it means nothing, and a token that is none is not written', () => {
  const file = join(folder, 'strange');
  const tokens = new TokenFile(file);
  writeFileSync(file, '# a b\nhost:1 bob\n\nhost:1 bob cwt_a\nhost:1');
  assert.equal(tokens.find('host:1', 'bob'), 'cwt_a');
  tokens.keep('host:1', 'eve', 'a\nhost:1 bob cwt_stolen');
  assert.equal(tokens.find('host:1', 'bob'), 'cwt_a');
  assert.doesNotMatch(readFileSync(file, 'utf8'), /stolen/);
});
