/** Search, compared with a model that looks at every message. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  ids,
  message,
  type Opened,
  openStore,
  temporaryFolder,
  texts,
} from '../../../test/support/store/stores.ts';
import type { SearchQuery } from '../../chat/stored/search.ts';

/** Words of several languages, some of them the same but for case, accents or width. */
const WORDS = [
  'lunch',
  'Lunch',
  'LUNCH',
  'crème',
  'creme',
  'Käse',
  'kase',
  'straße',
  'обед',
  'Обед',
  'μεσημέρι',
  'ΜΕΣΗΜΈΡΙ',
  'غداء',
  'ארוחה',
  'खाना',
  'ข้าว',
  '午',
  '饭',
  '午饭',
  '吃午饭了吗',
  'ランチ',
  'ﾗﾝﾁ',
  'コーヒー',
  'ひる',
  '점심',
  '점심을',
  'ｌｕｎｃｈ',
  '2024',
  '3.14',
  'a-b',
  "don't",
  'AND',
  'NEAR',
  '"',
  '*',
  '😀',
  '👩‍🍳',
  'it’s',
  'ﬁne',
  'fine',
  '&',
  '-',
  '€',
  '5€',
  '🎉!',
  'STRASSE',
  'Ελλάδα',
  'ΕΛΛΑΔΑΣ',
  'ελλαδας',
  'שָׁלוֹם',
  'שלום',
  'مُحَمَّد',
  'محمد',
  'น้ำ',
  'วันนี้อากาศดี',
  'อากาศ',
  'ກິນເຂົ້າ',
  'ເຂົ້າ',
];

const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff })
  .map((code) => String.fromCodePoint(code));

interface Kept {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Terms of a text as people see them: words without case and accents; single characters in scripts without spaces. */
function terms(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u0652]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replaceAll('ß', 'ss')
    .replace(/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/gu, ' $& ')
    .replace(/[\u0e00-\u0eff]\p{M}*/gu, ' $& ');
  return plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** Symbols as people see them: those that are words of their own, emoji and currencies. */
function signs(text: string): string[] {
  const apart = text.replace(/😀|👩|🍳|🎉|€/gu, ' $& ').split(' ');
  return apart.flatMap((word) =>
    /[\p{L}\p{N}]/u.test(word)
      ? []
      : Array.from(word).filter((one) => one !== '\u200d' && one !== '"'),
  );
}

function isNothing(phrase: string): boolean {
  return terms(phrase).length + signs(phrase).length === 0;
}

function occurs(phrase: string, text: string): boolean {
  const wanted = terms(phrase);
  const all = terms(text);
  const there = new Set(signs(text));
  if (!signs(phrase).every((sign) => there.has(sign))) return false;
  if (wanted.length === 0) return true;
  return all.some((_, start) => wanted.every((term, i) => all[start + i] === term));
}

function expected(kept: readonly Kept[], who: number, query: Partial<SearchQuery>): Kept[] {
  const { phrases = [], from = null, with: peer = null, beneath = null } = query;
  if (phrases.length > 0 && phrases.every(isNothing)) return [];
  return kept
    .filter(({ from: author, to }) => author === who || to === who)
    .filter(({ from: author }) => from === null || author === from)
    .filter(({ from: a, to }) => peer === null || (a === who ? to : a) === peer)
    .filter(({ id }) => beneath === null || id < beneath)
    .filter(({ text }) => phrases.every((phrase) => occurs(phrase, text)))
    .toReversed();
}

async function keep(one: Opened, from: number, to: number, text: string): Promise<Kept> {
  return { id: await one.stored(message(from, to, text)), from, to, text };
}

describe('search', () => {
  test('finds what the model finds', async (t) => {
    const one = await openStore(temporaryFolder(t));
    const kept: Kept[] = [];
    let hits = 0;
    const word = fc.constantFrom(...WORDS);
    const sentence = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
    const person = fc.integer({ min: 1, max: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(person, person, sentence), { maxLength: 12 }),
        person,
        fc.array(fc.oneof(word, sentence), { minLength: 1, maxLength: 2 }),
        fc.option(person),
        fc.option(person),
        fc.option(fc.nat({ max: 500 })),
        async (messages, who, phrases, from, peer, beneath) => {
          for (const [a, b, text] of messages) kept.push(await keep(one, a, b, text));
          for (const query of [
            { phrases, from: null, with: null, beneath: null, limit: 10 },
            { phrases, from, with: peer, beneath, limit: 10 },
          ]) {
            const found = expected(kept, who, query);
            const page = await one.search(who, phrases, query);
            const first = found.slice(0, 10);
            assert.deepEqual(
              texts(page),
              first.map(({ text }) => text),
            );
            assert.deepEqual(
              ids(page),
              first.map(({ id }) => id),
            );
            assert.equal(page?.more, found.length > 10);
            hits += found.length;
          }
        },
      ),
      { numRuns: 150 },
    );
    assert.ok(hits > 20, `${hits} found`);
  });

  test('treats any query as text', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await one.stored(message(1, 2, 'plain words here'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.string({ unit: anyCharacter }),
            fc.string({
              unit: fc.constantFrom(
                '"',
                '(',
                ')',
                '*',
                '^',
                ':',
                '{',
                '}',
                '+',
                '-',
                '\0',
                ' ',
                'a',
                'NEAR',
                '\ud800',
              ),
            }),
          ),
          { maxLength: 4 },
        ),
        async (phrases) => {
          const page = await one.search(1, phrases);
          assert.notEqual(page, null, JSON.stringify(phrases));
        },
      ),
      { numRuns: 200 },
    );
    assert.deepEqual(one.lines, []);
  });

  test('answers a query that is too long with no results', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await one.stored(message(1, 2, 'a'.repeat(10_000)));
    assert.deepEqual(texts(await one.search(1, ['a'.repeat(10_000)])), []);
    assert.deepEqual(
      texts(
        await one.search(
          1,
          Array.from({ length: 100 }, () => 'a'),
        ),
      ),
      [],
    );
  });

  test('respects a range of time', async (t) => {
    const one = await openStore(temporaryFolder(t));
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      const outcome = await one.append(message(1, 2, `word ${i}`));
      assert.ok(outcome.kind === 'durable');
      times.push(outcome.at);
      // Each message gets a time of its own.
      while (Date.now() <= outcome.at) await new Promise(setImmediate);
    }
    const [, second = 0, , fourth = 0] = times;
    const found = async (query: Partial<SearchQuery>) =>
      texts(await one.search(2, ['word'], query));
    assert.deepEqual(await found({ after: fourth }), ['word 4', 'word 3']);
    assert.deepEqual(await found({ before: second }), ['word 0']);
    assert.deepEqual(await found({ after: second, before: fourth }), ['word 2', 'word 1']);
    assert.deepEqual(await found({ after: fourth + 1, limit: 5 }), ['word 4']);
  });

  test('finds the messages of an author without words', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await one.stored(message(1, 2, 'mine'));
    await one.stored(message(2, 1, 'theirs'));
    await one.stored(message(1, 1, 'to myself'));
    assert.deepEqual(texts(await one.search(1, [], { from: 2 })), ['theirs']);
    assert.deepEqual(texts(await one.search(1, [], { with: 1 })), ['to myself']);
    assert.deepEqual(texts(await one.search(2, [])), ['theirs', 'mine']);
  });

  test('finds nothing in conversations of others', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await one.stored(message(1, 2, 'secret'));
    for (const trick of [
      'secret',
      'secret" OR who : "p1',
      'p1',
      'f1',
      'who:p1',
      'secret) OR (p1',
    ]) {
      assert.deepEqual(texts(await one.search(3, [trick])), [], trick);
      assert.deepEqual(texts(await one.search(12, [trick], { from: 1 })), [], trick);
    }
  });

  test('finds in texts of every kind and length', async (t) => {
    const one = await openStore(temporaryFolder(t));
    const long = `${'x'.repeat(100_000)} ${'午'.repeat(20_000)} end`;
    await one.stored(message(1, 2, long));
    await one.stored(message(1, 2, 'with\0a NUL'));
    await one.stored(message(1, 2, '\ufdfa'.repeat(60_000)));
    assert.deepEqual(ids(await one.search(2, ['午午 end']))?.length, 1);
    assert.deepEqual(texts(await one.search(2, ['nul'])), ['with\0a NUL']);
  });
});

test('accounts take turns: many queries of one delay neither the others nor the shutdown', async (t) => {
  const one = await openStore(temporaryFolder(t));
  await one.stored(message(1, 2, 'lunch'));
  const answers: string[] = [];
  const ask = async (account: number) => {
    const page = await one.search(account, ['lunch']);
    answers.push(`${account}: ${page === null ? 'nothing now' : texts(page)}`);
  };
  const many = Array.from({ length: 500 }, () => ask(1));
  await ask(2);
  assert.equal(answers.at(-1), '2: lunch');
  assert.ok(answers.length < 400, `${answers.length} came before`);
  await one.close();
  await Promise.all(many);
  assert.equal(answers.length, 501);
});
