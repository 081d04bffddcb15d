/** What texts become, and that no text is lost, made into more than it says, or takes long. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Block, readMarkup } from './markup.ts';
import { plainLine, plainReading } from './plain-reading.ts';

function paragraph(text: string): Block {
  return { kind: 'paragraph', spans: [{ kind: 'text', text }] };
}

function quote(...blocks: Block[]): Block {
  return { kind: 'quote', blocks };
}

function code(text: string): Block {
  return { kind: 'code', text };
}

function check(cases: readonly (readonly [string, ...Block[]])[]): void {
  for (const [given, ...blocks] of cases) {
    test(JSON.stringify(given), () => assert.deepEqual(readMarkup(given), blocks));
  }
}

describe('blocks', () => {
  check([
    [
      'hi\nthere\n> you said\n> so\n```\nlet *x*\n```\nwell',
      paragraph('hi\nthere'),
      quote(paragraph('you said\nso')),
      code('let *x*'),
      paragraph('well'),
    ],
    ['> a\n> > b\n> ```\n> c\n> ```', quote(paragraph('a'), quote(paragraph('b')), code('c'))],
    ['>_<\n>:(\n>>> x', paragraph('>_<\n>:(\n>>> x')],
  ]);
});

describe('code is between fences', () => {
  check([
    ['```js\nx\n```', code('x')],
    ['```js\r\nx\r\n```\r\ny', code('x'), paragraph('y')],
    ['````\n```\n````', code('```')],
    ['```\nx\n``` \ny', code('x'), paragraph('y')],
    // On one line, and where the code begins or ends on the line of a fence.
    ['```let x = 1```', code('let x = 1')],
    ['```let x = 1;\nlet y;\n```', code('let x = 1;\nlet y;')],
    ['```\nlet x;\nlet y;```\nz', code('let x;\nlet y;'), paragraph('z')],
    ['```\na\u202eb\n```', code('a<U+202E>b')],
    // Where there is no end, there is none.
    ['```\nnever closed', paragraph('```\nnever closed')],
    ['````\nx\n```', paragraph('````\nx\n```')],
    ['```', paragraph('```')],
  ]);
});

test('a text is read without its marks where it is a line or a notification', () => {
  const text =
    '> *so*\n**very** `x` ~~y~~ @bob https://a.b/\n```js\nlet z\n```\ninvoice\u202efdp.exe';
  assert.equal(plainReading(text), 'so\nvery x y @bob https://a.b/\nlet z\ninvoice<U+202E>fdp.exe');
  assert.equal(plainLine(text, 200), 'so very x y @bob https://a.b/ let z invoice<U+202E>fdp.exe');
  assert.equal(plainLine('👍'.repeat(300), 201).length, 201);
  assert.ok(plainLine('👍'.repeat(300), 201).isWellFormed());
});

test('nothing is lost of lines but marks, and what names the language of code', () => {
  const lines = fc.array(
    fc.constantFrom(
      '```',
      '````',
      '``` x y',
      '```z```',
      '> ',
      '> > ',
      '>',
      'a',
      'a```',
      ' ',
      '*a*',
      '',
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(lines, fc.constantFrom('\n', '\r\n'), (all, end) => {
      const given = all.join(end);
      const bare = (text: string) => text.replaceAll(/[\s>`*]/g, '');
      assert.equal(bare(plainReading(given)), bare(given));
    }),
    { numRuns: 1000 },
  );
});

test('whatever is sent is read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void readMarkup(text)),
  );
});

/** What takes a program long that looks back. A bound on hanging, and none on how fast the machine is. */
test('the longest texts are read', { timeout: 120_000 }, () => {
  const LENGTH = 65_535;
  for (const part of [
    ...[
      '*',
      '**',
      '*a',
      'a* ',
      '**a ',
      '_a_',
      '_a ',
      '~~a',
      '*a **b _c ~~d ',
      '漢*',
      '漢**',
      '漢_a ~~',
    ],
    ...['`', '`` ` ', '`a``b```c', '```\n', '```a\n', 'a```\n', '```a```', '```` \n', '   ```\n'],
    ...['> ', '> > > > > > > a\n', '> a\n', '>\n', '\n', '(', ')', '.', '@a ', '@a-', '@'],
    ...[
      'https://',
      'https://@',
      'https://a(',
      'https://a)',
      'https://a.b/ ',
      '*https://a.b/ ',
      'www.',
    ],
    ...['www.a.b)', '。https://a', '𝒳**', 'https://𝒳', '\u202e', '\u200c', '\ufffc'],
  ]) {
    for (const start of ['', 'https://a.b/', '*']) {
      const given = start + part.repeat(Math.floor((LENGTH - 20) / part.length));
      assert.ok(readMarkup(given).length > 0, start + part);
    }
  }
});
