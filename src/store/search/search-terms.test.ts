/** Which queries find which texts, in all scripts, with symbols, and regardless of case and accents. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { message, openStore, temporaryFolder, texts } from '../../../test/support/store/stores.ts';
import { parseSearch } from '../../protocol/search-query.ts';

/** A text; queries that find it; queries that do not. */
const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'rock & roll',
    ['rock & roll', '&', '"rock & roll"', 'rock roll', 'ROCK＆ROLL'],
    ['rock + roll'],
  ],
  ['what a party 🎉', ['party 🎉', '🎉', 'party🎉'], ['🎈', 'part']],
  ['that is 5 €', ['5 €', '5€', '€', '"5 €"'], ['5 $', '£']],
  ['only 7€!', ['7 €', '7€', '7€!'], ['8 €']],
  ['foo - baz', ['foo - baz', 'foo baz', '"foo baz"', '-', 'foo-baz'], ['foo -- bar']],
  ['C++ and c# :-)', ['C++', 'c++ c#', ':-)', ')'], [':-(', 'D++']],
  ['well...', ['well', 'well...', 'well…'], ['…']],
  ['… hm', ['...', '… hm'], []],
  ['a <b> </b> 1 < 2', ['<b>', '1 < 2', '<'], ['=']],
  ['👩‍🍳 cooks, 🇩🇰🇪🇸 eat 👍🏽', ['👩‍🍳', '🍳', '🇪🇸', '🇩🇰', '👍🏽', '👍'], ['🇰🇪', '👎', '👍🏿']],
  ['a ❤️ and 1️⃣', ['❤', '❤️', '1', '1️⃣'], ['2️⃣']],
  ['foo™ at 20℃', ['foo', 'foo™', '™', '20°C', '20 ℃'], ['fo']],
  ['from: x, to: y', ['x', '"from: x"', 'to: y'], []],
  ['¯\\_(ツ)_/¯', ['¯\\_(ツ)_/¯', 'ツ'], []],
  ['Ελλάδα', ['ελλαδα', 'ΕΛΛΑΔΑ', 'Ελλάδα', 'ελλάδα'], ['ελλαδας']],
  ['οδός', ['ΟΔΟΣ', 'οδοσ', 'όδος'], ['οδο']],
  ['Straße', ['STRASSE', 'strasse', 'straße', 'STRAẞE'], ['strase']],
  ['שָׁלוֹם', ['שלום', 'שָׁלוֹם'], ['שלו']],
  ['مُحَمَّد', ['محمد', 'مُحَمَّد', 'مـحـمـد'], ['محم']],
  ['قال أحمد', ['احمد', 'أحمد'], ['حمد']],
  ['می‌خواهم', ['میخواهم', 'می‌خواهم'], []],
  ['İstanbul, ISPARTA, ılık', ['istanbul', 'İSTANBUL', 'ısparta', 'ilik', 'ILIK'], []],
  ['Łódź, Ørsted, Đà Nẵng, œuvre', ['lodz', 'orsted', 'da nang', 'ŒUVRE', 'oeuvre'], []],
  ['ёлка, йод и война', ['елка', 'Ёлка', 'йод', 'ВОЙНА'], ['иод', 'воина']],
  ['naïve Zoë, Ｗｉｄｅ ﬁne', ['naive', 'zoe', 'wide', 'fine', 'NAÏVE'], []],
  ['हिन्दी की किताब', ['हिन्दी', 'किताब'], ['हिनद', 'कताब']],
  ['தமிழ் மொழி', ['தமிழ்', 'மொழி'], ['தமழ']],
  ['がっこう', ['がっこう', 'こう'], ['かっこう']],
  ['ﾊﾞﾅﾅ', ['バナナ'], ['ハナナ']],
  ['점심을 먹자', ['점심', '점심을', '먹자'], ['점자']],
  ['สวัสดีครับ วันนี้อากาศดีมาก', ['อากาศ', 'วันนี้อากาศดี', 'สวัสดี', 'ครับ'], ['อาหาร', 'วนน']],
  ['พรุ่งนี้ณัฐพลอยู่ไหน', ['ณัฐพล', 'อยู่'], ['ณัฐพร']],
  ['ดื่มน้ำ', ['น้ำ', 'น้ํา'], ['นำ']],
  ['ມື້ນີ້ພວກເຮົາກິນເຂົ້າ', ['ເຂົ້າ', 'ພວກເຮົາ', 'ກິນເຂົ້າ'], ['ນ້ຳ']],
  ['ខ្ញុំស្រឡាញ់ភាសាខ្មែរ', ['ភាសា', 'ខ្មែរ', 'ភាសាខ្មែរ'], ['ទឹក']],
  ['မြန်မာနိုင်ငံကိုချစ်တယ်', ['နိုင်ငံ', 'မြန်မာ'], ['ထမင်း']],
];

test('a search finds a text by its words, and by equivalent forms of them', async (t) => {
  const one = await openStore(temporaryFolder(t));
  const wrong: string[] = [];
  for (const [said, finding, others] of CASES) {
    const id = await one.stored(message(1, 2, said));
    const found = async (query: string): Promise<boolean> => {
      const parsed = parseSearch(query);
      assert.ok(typeof parsed === 'object', query);
      const page = await one.search(2, parsed.phrases, { beneath: id + 1, limit: 1 });
      return texts(page)?.[0] === said;
    };
    for (const query of [said.replaceAll(/from:|to:/g, ''), ...finding]) {
      if (!(await found(query))) wrong.push(`${query} does not find ${said}`);
    }
    for (const query of others) if (await found(query)) wrong.push(`${query} finds ${said}`);
  }
  assert.deepEqual(wrong, []);
});

test('a repeated word in a query counts at most four times, wherever it stands', async (t) => {
  const one = await openStore(temporaryFolder(t));
  await one.stored(message(1, 2, 'no ha ha ha, ho'));
  await one.stored(message(1, 2, 'ha ha ha ha ho'));
  await one.stored(message(1, 2, '哈哈哈哈，好'));
  const found = async (...phrases: string[]) => texts(await one.search(2, phrases));
  assert.deepEqual(await found('ha ha ha'), ['ha ha ha ha ho', 'no ha ha ha, ho']);
  assert.deepEqual(await found('ha ha ha ha'), ['ha ha ha ha ho']);
  assert.deepEqual(await found(`${'ha '.repeat(60)}hi`), ['ha ha ha ha ho']);
  assert.deepEqual(await found('哈'.repeat(63)), ['哈哈哈哈，好']);
  // Repeats count over all phrases; the other words count as before.
  assert.deepEqual(await found('ha ha', 'ha', 'ha', 'ha ha hi', 'no'), ['no ha ha ha, ho']);
  assert.deepEqual(await found('ha ha', 'ha', 'ha', 'ha', 'hi'), []);
});

/** A visible character. */
const SEEN = /[\p{L}\p{N}\p{S}\p{P}]/u;

test('the words of any text find it, alone and together', async (t) => {
  const one = await openStore(temporaryFolder(t));
  const character = fc.oneof(
    fc.constantFrom(
      ...' \t\n-&.,!:🎉€aAßςΣй\u0301\u0306\u200d\u200b\u00ad\u064b\u05b0ก้ำ가々ーﾞ´™\u{1f1e9}…',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
  );
  const said = fc
    .array(character, { minLength: 1, maxLength: 30 })
    .map((all) => all.join('').replaceAll(/["“”]|(?:from|with|before|after):/gi, ' '))
    .filter((text) => text.isWellFormed() && SEEN.test(text));
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(said, async (text) => {
      const id = await one.stored(message(1, 2, text));
      const parsed = parseSearch(text);
      assert.ok(typeof parsed === 'object');
      const words = parsed.phrases.filter((word) => SEEN.test(word));
      for (const phrases of [parsed.phrases, ...words.map((word) => [word])]) {
        const page = await one.search(2, phrases, { beneath: id + 1, limit: 1 });
        assert.deepEqual(texts(page), [text], JSON.stringify(phrases));
        tried++;
      }
    }),
    { numRuns: 400 },
  );
  assert.ok(tried > 400);
});
