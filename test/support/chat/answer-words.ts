/** Answers in words, and those that are expected. */
import assert from 'node:assert/strict';
import { type Reason, reasonTexts } from '../../../src/protocol/frames.ts';
import type { Answer } from './simulated-client.ts';

export function wordsOf(answer: Answer): string {
  return answer.kind === 'failure' ? reasonTexts[answer.reason] : answer.kind;
}

export function expectReason(answer: Answer, reason: Reason): void {
  assert.deepEqual(answer, { kind: 'failure', reason });
}
