import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { RisingTimes } from './rising-times.ts';

describe('times', () => {
  test('are the clock’s, and rise where somebody spoke at that time already', () => {
    const times = new RisingTimes<string>();
    assert.equal(times.nextIn('a', 'b', 100), 100);
    assert.equal(times.nextIn('a', 'c', 100), 100, 'another conversation');
    assert.equal(times.nextIn('b', 'a', 100), 101, 'the same, from the other side');
    assert.equal(times.nextIn('#r', '#r', 100), 101, 'never back');
    assert.equal(times.nextIn('#r', '#r', 50), 102);
    assert.equal(times.next(100), 102);
    assert.equal(times.nextIn('a', 'b', 200), 200);
  });

  test('go on behind those of before a restart', () => {
    assert.equal(new RisingTimes(100).next(90), 100);
    assert.equal(new RisingTimes<string>(100).nextIn('a', 'b', 90), 101);
    assert.equal(new RisingTimes<string>(100).nextIn('a', 'b', 100), 101);
    assert.equal(new RisingTimes<string>(100).nextIn('a', 'b', 110), 110);
  });

  test('rise in every conversation, and never go back, whatever the clock does', () => {
    const message = fc.record({ one: fc.nat(3), other: fc.nat(3), at: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 100 }), fc.nat(20), (messages, start) => {
        let times = new RisingTimes<number>(start);
        let last = start;
        const spoken = new Map<string, number>();
        for (const [index, { one, other, at }] of messages.entries()) {
          // A restart now and then.
          if (index % 13 === 12) times = new RisingTimes(times.newest);
          const time = times.nextIn(one, other, at);
          const key = [one, other].sort().join();
          assert.ok(time >= last && time >= at && time > (spoken.get(key) ?? start));
          last = time;
          spoken.set(key, time);
        }
      }),
    );
  });
});
