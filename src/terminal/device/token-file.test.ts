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

test('a token is shared; who is refused with one does not forget what another has come by since', () => {
  const file = join(folder, 'shared');
  const [ours, theirs] = [new TokenFile(file), new TokenFile(file)];
  ours.keep('host:1', 'bob', 'cwt_a');
  assert.equal(theirs.find('host:1', 'bob'), 'cwt_a');
  theirs.keep('host:1', 'bob', 'cwt_b');
  ours.forget('host:1', 'bob', 'cwt_a');
  assert.equal(ours.find('host:1', 'bob'), 'cwt_b');
  ours.forget('host:1', 'bob', 'cwt_b');
  assert.equal(theirs.find('host:1', 'bob'), null);
});

test('a file of the versions that gave a token to one process is read', () => {
  const file = join(folder, 'older');
  writeFileSync(file, `host:1 bob cwt_a ${process.ppid}\nhost:1 bob cwt_b 0\n`);
  const tokens = new TokenFile(file);
  assert.equal(tokens.find('host:1', 'bob'), 'cwt_a');
  tokens.forget('host:1', 'bob', 'cwt_a');
  assert.equal(tokens.find('host:1', 'bob'), 'cwt_b');
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
