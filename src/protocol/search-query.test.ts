import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type ParsedSearch, parseSearch } from './search-query.ts';

const NOTHING = { phrases: [], from: null, with: null, before: null, after: null };
const NOVEMBER = Date.UTC(2026, 10, 1);
const MIDDAY = Date.UTC(2026, 10, 1, 12, 30);

const found: Readonly<Record<string, Partial<ParsedSearch>>> = {
  lunch: { phrases: ['lunch'] },
  '  two \t words ': { phrases: ['two', 'words'] },
  '"as one" and two': { phrases: ['as one', 'and', 'two'] },
  '“as one”': { phrases: ['as one'] },
  'a"b c"d': { phrases: ['a', 'b c', 'd'] },
  'a "" " " b': { phrases: ['a', 'b'] },
  '"from:bob"': { phrases: ['from:bob'] },
  '中文　テスト': { phrases: ['中文', 'テスト'] },
  'https://example.org/?from:bob to:bob x-from:bob': {
    phrases: ['https://example.org/?from:bob', 'to:bob', 'x-from:bob'],
  },
  'lunch from:bob': { phrases: ['lunch'], from: 'bob' },
  'from:bob lunch with:Ann': { phrases: ['lunch'], from: 'bob', with: 'Ann' },
  'From:bob': { from: 'bob' },
  'from:o"neil "x y"': { phrases: ['x y'], from: 'o"neil' },
  'from:a:b': { from: 'a:b' },
  [`with:${'🎈'.repeat(20)}`]: { with: '🎈'.repeat(20) },
  'before:2026-11-01': { before: NOVEMBER },
  'after:2026-11-01': { after: NOVEMBER },
  'after:2024-02-29 before:2024-03-01': {
    after: Date.UTC(2024, 1, 29),
    before: Date.UTC(2024, 2, 1),
  },
  'before:2026-11-01T12:30': { before: MIDDAY },
  'before:2026-11-01T12:30:00Z': { before: MIDDAY },
  'before:2026-11-01t12:30:00z': { before: MIDDAY },
  'before:2026-11-01T12:30:05.25': { before: MIDDAY + 5250 },
  'before:2026-11-01T12:30:05.123456Z': { before: MIDDAY + 5123 },
  'before:2026-11-01T14:30+02:00': { before: MIDDAY },
  'before:2026-11-01T09:00-0330': { before: MIDDAY },
  'before:0001-01-01': { before: Date.parse('0001-01-01T00:00:00Z') },
  [Array.from({ length: 20 }, (_, i) => i).join(' ')]: {
    phrases: Array.from({ length: 20 }, (_, i) => String(i)),
  },
};

const DATE = 'needs a date such as 2026-11-01';
const NAME = 'a name has 1 to 20 characters, that of a room up to 64';

const wrong: Readonly<Record<string, string>> = {
  '': 'a search needs a word, a phrase or a filter',
  ' \t\u3000': 'a search needs a word, a phrase or a filter',
  '"" " "': 'a search needs a word, a phrase or a filter',
  '"not closed': 'a quotation mark is not closed',
  'a "b" "': 'a quotation mark is not closed',
  'from:"bob smith"': 'a quotation mark is not closed',
  'from:': `from: ${NAME}`,
  'from: bob': `from: ${NAME}`,
  [`with:${'x'.repeat(21)}`]: `with: ${NAME}`,
  'from:a from:a': 'from: is there twice',
  'with:a x with:b': 'with: is there twice',
  'before:2026-01-01 before:2026-01-02': 'before: is there twice',
  'after:2026-01-01 AFTER:2026-01-02': 'after: is there twice',
  'before:': `before: ${DATE}`,
  'before:yesterday': `before: ${DATE}`,
  'before:2026': `before: ${DATE}`,
  'before:2026-1-1': `before: ${DATE}`,
  'before:2026-13-01': `before: ${DATE}`,
  'before:2026-00-01': `before: ${DATE}`,
  'before:2026-02-29': `before: ${DATE}`,
  'before:2026-02-30': `before: ${DATE}`,
  'before:2026-04-31': `before: ${DATE}`,
  'before:2026-11-00': `before: ${DATE}`,
  'before:2026-11-01T24:00': `before: ${DATE}`,
  'before:2026-11-01T12:60': `before: ${DATE}`,
  'before:2026-11-01T12': `before: ${DATE}`,
  'before:2026-11-01Z': `before: ${DATE}`,
  'before:2026-11-01T12:30+25:00': `before: ${DATE}`,
  'after:２０２６-11-01': `after: ${DATE}`,
  [Array.from({ length: 21 }, (_, i) => i).join(' ')]:
    'a search has at most 20 words, phrases and filters',
  [`from:a ${'x '.repeat(20)}`]: 'a search has at most 20 words, phrases and filters',
  ['x'.repeat(1001)]: 'a search has at most 1000 characters',
};

describe('a search', () => {
  for (const [text, expected] of Object.entries(found)) {
    test(`finds by ${JSON.stringify(text)}`, () => {
      assert.deepEqual(parseSearch(text), { ...NOTHING, ...expected });
    });
  }
  for (const [text, expected] of Object.entries(wrong)) {
    test(`explains ${JSON.stringify(text.slice(0, 60))}`, () => {
      assert.equal(parseSearch(text), expected);
    });
  }
  test('may be as long as it may', () => {
    assert.deepEqual(parseSearch('x'.repeat(1000)), { ...NOTHING, phrases: ['x'.repeat(1000)] });
  });
});

describe('a date', () => {
  test('is its midnight in the zone, and so is a time without one', () => {
    const texts = ['after:2026-11-01', 'after:2026-11-01T00:00'];
    for (const text of texts) {
      assert.deepEqual(parseSearch(text, 120), { ...NOTHING, after: NOVEMBER - 2 * 3_600_000 });
      assert.deepEqual(parseSearch(text, -210), { ...NOTHING, after: NOVEMBER + 3.5 * 3_600_000 });
    }
    assert.deepEqual(parseSearch('after:2026-11-01T00:00Z', 120), { ...NOTHING, after: NOVEMBER });
  });

  const day = fc.integer({ min: -25_567, max: 50_000 });
  const zone = fc.integer({ min: -840, max: 840 });

  test('begins a day that ends where the next begins', () => {
    fc.assert(
      fc.property(day, zone, (number, minutes) => {
        const date = (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10);
        const text = `after:${date(number)} before:${date(number + 1)}`;
        const parsed = parseSearch(text, minutes);
        assert.ok(typeof parsed === 'object' && parsed.after !== null);
        assert.equal(parsed.after + minutes * 60_000, number * 86_400_000);
        assert.equal(parsed.before, parsed.after + 86_400_000);
      }),
    );
  });

  test('with a time is what Date says of it', () => {
    const times = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true });
    fc.assert(
      fc.property(times, zone, (time, minutes) => {
        const parsed = parseSearch(`before:${time.toISOString()}`, minutes);
        assert.deepEqual(parsed, { ...NOTHING, before: time.getTime() });
      }),
    );
  });
});

describe('whatever is typed', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(
      '"',
      ' ',
      ':',
      'from:',
      'with:bob',
      'before:',
      'after:2026-11-01',
      '“',
      '\u3000',
    ),
  );
  const typed = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

  test('is understood or explained, within the bounds', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseSearch(text);
        if (typeof parsed === 'string') {
          assert.match(parsed, /^[a-z0-9 :,-]+$/);
          return;
        }
        const { phrases, ...filters } = parsed;
        const given = Object.values(filters).filter((filter) => filter !== null);
        assert.ok(phrases.length + given.length >= 1 && phrases.length + given.length <= 20);
        for (const phrase of phrases) {
          assert.match(phrase, /\P{White_Space}/u);
          assert.doesNotMatch(phrase, /["“”]/);
          assert.ok(text.includes(phrase));
        }
        for (const time of [parsed.before, parsed.after]) {
          assert.ok(time === null || Number.isSafeInteger(time));
        }
      }),
    );
  });

  test('means the same written in another order', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.array(phrase, { minLength: 1, maxLength: 10 }),
        fc.constantFrom('from', 'with'),
        word,
        fc.nat(10),
        (phrases, filter, name, at) => {
          const terms = phrases.map((one) => (one.includes(' ') ? `"${one}"` : one));
          terms.splice(at, 0, `${filter}:${name}`);
          assert.deepEqual(parseSearch(terms.join(' ')), { ...NOTHING, phrases, [filter]: name });
        },
      ),
    );
  });
});
