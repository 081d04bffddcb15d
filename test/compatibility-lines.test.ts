/** Typed lines keep the meaning they had in an earlier version; `npm run soak -- parsers` tries a million lines. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { earlierLines } from './support/compatibility/earlier-lines.ts';
import { EarlierPackage } from './support/compatibility/earlier-package.ts';
import { LinesComparison } from './support/compatibility/lines-comparison.ts';
import { chosenSeed, Random } from './support/random.ts';

const LINES = 5000;

const seed = chosenSeed();

describe(`what is typed, from TEST_SEED=${seed},`, () => {
  const earlier = new EarlierPackage();
  let comparison: LinesComparison;

  before(async () => {
    comparison = new LinesComparison(await earlierLines(earlier), new Random(seed));
  });
  after(() => earlier[Symbol.dispose]());

  test('is read as the same command with the same arguments', () => {
    const tally = comparison.parse(LINES);
    // Of each command some lines were good.
    assert.ok(tally.size > 50, JSON.stringify([...tally]));
  });

  test('is completed to the same', () => comparison.complete(LINES));

  test('is the same to somebody who is written to, and of the same message', () =>
    comparison.write(LINES));

  test('is explained in the same words', () => comparison.explain(LINES / 10));
});
