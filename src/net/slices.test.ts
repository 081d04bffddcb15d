/** Slices of the event loop, on a clock that only work advances. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { LOOK_WORK, type Sliced, Slices } from './slices.ts';

let time: number;
let looks: number;
let turns: (() => void)[];
let slices: Slices;
let done: string[];

beforeEach(() => {
  time = 1000;
  looks = 0;
  turns = [];
  done = [];
  slices = new Slices({
    now: () => {
      looks++;
      return time;
    },
    nextTurn: (next) => turns.push(next),
  });
});

/** A connection with `left` commands to execute, each with this work and time. */
class Busy implements Sliced {
  readonly name: string;
  left: number;
  readonly work: number;
  readonly ms: number;

  constructor(name: string, left: number, work: number, ms: number) {
    this.name = name;
    this.left = left;
    this.work = work;
    this.ms = ms;
  }

  /** Runs on new input, or at the next slice. */
  nextSlice(): void {
    slices.begin();
    let executed = 0;
    while (this.left > 0) {
      if (slices.left <= 0 && !slices.goesOn()) {
        slices.wait(this);
        break;
      }
      this.left--;
      executed++;
      time += this.ms;
      slices.left -= this.work;
    }
    done.push(`${this.name} ${executed}`);
  }
}

function turn(): void {
  const [next] = turns.splice(0, 1);
  assert.deepEqual(turns, [], 'one turn is asked for at a time');
  next?.();
}

test('few messages are executed without a look at the clock', () => {
  new Busy('a', LOOK_WORK, 1, 1).nextSlice();
  assert.deepEqual([done, looks, turns.length], [[`a ${LOOK_WORK}`], 0, 0]);
});

test('a burst is executed in slices, and a newcomer gets its turn between two of them', () => {
  const burst = new Busy('burst', 40, LOOK_WORK, 1);
  burst.nextSlice();
  assert.ok(burst.left > 30 && burst.left < 40);
  for (let i = 0; burst.left > 0; i++) {
    new Busy(`other ${i}`, 1, 1, 0).nextSlice();
    turn();
  }
  assert.equal(done.filter((one) => one.startsWith('burst')).length, done.length / 2 + 0.5);
  assert.equal(turns.length, 0, 'nothing is asked for when nobody has more to do');
});

test('waiting connections take turns, even where one turn is too short for all', () => {
  const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => new Busy(name, 12, LOOK_WORK, 2));
  for (const one of all) one.nextSlice();
  done = [];
  while (turns.length > 0) {
    const before = time;
    turn();
    assert.ok(time - before <= 14, 'a turn has an end');
  }
  assert.ok(all.every(({ left }) => left === 0));
  const order = done.map(([name]) => name).join('');
  assert.ok(order.startsWith('abcdefgabcdefg'), order);
});

test('each executes at least one command, however long that takes', () => {
  const slow = [new Busy('a', 3, LOOK_WORK, 1000), new Busy('b', 3, LOOK_WORK, 1000)];
  for (const one of slow) one.nextSlice();
  for (let i = 0; i < 8; i++) turn();
  assert.ok(slow.every(({ left }) => left === 0));
});
