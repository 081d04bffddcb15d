/** What stands in a line: emphasis, code, links, mentions. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { mentionsOf } from '../../protocol/mentions.ts';
import { readSpans, type Span } from './spans.ts';

const TAGS = { strong: 'b', emphasis: 'i', struck: 's', code: 'code' } as const;

/** As elements. */
function marked(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      if (span.kind === 'text') return span.text;
      if (span.kind === 'link') return `<a>${span.text}</a>`;
      if (span.kind === 'mention') return `<@${span.name}>`;
      const inner = 'spans' in span ? marked(span.spans) : span.text;
      return `<${TAGS[span.kind]}>${inner}</${TAGS[span.kind]}>`;
    })
    .join('');
}

function kindsIn(spans: readonly Span[]): Span[] {
  return spans.flatMap((span) => ('spans' in span ? [span, ...kindsIn(span.spans)] : [span]));
}

function depthOf(spans: readonly Span[]): number {
  return Math.max(0, ...spans.map((span) => ('spans' in span ? 1 + depthOf(span.spans) : 0)));
}

function check(cases: Readonly<Record<string, string>>): void {
  for (const [line, shown] of Object.entries(cases)) {
    test(line, () => assert.equal(marked(readSpans(line)), shown));
  }
}

describe('emphasis', () => {
  check({
    '*so* it _is_': '<i>so</i> it <i>is</i>',
    '~~gone~~': '<s>gone</s>',
    '(**this**), "*that*"': '(<b>this</b>), "<i>that</i>"',
  });
});

describe('emphasis is nested', () => {
  check({
    '**very _much_ so**': '<b>very <i>much</i> so</b>',
    '**very *much***': '<b>very <i>much</i></b>',
    '***very** much*': '<i><b>very</b> much</i>',
    '***both***': '<b><i>both</i></b>',
    '_**both**_ ~~*gone*~~': '<i><b>both</b></i> <s><i>gone</i></s>',
    '*a *b* c*': '<i>a b c</i>',
    '*a **b c*': '<i>a **b c</i>',
    '**a `*b*` https://a.b/*c***': '<b>a <code>*b*</code> <a>https://a.b/</a><i>c</i></b>',
  });
});

describe('emphasis needs no spaces where a script has none', () => {
  check({
    'これは**「大事」**です': 'これは<b>「大事」</b>です',
    '**私のやりたかったこと。**だからするの。': '<b>私のやりたかったこと。</b>だからするの。',
    '这是*我想做的事。*所以继续。': '这是<i>我想做的事。</i>所以继续。',
    '문서는 **마크다운(Markdown)**을 씁니다': '문서는 <b>마크다운(Markdown)</b>을 씁니다',
    'ขอ**สำคัญ**มาก': 'ขอ<b>สำคัญ</b>มาก',
    '**重要**OK、OK**重要**です': '<b>重要</b>OK、OK<b>重要</b>です',
    '湾岸の**46%**を~~全部~~': '湾岸の<b>46%</b>を<s>全部</s>',
    '**これ*は**': '<b>これ*は</b>',
    葛\u{e0100}の事: '葛\u{e0100}の事',
  });
});

describe('is no emphasis', () => {
  for (const line of [
    ...[
      '2 * 3 * 4',
      '2*3*4',
      '2**3**4',
      'f**k s**t',
      'snake_case_name',
      '__init__',
      '資料_最終_版',
    ],
    ...['* a\n* b', '*a\nb*', '** a **', '****', '*', '~a~', '~~~a~~~', '*****a*****'],
    ...['¯\\_(ツ)_/¯', '\\*a\\*', ':* bye :*', '**kwargs, **more', '>_< and ^_^ -_- ._.'],
  ]) {
    test(line, () => assert.equal(marked(readSpans(line)), line));
  }
});

describe('code', () => {
  check({
    '`*a*` b': '<code>*a*</code> b',
    '``a`b`` `` ` ``': '<code>a`b</code> <code>`</code>',
    'say ```let x``` now': 'say <code>let x</code> now',
    '`a` `b': '<code>a</code> `b',
    '`a\nb`': '`a\nb`',
    '`https://a.b @bob`': '<code>https://a.b @bob</code>',
    'これは`code`です': 'これは<code>code</code>です',
  });
});

describe('a mention', () => {
  check({
    'Ask @bob.smith, or (@carol), @änne.': 'Ask <@bob.smith>, or (<@carol>), <@änne>.',
    '*@bob* **@carol**': '<i><@bob></i> <b><@carol></b>',
    'bob@example.org @abcdefghijklmnopqrstuvwxyz': 'bob@example.org @abcdefghijklmnopqrstuvwxyz',
    'https://a.b/@bob @bob': '<a>https://a.b/@bob</a> <@bob>',
    // The server has not told anybody.
    '_@bob_': '<i>@bob</i>',
  });
});

test('nothing turns letters round, and in code nothing turns at all', () => {
  assert.equal(marked(readSpans('invoice\u202efdp.exe')), 'invoice<U+202E>fdp.exe');
  assert.equal(marked(readSpans('\u202dabc')), '<U+202D>abc');
  assert.equal(marked(readSpans('שלום\u200f!')), 'שלום\u200f!');
  assert.equal(marked(readSpans('`a\u2067b`')), '<code>a<U+2067>b</code>');
});

const parts = fc.array(
  fc.constantFrom(
    ...['*', '**', '***', '_', '~~', '`', '``', '@bob', 'a', ' ', '\n', '(', ')', '.', '\\', '>'],
    ...['https://a.b/', '漢', '「', '。', 'ไ', '한', '👍', '\u202e', '\u0301', '𝒳', '\ud800', '\0'],
  ),
  { maxLength: 40 },
);
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  parts.map((all) => all.join('')),
);

test('nothing is lost but marks, nothing added, and three at most are nested', () => {
  fc.assert(
    fc.property(anything, (given) => {
      const spans = readSpans(given);
      const read = kindsIn(spans).map((span) =>
        span.kind === 'mention' ? `@${span.name}` : 'text' in span ? span.text : '',
      );
      const shown = read.join('').replaceAll('<U+202E>', '\u202e').replaceAll('<U+202D>', '\u202d');
      const bare = (text: string) =>
        text.replaceAll(/[*_~` ]|<U\+[0-9A-F]+>|\p{Bidi_Control}/gu, '');
      assert.equal(bare(shown), bare(given));
      assert.ok(depthOf(spans) <= 3);
    }),
    { numRuns: 1000 },
  );
});

test('what emphasises is in pairs: as many marks are left as would have none', () => {
  fc.assert(
    fc.property(parts, (all) => {
      const given = all.join('').replaceAll(/[`@]|https/g, '');
      const marks = (text: string) => text.match(/\*/g)?.length ?? 0;
      const left = kindsIn(readSpans(given)).map((span) => ('text' in span ? span.text : ''));
      assert.equal((marks(given) - marks(left.join(''))) % 2, 0);
    }),
  );
});

test('whoever is mentioned in plain words is whom the server counts', () => {
  const words = fc.array(fc.constantFrom('@', 'bob', '.', '-', '·', ' ', 'ä', '🐙', ',', '(', '+'));
  fc.assert(
    fc.property(words, (given) => {
      const text = given.join('');
      const shown = readSpans(text).flatMap((one) => (one.kind === 'mention' ? [one.name] : []));
      assert.deepEqual([...new Set(shown)], mentionsOf(text));
    }),
  );
});

test('and whoever is mentioned anywhere, the server has counted', () => {
  fc.assert(
    fc.property(parts, (all) => {
      const text = all.join('');
      const counted = mentionsOf(text);
      for (const span of kindsIn(readSpans(text))) {
        if (span.kind === 'mention') assert.ok(counted.includes(span.name), span.name);
      }
    }),
  );
});
