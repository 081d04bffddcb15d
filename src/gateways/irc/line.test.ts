import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { encodeTag, parseLine, parseTags } from './line.ts';

/** Examples of the parser tests that clients and servers share (github.com/ircdocs/parser-tests, msg-split). */
const examples: readonly (readonly [
  line: string,
  command: string,
  parameters: readonly string[],
  tags?: Readonly<Record<string, string>>,
])[] = [
  ['foo bar baz asdf', 'FOO', ['bar', 'baz', 'asdf']],
  [':coolguy foo bar baz asdf', 'FOO', ['bar', 'baz', 'asdf']],
  ['foo bar baz :asdf quux', 'FOO', ['bar', 'baz', 'asdf quux']],
  ['foo bar baz :', 'FOO', ['bar', 'baz', '']],
  ['foo bar baz ::asdf', 'FOO', ['bar', 'baz', ':asdf']],
  [':coolguy foo bar baz :  asdf quux ', 'FOO', ['bar', 'baz', '  asdf quux ']],
  [':coolguy PRIVMSG bar :lol :) ', 'PRIVMSG', ['bar', 'lol :) ']],
  [':coolguy foo bar baz :  ', 'FOO', ['bar', 'baz', '  ']],
  ['@a=b;c=32;k;rt=ql7 foo', 'FOO', [], { a: 'b', c: '32', k: '', rt: 'ql7' }],
  [
    '@a=b\\\\and\\nk;c=72\\s45;d=gh\\:764 foo',
    'FOO',
    [],
    { a: 'b\\and\nk', c: '72 45', d: 'gh;764' },
  ],
  ['@c;h=;a=b :quux ab cd', 'AB', ['cd'], { c: '', h: '', a: 'b' }],
  [':src JOIN #chan', 'JOIN', ['#chan']],
  [':src AWAY', 'AWAY', []],
  ['COMMAND   param1   :param2   param2', 'COMMAND', ['param1', 'param2   param2']],
  ['@tag1=value\\\\ntest COMMAND', 'COMMAND', [], { tag1: 'value\\ntest' }],
  ['@tag1=value\\1 COMMAND', 'COMMAND', [], { tag1: 'value1' }],
  ['@tag1=value1\\ COMMAND', 'COMMAND', [], { tag1: 'value1' }],
  ['@tag1=1;tag2=3;tag1=5 COMMAND', 'COMMAND', [], { tag1: '5', tag2: '3' }],
  ['MODE #channel +i ', 'MODE', ['#channel', '+i']],
  [
    '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17',
    '1',
    [...'23456789'].concat('10', '11', '12', '13', '14', '15', '16 17'),
  ],
];

describe('a line of IRC', () => {
  for (const [line, command, parameters, tags = {}] of examples) {
    test(JSON.stringify(line), () => {
      const read = parseLine(line);
      assert.equal(read?.command, command);
      assert.deepEqual(read.parameters, parameters);
      assert.deepEqual(Object.fromEntries(read.tags), tags);
    });
  }

  test('that is blank is none', () => {
    for (const line of ['', ' ', '   ', ':source', ':source ', '@tag=1', '@tag=1 ']) {
      assert.equal(parseLine(line), null, JSON.stringify(line));
    }
  });

  test('may hold anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        const read = parseLine(line);
        if (read === null) return;
        assert.ok(read.command.length > 0 && !read.command.includes(' '));
        assert.ok(read.parameters.length <= 15);
        for (const one of read.parameters.slice(0, -1)) assert.ok(one !== '' && !one.includes(' '));
      }),
      { numRuns: 2000 },
    );
  });

  test('is read as it was composed', () => {
    const word = fc.string({ minLength: 1 }).filter((text) => /^[^:@ ][^ ]*$/.test(text));
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 14 }), fc.string(), (command, middle, last) => {
        const read = parseLine([command, ...middle, `:${last}`].join(' '));
        assert.equal(read?.command, command.toUpperCase());
        assert.deepEqual(read.parameters, [...middle, last]);
      }),
    );
  });

  test('has tags whose values come back as they were', () => {
    const value = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(value, (text) => {
        const tag = encodeTag('key', text);
        assert.doesNotMatch(tag, /[ ;\r\n\0]/);
        assert.equal(parseTags(tag).get('key'), text);
      }),
    );
  });
});
