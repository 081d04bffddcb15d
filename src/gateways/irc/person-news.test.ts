/** What clients are told of people: accounts, real names, how long they have been silent. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Place } from '../../../test/support/irc-peer.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});

const source = (nick: string) => `${nick}!~${nick}@${nick}.chinwag`;

test('SETNAME changes the real name, and tells those who share a channel, once', () => {
  const ann = place.irc('ann', 'setname');
  const [ben, cat] = [place.irc('ben', 'setname'), place.irc('cat')];
  for (const one of [ann, ben, cat]) one.says('JOIN #a,#b');
  for (const one of [ann, ben, cat]) one.heard();
  const line = `:${source('ann')} SETNAME :Ann of Green Gables`;
  assert.deepEqual(ann.says('SETNAME :Ann of Green Gables'), [line]);
  assert.deepEqual([ben.heard(), cat.heard()], [[line], []]);
  assert.ok(cat.says('WHOIS ann').some((one) => one.endsWith(' * :Ann of Green Gables')));
  const refused = ':irc.example FAIL SETNAME INVALID_REALNAME :Real names have 1 to 150 bytes';
  assert.deepEqual(ann.says(`SETNAME :${'x'.repeat(151)}`, 'SETNAME : '), [refused, refused]);
});

test('WHOIS says how long somebody has been silent to those who share a channel', () => {
  const [ann, ben, cat] = [place.irc('ann'), place.irc('ben'), place.irc('cat')];
  ann.says('JOIN #a');
  ben.says('JOIN #a');
  const idle = (who: typeof ann) => who.says('WHOIS ben').filter((line) => line.includes(' 317 '));
  assert.deepEqual(idle(ann), [':irc.example 317 ann ben 0 1795409400 :seconds idle, signon time']);
  assert.equal(idle(ben).length, 1);
  assert.deepEqual(idle(cat), []);
});

test('invite-notify tells those who look after the channel who is invited', () => {
  const ann = place.irc('ann');
  const [ben, cat] = [place.irc('ben', 'invite-notify'), place.irc('cat', 'invite-notify')];
  place.irc('dan');
  for (const one of [ann, ben, cat]) one.says('JOIN #a');
  ann.says('MODE #a +h ben');
  for (const one of [ben, cat]) one.heard();
  ann.says('INVITE dan #a');
  assert.deepEqual([ben.heard(), cat.heard()], [[`:${source('ann')} INVITE dan #a`], []]);
});
