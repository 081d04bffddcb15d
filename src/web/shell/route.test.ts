import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hashOf, NOWHERE, type Route, routeOf } from './route.ts';

describe('the address of the page', () => {
  const routes: [string, Route][] = [
    ['#message-123', { kind: 'message', id: 123 }],
    ['#in=bob', { kind: 'conversation', name: 'bob' }],
    ['#in=%23lunch', { kind: 'conversation', name: '#lunch' }],
    ['#in=%E6%9D%8E', { kind: 'conversation', name: '李' }],
    ['#in=%23100%25', { kind: 'nowhere' }],
    ['#in=100%25', { kind: 'conversation', name: '100%' }],
  ];
  for (const [hash, route] of routes) {
    test(`${hash} is ${JSON.stringify(route)}`, () => {
      assert.deepEqual(routeOf(hash), route);
      if (route.kind !== 'nowhere') assert.equal(hashOf(route), hash);
    });
  }

  test('may be written without escapes', () => {
    assert.deepEqual(routeOf('#in=#lunch'), { kind: 'conversation', name: '#lunch' });
    assert.deepEqual(routeOf('#in=李'), { kind: 'conversation', name: '李' });
  });

  const nothing = [
    ...['', '#', '#in=', '#in=%', '#in=a%20b', '#in=%23', '#in=%E2%80%AEbob', '#in=Success'],
    ...['#message-', '#message-0', '#message--1', '#message-1e3', '#message-9999999999999999'],
    ...['#message-1x', '# message-1', `#in=${'x'.repeat(21)}`, `#in=${'x'.repeat(100_000)}`],
  ];
  for (const hash of nothing) {
    test(`${hash.slice(0, 40)} is nowhere`, () => assert.deepEqual(routeOf(hash), NOWHERE));
  }
});
