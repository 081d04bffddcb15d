import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Deadlines } from './deadlines.ts';
import type { NetSettings } from './settings.ts';

const SETTINGS = { unacknowledgedMsMax: 60_000 } as NetSettings;
const SECOND = 1000;

/** A peer that connected at 0, was sent something at `sentAt`, and is checked every ten seconds from `from` on. */
function sentTo(sentAt: number) {
  const deadlines = new Deadlines(0);
  deadlines.progressAt = sentAt * SECOND;
  return {
    deadlines,
    doubtful: (at: number) => deadlines.doubtful(at * SECOND, 10 * SECOND),
    acknowledged: (at: number) => deadlines.acknowledged(at * SECOND),
    /** Is the peer given up? */
    repeated: (repeats: number, at: number) =>
      deadlines.unacknowledged(repeats, SETTINGS, at * SECOND) !== null,
  };
}

describe('the check for a dead network', () => {
  test('is not due while the peer is heard, nor where nothing was sent since', () => {
    const { deadlines, doubtful, acknowledged } = sentTo(5);
    assert.equal(doubtful(9), false);
    assert.equal(doubtful(10), true);
    deadlines.heardAt = 8 * SECOND;
    assert.equal(doubtful(30), false);
    deadlines.progressAt = 20 * SECOND;
    assert.equal(doubtful(30), true);
    acknowledged(30);
    assert.equal(doubtful(50), false);
    deadlines.progressAt = 50 * SECOND;
    assert.equal(doubtful(50), true);
  });

  test('is due where something was sent in the moment of the answer', () => {
    const { doubtful, acknowledged } = sentTo(30);
    acknowledged(30);
    assert.equal(doubtful(39), false);
    assert.equal(doubtful(40), true);
  });

  test('waits while output is merely fresh', () => {
    const { doubtful, repeated } = sentTo(20);
    assert.equal(repeated(0, 20), false);
    assert.equal(doubtful(30), true);
  });

  test('gives the peer up after retransmissions for long enough', () => {
    const { repeated } = sentTo(20);
    assert.equal(repeated(0, 20), false);
    for (let at = 30; at < 90; at += 10) assert.equal(repeated(at / 10, at), false);
    assert.equal(repeated(9, 90), true);
  });

  test('starts again at each acknowledgement, and at any input', () => {
    const { deadlines, repeated, acknowledged } = sentTo(20);
    assert.equal(repeated(5, 30), false);
    assert.equal(repeated(1, 80), false, 'fewer: something was acknowledged between');
    assert.equal(repeated(5, 130), false);
    acknowledged(135);
    assert.equal(repeated(6, 140), false);
    deadlines.heardAt = 190 * SECOND;
    assert.equal(repeated(7, 200), false);
    assert.equal(repeated(0, 250), false, 'fresh');
    assert.equal(repeated(7, 300), false);
    assert.equal(repeated(8, 360), true);
  });

  test('survives a few lost packets', () => {
    const { repeated } = sentTo(20);
    for (let at = 30; at < 900; at += 10) assert.equal(repeated(1, at), false);
  });
});

describe('a peer that waits for an answer', () => {
  const settings = { silentMsMax: 30 * SECOND, answerMsMax: 30 * SECOND } as NetSettings;
  const unfinished = { bytes: 0, handshake: false };
  let asked = 0;
  const ask = () => ++asked > 0;
  const standing = { unfinished, heldUp: true, admitted: true, ask, ending: null };

  /** How many signs of life the peer gets in 20 s in which an answer is owed, with this many bytes queued. */
  function signs(queuedBytes: number, told: readonly number[] = []): number {
    const deadlines = new Deadlines(0);
    const look = (at: number, owesAnswer: boolean) =>
      deadlines.overdue(
        { ...standing, queuedBytes, owesAnswer },
        { ...settings, stalledMsMax: 60_000 },
        at * SECOND,
      );
    look(99, false);
    asked = 0;
    for (let at = 100; at <= 120; at++) {
      deadlines.heardAt = at * SECOND;
      const before = asked;
      look(at, true);
      if (asked > before || told.includes(at)) deadlines.progressAt = at * SECOND;
    }
    return asked;
  }

  test('gets a sign of life every 5 s, unless it gets something else', () => {
    assert.equal(signs(0), 4);
    assert.equal(signs(0, [103, 107, 111, 115, 119]), 0);
  });

  test('gets none while it leaves output unread', () => {
    assert.equal(signs(1), 0);
  });
});
