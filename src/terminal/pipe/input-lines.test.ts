/** What is made of lines of standard input, however they are encoded. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineReader } from '../../protocol/line-reader.ts';
import { InputLines } from './input-lines.ts';

/** What `input` says, and what was complained of, when it arrives `bytes` at a time. */
function read(input: Uint8Array, bytes = 1): { said: unknown[]; complaints: string[] } {
  const complaints: string[] = [];
  const reader = new LineReader(1024);
  const lines = new InputLines((text) => complaints.push(text));
  const said: unknown[] = [];
  const take = (): void => {
    while (reader.next()) {
      const line = lines.read(reader);
      said.push('answer' in line ? line.answer : line);
    }
  };
  for (let at = 0; at < input.length; at += bytes) {
    reader.push(input.subarray(at, at + bytes));
    take();
  }
  reader.finish();
  take();
  lines.end();
  return { said, complaints };
}

const LATIN_1 = 'is it ISO-8859-1? iconv -f ISO-8859-1 -t UTF-8 converts it';
const UTF_16 = 'is it UTF-16? iconv -f UTF-16 -t UTF-8 converts it';

test('UTF-8 is read however it is cut, with a byte order mark before it or without', () => {
  const input = Buffer.from('\ufefflogin müller\r\nsendto müller \ufeff€🎈\0\n');
  for (const bytes of [1, 2, 3, 5, 7, 1000]) {
    assert.deepEqual(read(input, bytes), {
      said: [
        { kind: 'login', name: 'müller' },
        { kind: 'sendto', name: 'müller', text: '\ufeff€🎈\0' },
      ],
      complaints: [],
    });
  }
});

test('what is not UTF-8 gets the answer of a bad line of its kind, and one explanation', () => {
  const overlong = '\xc0\xaf';
  const surrogate = '\xed\xa0\x80';
  const cut = '\xe2\x82';
  const lines = ['list', 'login m\xfcller', `sendto bob ${overlong}`, `sendto bob ${surrogate}`];
  const input = Buffer.from([...lines, `login ${cut}`, 'list \xff', '\xff'].join('\n'), 'latin1');
  assert.deepEqual(read(input), {
    said: [
      { kind: 'list' },
      ...['Bad username', 'Bad message', 'Bad message', 'Bad username'],
      ...['Invalid command', 'Invalid command'],
    ],
    complaints: [
      `standard input, line 2: is not UTF-8, and was not sent (${LATIN_1})`,
      'standard input: 6 lines like line 2 were not sent',
    ],
  });
});

test('UTF-16 is called by its name, with a mark or without', () => {
  const input = 'login alice\nlist\n';
  for (const [mark, why] of [
    ['\ufeff', 'is not UTF-8'],
    ['', 'has NUL characters'],
  ]) {
    const little = Buffer.from(mark + input, 'utf16le');
    const big = Buffer.from(mark + input, 'utf16le').swap16();
    for (const bytes of [little, big]) {
      const { said, complaints } = read(bytes);
      assert.ok(
        said.every((answer) => answer === 'Invalid command'),
        JSON.stringify(said),
      );
      assert.equal(complaints[0], `standard input, line 1: ${why}, and was not sent (${UTF_16})`);
    }
  }
});

test('a line that is too long is refused as such, wherever it was cut off', () => {
  assert.deepEqual(read(Buffer.from(`sendto bob ${'€'.repeat(1000)}`)), {
    said: ['Bad message'],
    complaints: [],
  });
});
