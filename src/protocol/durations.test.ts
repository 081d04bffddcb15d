import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isDuration, parseSeconds } from './durations.ts';

test('a duration is a whole number and a unit', () => {
  const cases: Readonly<Record<string, number | null>> = {
    '30s': 30,
    '10m': 600,
    '2h': 7200,
    '7d': 604_800,
    '0s': 0,
    '007s': 7,
    '': null,
    '30': null,
    s: null,
    '1.5h': null,
    '-1s': null,
    '1 s': null,
    '1S': null,
    '1w': null,
    '1h30m': null,
    '１s': null,
    '999999999d': null,
    [`${'9'.repeat(400)}s`]: null,
  };
  for (const [word, seconds] of Object.entries(cases)) {
    assert.equal(parseSeconds(word, 0, 1_000_000), seconds, word);
  }
});

test('a duration is from the least to the most, both of them included', () => {
  for (const [seconds, fits] of [
    [59, false],
    [60, true],
    [120, true],
    [121, false],
  ] as const) {
    assert.equal(parseSeconds(`${seconds}s`, 60, 120), fits ? seconds : null);
  }
});

test('what can be read looks like a duration, and what is too long for one does too', () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom('s', 'm', 'h', 'd'), (number, unit) => {
      const word = `${number}${unit}`;
      assert.ok(isDuration(word));
      const factor = { s: 1, m: 60, h: 3600, d: 86_400 }[unit];
      const fits = String(number).length <= 9;
      assert.equal(parseSeconds(word, 0, Number.MAX_SAFE_INTEGER), fits ? number * factor : null);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (word) => {
      if (parseSeconds(word, 0, Number.MAX_SAFE_INTEGER) !== null) assert.ok(isDuration(word));
    }),
  );
});
