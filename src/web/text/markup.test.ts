/** What texts become, and that no text is lost, made into more than it says, or takes long. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { mentionsOf } from '../../protocol/mentions.ts';
import { readMarkup, readSpans, type Span } from './markup.ts';

function text(value: string): Span {
  return { kind: 'text', text: value };
}

/** What is seen of it. */
function seen(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      if ('spans' in span) return seen(span.spans);
      return span.kind === 'mention' ? `@${span.name}` : span.text;
    })
    .join('');
}

function kinds(spans: readonly Span[]): Span[] {
  return spans.flatMap((span) => ('spans' in span ? [span, ...kinds(span.spans)] : [span]));
}

describe('a line', () => {
  const cases: Readonly<Record<string, readonly Span[]>> = {
    'plain words': [text('plain words')],
    '*so* it is': [{ kind: 'emphasis', spans: [text('so')] }, text(' it is')],
    '**very _much_ so**': [
      {
        kind: 'strong',
        spans: [text('very '), { kind: 'emphasis', spans: [text('much')] }, text(' so')],
      },
    ],
    '~~gone~~': [{ kind: 'struck', spans: [text('gone')] }],
    '2 * 3 * 4': [text('2 * 3 * 4')],
    snake_case_name: [text('snake_case_name')],
    '`*a*` b': [{ kind: 'code', text: '*a*' }, text(' b')],
    'see https://example.org/a_b_c, please': [
      text('see '),
      { kind: 'link', href: 'https://example.org/a_b_c', text: 'https://example.org/a_b_c' },
      text(', please'),
    ],
    '(https://example.org/a_(b))': [
      text('('),
      { kind: 'link', href: 'https://example.org/a_(b)', text: 'https://example.org/a_(b)' },
      text(')'),
    ],
    'javascript:alert(1)': [text('javascript:alert(1)')],
    'https://': [text('https://')],
    '@bob, @änne': [
      { kind: 'mention', name: 'bob' },
      text(', '),
      { kind: 'mention', name: 'änne' },
    ],
    'bob@example.org': [text('bob@example.org')],
    // The server counts by the same names.
    'Ask @bob.smith, or (@carol).': [
      text('Ask '),
      { kind: 'mention', name: 'bob.smith' },
      text(', or ('),
      { kind: 'mention', name: 'carol' },
      text(').'),
    ],
    '@abcdefghijklmnopqrstuvwxyz': [text('@abcdefghijklmnopqrstuvwxyz')],
    '(see https://example.org/a.)': [
      text('(see '),
      { kind: 'link', href: 'https://example.org/a', text: 'https://example.org/a' },
      text('.)'),
    ],
  };
  for (const [line, spans] of Object.entries(cases)) {
    test(line, () => assert.deepEqual(readSpans(line), spans));
  }
});

test('blocks: paragraphs, quotes, code between fences', () => {
  assert.deepEqual(readMarkup('hi\nthere\n> you said\n> so\n```\nlet *x*\n```\nwell'), [
    { kind: 'paragraph', spans: [text('hi\nthere')] },
    { kind: 'quote', spans: [text('you said\nso')] },
    { kind: 'code', text: 'let *x*' },
    { kind: 'paragraph', spans: [text('well')] },
  ]);
  assert.deepEqual(readMarkup('```\nnever closed'), [
    { kind: 'paragraph', spans: [text('```\nnever closed')] },
  ]);
});

const anything = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        '*',
        '**',
        '_',
        '~~',
        '`',
        '@',
        'a',
        ' ',
        '\n',
        'https://a.b/',
        '> ',
        '```',
        '(',
        ')',
        '.',
      ),
    )
    .map((parts) => parts.join('')),
);

test('nothing is lost but marks, and links lead where a browser may go', () => {
  fc.assert(
    fc.property(anything, (given) => {
      const marks = /[*_~`]/g;
      const spans = readSpans(given);
      assert.equal(seen(spans).replace(marks, ''), given.replace(marks, ''));
      for (const span of kinds(spans)) {
        if (span.kind === 'link') assert.match(span.href, /^(?:https?:\/\/[^/]|mailto:)/);
      }
    }),
  );
});

test('the longest texts are read', () => {
  const LENGTH = 65_535;
  for (const part of [
    '*a* ',
    '**',
    '_a',
    '`',
    '`a` ',
    '@a ',
    'https://a.b/ ',
    '(',
    '> a\n',
    '```\n',
    '~~a~~ ',
    'a.',
    ')',
    '```a\n',
    '@a-',
    '.',
  ]) {
    for (const [start, end] of [
      ['', ''],
      ['https://a.b/', ''],
      ['https://a.b/', 'x'],
      ['@', ''],
    ] as const) {
      const given = start + part.repeat(Math.floor((LENGTH - 20) / part.length)) + end;
      assert.ok(readMarkup(given).length > 0, start + part);
    }
  }
});

test('whoever is mentioned in plain words is whom the server counts', () => {
  const words = fc.array(fc.constantFrom('@', 'bob', '.', '-', '·', ' ', 'ä', '🐙', ',', '(', '+'));
  fc.assert(
    fc.property(words, (parts) => {
      const given = parts.join('');
      const shown = readSpans(given).flatMap((one) => (one.kind === 'mention' ? [one.name] : []));
      assert.deepEqual([...new Set(shown)], mentionsOf(given));
    }),
  );
});
