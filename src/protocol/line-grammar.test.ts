import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { linesByUsage } from '../../test/vectors/lines.ts';
import { parseLine } from './line-grammar.ts';

for (const [usage, lines] of Object.entries(linesByUsage)) {
  describe(`the grammar of: ${usage}`, () => {
    for (const [description, line, says] of lines) {
      test(description, () => assert.deepEqual(parseLine(line), says));
    }
  });
}
