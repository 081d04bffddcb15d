/** What was pasted is told from what was typed, whatever the text has in it and however it comes. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { FakeClock } from '../../../test/support/controlled-network.ts';
import { BracketedPaste, PASTE_UNITS_MAX } from './bracketed-paste.ts';

const BEGIN = '\x1b[200~';
const END = '\x1b[201~';

let clock: FakeClock;
let paste: BracketedPaste;
let heard: string[];

beforeEach(() => {
  clock = new FakeClock();
  heard = [];
  paste = new BracketedPaste(
    {
      typed: (text) => heard.push(`typed ${text}`),
      pasted: (text) => heard.push(text === null ? 'too long' : `pasted ${text}`),
      unended: () => heard.push('unended'),
      dropped: () => heard.push('dropped'),
    },
    clock.after,
  );
});

/** What is heard of `reads`, once it is silent. */
function reading(...reads: string[]): string[] {
  for (const read of reads) paste.write(read);
  clock.pass(100);
  return heard.splice(0);
}

test('what is typed goes by at once, and around a paste in its order', () => {
  paste.write('abc\r');
  assert.deepEqual(heard.splice(0), ['typed abc\r']);
  assert.deepEqual(reading(`x${BEGIN}a\rb${END}y`), ['typed x', 'pasted a\rb', 'typed y']);
  assert.deepEqual(reading(BEGIN, END, '\r'), ['pasted ', 'typed \r']);
});

test('marks may be cut anywhere', () => {
  const whole = `${BEGIN}one\r/exit\r${END}`;
  for (let at = 1; at < whole.length; at++) {
    assert.deepEqual(reading(whole.slice(0, at), whole.slice(at)), ['pasted one\r/exit\r']);
  }
  assert.deepEqual(reading(...whole), ['pasted one\r/exit\r']);
});

test('Escape, and other sequences, are keys', () => {
  assert.deepEqual(reading('\x1b'), ['typed \x1b']);
  assert.deepEqual(reading('\x1b[', 'A'), ['typed \x1b[A']);
});

describe('a text with marks in it', () => {
  for (const [what, text] of Object.entries({
    'an end': `a${END}\r/exit\r`,
    'an end and a beginning': `a${END}\r/exit\r${BEGIN}b`,
    'a beginning': `a${BEGIN}\r/exit\r`,
    many: `${END}${END}\r${BEGIN}${END}/exit\r${END}`,
  })) {
    test(`is one paste: ${what}`, () => {
      const whole = `${BEGIN}${text}${END}`;
      const expected = [`pasted ${text.replaceAll(END, '').replaceAll(BEGIN, '')}`];
      assert.deepEqual(reading(whole), expected);
      // In reads that are cut just behind a mark.
      assert.deepEqual(reading(...whole.split(/(?<=~)/)), expected);
      assert.deepEqual(reading(...whole), expected);
    });
  }
});

test('a paste without an end is told, and Ctrl-C drops it', () => {
  paste.write(`${BEGIN}abc`);
  clock.pass(1999);
  assert.deepEqual(heard, []);
  clock.pass(1);
  paste.write('exit\r');
  paste.write('\x03');
  assert.deepEqual(heard, ['unended']);
  clock.pass(2000);
  paste.write('\x03');
  assert.deepEqual(heard, ['unended', 'unended', 'dropped']);
  assert.deepEqual(heard.splice(0) && reading('list\r'), ['typed list\r']);
});

test('of a paste without bounds nothing is kept', () => {
  paste.write(BEGIN);
  for (let i = 0; i < 40; i++) paste.write('x'.repeat(PASTE_UNITS_MAX / 16));
  assert.deepEqual(reading(END), ['too long']);
  assert.deepEqual(reading(`${BEGIN}y${END}`), ['pasted y']);
});
