/** PART and QUIT with reasons, both ways. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Place } from '../../../test/support/irc-peer.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});

const source = (nick: string) => `${nick}!~${nick}@${nick}.chinwag`;

test('PART says why, and lines hear it', () => {
  const [ann, ben, lines] = [place.irc('ann'), place.irc('ben'), place.lines('lin')];
  ann.says('JOIN #a,#b');
  ben.says('JOIN #a,#b');
  lines.says('join #a');
  for (const one of [ann, ben, lines]) one.heard();
  const long = 'x'.repeat(201);
  const why = 'x'.repeat(200);
  assert.deepEqual(ben.says(`PART #a :${long}`), [`:${source('ben')} PART #a :${why}`]);
  assert.deepEqual(ann.heard(), [`:${source('ben')} PART #a :${why}`]);
  assert.deepEqual(lines.heard(), [`#a: * ben left: ${why}`]);
  ben.says('PART #b');
  assert.deepEqual(ann.heard(), [`:${source('ben')} PART #b`]);
  lines.says('leave #a bye  now ');
  assert.deepEqual(ann.heard(), [':lin!~u@lin.chinwag PART #a :bye  now']);
});

test('QUIT is told once to each session, whatever the number of rooms, and again of who comes back', () => {
  const ann = place.irc('ann');
  ann.says('JOIN #a,#b');
  const quit = (nick: string, ...lines: string[]) => {
    const ben = place.irc(nick);
    ben.says('JOIN #a,#b');
    ann.heard();
    ben.send(lines.map((line) => `${line}\r\n`).join(''));
    return ann.heard();
  };
  assert.deepEqual(quit('ben', 'QUIT :gone fishing'), [`:${source('ben')} QUIT :gone fishing`]);
  // In the same turn of the event loop.
  assert.deepEqual(quit('ben', 'QUIT'), [`:${source('ben')} QUIT :`]);
  assert.deepEqual(quit('ben', 'PART #a :one', 'QUIT :two'), [
    `:${source('ben')} PART #a :one`,
    `:${source('ben')} QUIT :two`,
  ]);
});

test('a guest who logs out by lines has quit', () => {
  const [ann, lin] = [place.irc('ann'), place.lines('lin')];
  ann.says('JOIN #a,#b');
  lin.says('join #a');
  lin.says('join #b');
  ann.heard();
  lin.says('logout');
  assert.deepEqual(ann.heard(), [':lin!~u@lin.chinwag QUIT :']);
});
