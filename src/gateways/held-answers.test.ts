/** Answers leave in the order of their commands, whichever is ready first. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HeldAnswers } from './held-answers.ts';

test('answers leave in order, whenever they come', () => {
  // What a client does: a command that is answered later or at once, or an answer that comes to one of those under way.
  const step = fc.oneof(
    fc.constant('later' as const),
    fc.constant('at once' as const),
    fc.nat({ max: 20 }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 3000, size: 'max' }), (steps) => {
      const written: number[] = [];
      const answers = new HeldAnswers<number>((bytes) =>
        written.push(Buffer.from(bytes).readUInt32BE()),
      );
      const underWay: number[] = [];
      const say = (number: number) => {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(number);
        answers.answer(number, bytes);
      };
      let next = 0;
      const come = (at: number) => {
        const [number] = underWay.splice(at % underWay.length, 1);
        if (number === undefined) return;
        assert.equal(answers.asked(number), -number);
        say(number);
      };
      for (const one of steps) {
        if (one === 'later') {
          answers.hold(next, false, -next);
          underWay.push(next++);
        }
        // Where nothing is under way, the gateway writes it without asking.
        else if (one === 'at once' && answers.count > 0) say(next++);
        else if (typeof one === 'number' && underWay.length > 0) come(one);
        assert.equal(answers.count, next - written.length);
      }
      while (underWay.length > 0) come(0);
      assert.deepEqual(
        written,
        Array.from({ length: next }, (_, i) => i),
      );
      assert.equal(answers.count, 0);
    }),
    { numRuns: 50 },
  );
});
