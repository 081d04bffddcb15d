/** MONITOR (IRCv3 monitor). */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Place } from '../../../test/support/irc-peer.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});

const source = (nick: string) => `${nick}!~${nick}@${nick}.chinwag`;
const line = (number: number, rest: string) => `:irc.example ${number} ann ${rest}`;

test('tells who is here, who comes and who goes, without a channel', () => {
  const ann = place.irc('ann');
  place.irc('ben');
  assert.deepEqual(ann.says('MONITOR + ben,Cat,dan,BEN'), [
    line(730, `:${source('ben')}`),
    line(731, ':Cat,dan'),
  ]);
  assert.deepEqual(ann.says('MONITOR L'), [
    line(732, ':ben,Cat,dan'),
    line(733, ':End of MONITOR list'),
  ]);
  const cat = place.irc('cat');
  assert.deepEqual(ann.heard(), [line(730, `:${source('cat')}`)]);
  cat.says('AWAY :tea', 'AWAY');
  assert.deepEqual(ann.heard(), []);
  assert.deepEqual(ann.says('MONITOR S'), [
    line(730, `:${source('ben')},${source('cat')}`),
    line(731, ':dan'),
  ]);
  cat.says('QUIT');
  assert.deepEqual(ann.heard(), [line(731, ':cat')]);
  assert.deepEqual(ann.says('MONITOR - CAT,nobody', 'MONITOR - dan'), []);
  place.lines('dan');
  place.irc('cat');
  assert.deepEqual(ann.heard(), []);
  assert.deepEqual(ann.says('MONITOR C', 'MONITOR L', 'MONITOR S', 'MONITOR x'), [
    line(733, ':End of MONITOR list'),
  ]);
});

test('takes a hundred, and says which are too many; long answers are several lines', () => {
  const ann = place.irc('ann');
  const nicks = Array.from({ length: 103 }, (_, i) => `somebody-${i}`);
  const said: string[] = [];
  for (let at = 0; at < 103; at += 30) {
    said.push(...ann.says(`MONITOR + ${nicks.slice(at, at + 30).join(',')}`));
  }
  assert.deepEqual(
    said.filter((one) => one.includes(' 734 ')),
    [line(734, '100 somebody-100,somebody-101,somebody-102 :Monitor list is full')],
  );
  const listed = ann.says('MONITOR L').filter((one) => one.includes(' 732 '));
  assert.ok(listed.length > 1);
  assert.ok(listed.every((one) => Buffer.byteLength(one) <= 510));
  const all = listed.flatMap((one) => one.split(' :')[1]?.split(',') ?? []);
  assert.deepEqual(all, nicks.slice(0, 100));
});

test('extended-monitor tells of being away, once, also where a channel is shared', () => {
  const ann = place.irc('ann', 'away-notify', 'extended-monitor');
  const ben = place.irc('ben');
  ann.says('MONITOR + ben', 'JOIN #a');
  ben.says('AWAY :tea');
  assert.deepEqual(ann.heard(), [`:${source('ben')} AWAY :tea`]);
  ben.says('AWAY');
  assert.deepEqual(ann.heard(), [`:${source('ben')} AWAY`]);
  ben.says('JOIN #a');
  ann.heard();
  ben.says('AWAY :more');
  assert.deepEqual(ann.heard(), [`:${source('ben')} AWAY :more`]);
  ben.says('QUIT :bye');
  assert.deepEqual(ann.heard(), [`:${source('ben')} QUIT :bye`, line(731, ':ben')]);
});
