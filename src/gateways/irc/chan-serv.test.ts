/** ChanServ and NickServ, over the commands that there are. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Place } from '../../../test/support/irc-peer.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});

const source = (nick: string) => `${nick}!~${nick}@${nick}.chinwag`;
const said = (service: string, text: string) =>
  `:${service}!${service}@services.irc.example NOTICE ann :${text}`;

test('ChanServ gives roles, puts out and keeps out, and slows down', () => {
  const [ann, ben] = [place.irc('ann'), place.irc('ben')];
  ann.says('JOIN #a');
  ben.says('JOIN #a');
  ann.heard();
  const act = (line: string) => ann.says(`CS ${line}`);
  assert.deepEqual(act('HALFOP #a ben'), [`:${source('ann')} MODE #a +h ben`]);
  assert.deepEqual(act('DEHALFOP #a ben'), [`:${source('ann')} MODE #a -h ben`]);
  assert.deepEqual(act('SLOW #a 30s'), [said('ChanServ', 'Done: 30s')]);
  assert.deepEqual(act('INFO #a'), [
    said('ChanServ', '#a: public, 2 members, what is said is not kept, 30 s between two messages'),
  ]);
  assert.deepEqual(act('SLOW #a often').length, 1);
  assert.deepEqual(act('BAN #a ben'), [
    `:${source('ann')} MODE #a +b ben!*@*`,
    `:${source('ann')} KICK #a ben :ann`,
  ]);
  assert.deepEqual(act('UNBAN #a ben'), [`:${source('ann')} MODE #a -b ben!*@*`]);
  assert.deepEqual(act('INVITE #a ben'), [':irc.example 341 ann ben #a']);
  ben.says('JOIN #a');
  ann.heard();
  assert.deepEqual(act('KICK #a ben too loud'), [`:${source('ann')} KICK #a ben :too loud`]);
  assert.deepEqual(act('INFO #none'), [said('ChanServ', 'Not shown: no such room')]);
  assert.deepEqual(act('PIN #a ???'), [said('ChanServ', 'There is no such message')]);
  assert.deepEqual(act('DROP #a'), [
    said('ChanServ', 'Everything said in #a would be gone: DROP #a #a does it'),
  ]);
  assert.ok(act('DROP #a #A').includes(said('ChanServ', '#a is gone')));
  for (const line of ['', 'DANCE', 'OP', 'KICK #a', 'BAN #a']) {
    const lines = act(line);
    assert.ok(lines.length === 2 && lines.every((one) => one.includes('NOTICE ann')), line);
  }
});

test('NickServ answers a guest, too', () => {
  const ann = place.irc('ann');
  const act = (line: string) => ann.says(`NS ${line}`);
  assert.deepEqual(act('INFO'), [said('NickServ', 'ann is here, and not registered')]);
  assert.deepEqual(act('INFO nobody'), [said('NickServ', 'nobody is not here')]);
  assert.deepEqual(act('GHOST ann').length, 1);
  for (const line of [
    'SESSIONS',
    'REVOKE 1',
    'SET PASSWORD secret-words other-words',
    'DROP secret-words',
  ]) {
    assert.match(act(line)[0] ?? '', /NOTICE ann :Not done: /, line);
  }
  for (const line of ['SET', 'SET PASSWORD', 'REVOKE x', 'DROP', 'RENAME']) {
    assert.doesNotMatch(act(line)[0] ?? '', /Not done/, line);
  }
});
