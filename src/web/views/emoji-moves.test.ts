/** The keys among emoji. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { movedTo } from './emoji-moves.ts';

/** Two rows, the second with two; one row of three. */
const LENGTHS = [10, 3];

function move(group: number, at: number, key: string): string {
  const position = movedTo(LENGTHS, { group, at }, key, 8);
  return position ? `${position.group}.${position.at}` : String(position);
}

describe('among emoji', () => {
  test('arrows go along and across the rows, and from group to group', () => {
    assert.equal(move(0, 0, 'ArrowRight'), '0.1');
    assert.equal(move(0, 9, 'ArrowRight'), '1.0');
    assert.equal(move(1, 0, 'ArrowLeft'), '0.9');
    assert.equal(move(0, 1, 'ArrowDown'), '0.9');
    assert.equal(move(0, 5, 'ArrowDown'), '0.9');
    assert.equal(move(0, 9, 'ArrowDown'), '1.1');
    assert.equal(move(1, 1, 'ArrowUp'), '0.9');
    assert.equal(move(1, 2, 'ArrowUp'), '0.9');
    assert.equal(move(0, 9, 'ArrowUp'), '0.1');
  });

  test('the top leads out, and the end nowhere', () => {
    assert.equal(move(0, 7, 'ArrowUp'), 'null');
    assert.equal(move(0, 0, 'ArrowLeft'), 'null');
    assert.equal(move(1, 2, 'ArrowRight'), '1.2');
    assert.equal(move(1, 2, 'ArrowDown'), '1.2');
  });

  test('pages are groups', () => {
    assert.equal(move(0, 4, 'PageDown'), '1.0');
    assert.equal(move(1, 0, 'PageDown'), '1.2');
    assert.equal(move(1, 2, 'PageUp'), '1.0');
    assert.equal(move(1, 0, 'PageUp'), '0.0');
    assert.equal(move(1, 1, 'Home'), '0.0');
    assert.equal(move(0, 1, 'End'), '1.2');
    assert.equal(move(0, 1, 'a'), 'undefined');
  });

  test('no key leads to where nothing is', () => {
    const keys = ['Left', 'Right', 'Up', 'Down'].map((way) => `Arrow${way}`);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
        fc.array(fc.constantFrom(...keys, 'PageUp', 'PageDown', 'Home', 'End')),
        fc.integer({ min: 1, max: 12 }),
        (lengths, pressed, columns) => {
          let position = { group: 0, at: 0 };
          for (const key of pressed)
            position = movedTo(lengths, position, key, columns) ?? position;
          assert.ok(position.at >= 0 && position.at < (lengths[position.group] ?? 0));
        },
      ),
    );
  });
});
