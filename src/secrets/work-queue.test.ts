import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { WorkQueue } from './work-queue.ts';

/** A queue whose work is completed by hand; each piece is named by its group and a number. */
class Bench {
  readonly queue: WorkQueue;
  readonly begun: string[] = [];
  readonly dropped: string[] = [];
  readonly unwanted = new Set<string>();
  readonly #running: (() => void)[] = [];

  constructor(atOnce: number, waitingMax: number) {
    this.queue = new WorkQueue(atOnce, waitingMax);
  }

  get running(): number {
    return this.#running.length;
  }

  add(group: string, name: string): void {
    this.queue.add({
      group,
      wanted: () => !this.unwanted.has(name),
      begin: (finished) => {
        this.begun.push(name);
        this.#running.push(finished);
      },
      dropped: () => this.dropped.push(name),
    });
  }

  addMany(group: string, count: number): void {
    for (let i = 1; i <= count; i++) this.add(group, `${group}${i}`);
  }

  finishOne(): void {
    this.#running.shift()?.();
  }

  finishAll(): void {
    while (this.running > 0) this.finishOne();
  }
}

describe('work that waits', () => {
  test('takes turns by group, each in its order', () => {
    const bench = new Bench(1, 100);
    bench.addMany('a', 5);
    bench.addMany('b', 2);
    bench.addMany('c', 1);
    bench.finishAll();
    assert.deepEqual(bench.begun, ['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4', 'a5']);
  });

  test('is not begun once it is no longer wanted, and keeps no place', () => {
    const bench = new Bench(1, 2);
    bench.addMany('a', 3);
    bench.unwanted.add('a2').add('a3');
    bench.addMany('b', 2);
    assert.deepEqual(bench.dropped, ['a2', 'a3']);
    bench.unwanted.add('b1');
    bench.finishAll();
    assert.deepEqual(
      [bench.begun, bench.dropped],
      [
        ['a1', 'b2'],
        ['a2', 'a3', 'b1'],
      ],
    );
  });

  test('makes room above the limit for a group that has less', () => {
    const bench = new Bench(1, 4);
    bench.addMany('a', 6);
    assert.deepEqual(bench.dropped, ['a6']);
    bench.addMany('b', 3);
    assert.deepEqual(bench.dropped, ['a6', 'a5', 'a4', 'b3']);
    bench.addMany('c', 1);
    assert.deepEqual(bench.dropped.slice(4), ['a3']);
    bench.finishAll();
    assert.deepEqual(bench.begun, ['a1', 'a2', 'b1', 'c1', 'b2']);
  });

  test('is begun or dropped, each piece once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.nat(6),
        fc.array(fc.constantFrom('a', 'b', 'c', 'finish'), { maxLength: 80 }),
        (atOnce, waitingMax, steps) => {
          const bench = new Bench(atOnce, waitingMax);
          let added = 0;
          for (const step of steps) {
            if (step === 'finish') bench.finishOne();
            else bench.add(step, `${step}${++added}`);
            assert.ok(bench.running <= atOnce);
          }
          bench.finishAll();
          const ended = [...bench.begun, ...bench.dropped];
          assert.equal(ended.length, added);
          assert.equal(new Set(ended).size, added);
        },
      ),
    );
  });
});
