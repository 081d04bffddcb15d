/** Log lines caused by peers are limited, and the rest is counted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Counted, type LogLimits, LogRepeats } from './log-repeats.ts';

/** The lines written of `count`, and the summary of the others. */
function written(
  limits: LogLimits,
  count: number,
  line: (i: number) => readonly [message: string, address: string, about: string],
): [number, Counted[]] {
  const counted: Counted[] = [];
  const repeats = new LogRepeats(limits, (one) => counted.push(one));
  let lines = 0;
  for (let i = 0; i < count; i++) if (repeats.allows('info', ...line(i))) lines++;
  repeats.close();
  return [lines, counted];
}

test('lines of one kind and source are limited: an IPv4 address, or an IPv6 /64', () => {
  const limits = { linesPerSecond: Infinity, repeatsPerMinute: 3 };
  assert.deepEqual(
    written(limits, 10, () => ['connected', '192.0.2.1', '']),
    [3, [{ level: 'info', message: 'connected', source: '192.0.2.1', more: 7 }]],
  );
  const [lines, [told]] = written(limits, 10, (i) => ['connected', `2001:db8::${i}`, '']);
  assert.deepEqual([lines, told?.source, told?.more], [3, '2001:db8:0:0::/64', 7]);
  assert.deepEqual(
    written(limits, 9, (i) => ['logged in', '192.0.2.1', `name ${i % 3}`]),
    [9, []],
  );
});

test('all lines together are limited, however many kinds and sources there are', () => {
  const limits = { linesPerSecond: 5, repeatsPerMinute: 3 };
  const [lines, counted] = written(limits, 30_000, (i) => [
    'connected',
    `10.0.${i >> 8}.${i & 255}`,
    '',
  ]);
  assert.ok(lines >= 50 && lines < 100, String(lines));
  assert.deepEqual(
    counted.map(({ message, source, more }) => [message, source, more]),
    [['lines of many kinds', null, 30_000 - lines]],
  );
});

test('a limit that is off holds nothing back', () => {
  const limits = { linesPerSecond: Infinity, repeatsPerMinute: Infinity };
  assert.deepEqual(
    written(limits, 1000, () => ['connected', '192.0.2.1', '']),
    [1000, []],
  );
});
