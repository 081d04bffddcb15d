import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hashOf, NOWHERE, type Place, placeOf } from './place.ts';

describe('a place in the address', () => {
  const places: [string, Place][] = [
    ['#message-123', { kind: 'message', id: 123 }],
    ['#in=bob', { kind: 'conversation', name: 'bob' }],
    ['#in=%23lunch', { kind: 'conversation', name: '#lunch' }],
    ['#in=%E6%9D%8E', { kind: 'conversation', name: '李' }],
    ['#in=%23100%25', { kind: 'nowhere' }],
    ['#in=100%25', { kind: 'conversation', name: '100%' }],
  ];
  for (const [hash, place] of places) {
    test(`${hash} is ${JSON.stringify(place)}`, () => {
      assert.deepEqual(placeOf(hash), place);
      if (place.kind !== 'nowhere') assert.equal(hashOf(place), hash);
    });
  }

  test('may be written without escapes', () => {
    assert.deepEqual(placeOf('#in=#lunch'), { kind: 'conversation', name: '#lunch' });
    assert.deepEqual(placeOf('#in=李'), { kind: 'conversation', name: '李' });
  });

  const nothing = [
    ...['', '#', '#in=', '#in=%', '#in=a%20b', '#in=%23', '#in=%E2%80%AEbob', '#in=Success'],
    ...['#message-', '#message-0', '#message--1', '#message-1e3', '#message-9999999999999999'],
    ...['#message-1x', '# message-1', `#in=${'x'.repeat(21)}`, `#in=${'x'.repeat(100_000)}`],
  ];
  for (const hash of nothing) {
    test(`${hash.slice(0, 40)} is nowhere`, () => assert.deepEqual(placeOf(hash), NOWHERE));
  }
});
