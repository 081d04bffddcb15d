/** A clock that runs on steadily, whatever happens to the system's; and stored times. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FOREVER } from '../chat/records.ts';
import { USUAL } from '../chat/rooms/room-record.ts';
import type { Change } from '../chat/storage.ts';
import { DatedLog } from './dated-log.ts';
import { SteadyClock } from './steady-clock.ts';

const START = 1_800_000_000_000;
const HOUR_MS = 3_600_000;

function clocks() {
  const time = { system: START, monotonic: 500.25 };
  const clock = new SteadyClock(
    () => time.system,
    () => time.monotonic,
  );
  const pass = (ms: number) => {
    time.system += ms;
    time.monotonic += ms;
  };
  return { time, clock, pass };
}

test('the clock follows the system’s until that is set, and runs on by itself then', () => {
  const { time, clock, pass } = clocks();
  pass(1000.5);
  assert.equal(clock.now(), START + 1000);
  assert.equal(clock.step, 0);
  time.system += HOUR_MS;
  pass(1000);
  assert.equal(clock.now(), START + 2000);
  assert.equal(Math.round(clock.step / 1000), HOUR_MS / 1000);
});

test('its times are converted to the system’s, except those before the start and those without end', () => {
  const { time, clock } = clocks();
  assert.equal(clock.dated(START + 5000), START + 5000);
  time.system -= HOUR_MS;
  assert.equal(clock.dated(START + 5000), START + 5000 - HOUR_MS);
  for (const one of [0, START - 1, FOREVER]) assert.equal(clock.dated(one), one);
});

describe('a stored change', () => {
  function stored(step: number, change: Change): Change {
    const { time, clock } = clocks();
    time.system += step;
    const kept: Change[] = [];
    const log = new DatedLog(
      { pendingBytes: 7, append: (one) => kept.push(one), note() {}, grown() {} },
      clock,
    );
    assert.equal(log.pendingBytes, 7);
    log.append(change, () => {});
    return kept[0] as Change;
  }

  const until = START + 60_000;
  const ban = { room: 1, account: 2, name: 'bob', address: null, until };
  const banned = { kind: 'member-removed', room: 1, account: 2, ban, audit: null } as const;

  test('is the change itself, unless the clock was set', () => {
    assert.equal(stored(0, banned), banned);
  });

  test('has the system’s times after it was set: of bans, mutes, codes, reservations', () => {
    const later = until + HOUR_MS;
    assert.deepEqual(stored(HOUR_MS, banned), { ...banned, ban: { ...ban, until: later } });
    const member = {
      room: 1,
      account: 2,
      role: 'member',
      voice: false,
      mutedUntil: FOREVER,
    } as const;
    const muted = { kind: 'member', member, audit: null } as const;
    assert.deepEqual(stored(HOUR_MS, muted), muted);
    const some = { ...muted, member: { ...member, mutedUntil: until } };
    assert.deepEqual(stored(HOUR_MS, some), { ...some, member: { ...member, mutedUntil: later } });
    const invitation = { code: 'code', by: 1, expiresAt: until };
    assert.deepEqual(stored(HOUR_MS, { kind: 'invitation', invitation }), {
      kind: 'invitation',
      invitation: { ...invitation, expiresAt: later },
    });
    const room = { id: 1, name: '#a', topic: '', createdAt: START, guests: true, kept: true };
    const shaped = { ...room, ...USUAL, access: 'public', slow: 30 } as const;
    const founded = { kind: 'room', room: shaped, founders: [member], audit: null } as const;
    assert.deepEqual(stored(HOUR_MS, founded), {
      ...founded,
      room: { ...shaped, createdAt: START + HOUR_MS },
    });
  });

  test('is unchanged for a message and its text', () => {
    const text = new TextEncoder().encode('lunch');
    const message = { kind: 'message', from: 1, to: 2, key: null, waits: false, text } as const;
    assert.equal(stored(HOUR_MS, message), message);
    const edited = { kind: 'edited', message: 1, by: 1, text, mentions: [2] } as const;
    assert.deepEqual(stored(HOUR_MS, edited), edited);
  });
});
