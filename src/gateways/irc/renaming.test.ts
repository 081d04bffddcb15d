/** NICK after registration (RFC 2812 section 3.1.2): guests' own, and others' as clients are told of it. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { type IrcPeer, Place } from '../../../test/support/irc-peer.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});

function source(nick: string, user = nick): string {
  return `${nick}!~${user}@${nick}.chinwag`;
}

function join(room: string, ...peers: { says(line: string): unknown; heard(): unknown }[]): void {
  for (const peer of peers) peer.says(`join ${room}`);
  for (const peer of peers) peer.heard();
}

function names(peer: IrcPeer, room: string): string {
  const [line = ''] = peer.says(`NAMES ${room}`);
  return line.slice(line.lastIndexOf(':') + 1);
}

describe('NICK', () => {
  test('renames a guest, for itself and everybody in a room with it, once', () => {
    const [ann, ben, cyd] = [place.irc('ann'), place.irc('ben'), place.irc('cyd')];
    join('#a,#b', ann, ben);
    assert.deepEqual(ann.says('NICK anna'), [`:${source('ann')} NICK anna`]);
    assert.deepEqual(ben.heard(), [`:${source('ann')} NICK anna`]);
    assert.deepEqual(cyd.heard(), []);
    for (const room of ['#a', '#b']) assert.equal(names(ben, room), '@anna ben');
    assert.deepEqual(ben.says('PRIVMSG anna :hi', 'PRIVMSG ann :hi'), [
      ':irc.example 401 ben ann :No such nick/channel',
    ]);
    assert.deepEqual(ann.heard(), [`:${source('ben')} PRIVMSG anna :hi`]);
    assert.deepEqual(ann.says('PART #a'), [`:${source('anna', 'ann')} PART #a`]);
  });

  test('is refused where it is no nick, or somebody’s for a client of IRC, or was lately', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben')];
    place.lines('Bob');
    assert.deepEqual(ann.says('NICK 1ann', 'NICK ben', 'NICK BOB', 'NICK NickServ', 'NICK ann'), [
      ':irc.example 432 ann 1ann :Erroneous nickname',
      ':irc.example 433 ann ben :Nickname is already in use',
      ':irc.example 433 ann BOB :Nickname is already in use',
      ':irc.example 433 ann NickServ :Nickname is already in use',
    ]);
    ben.says('NICK benno');
    assert.deepEqual(ann.says('NICK ben'), [
      ':irc.example 433 ann ben :Nickname is already in use',
    ]);
    // Only its case.
    assert.deepEqual(ann.says('NICK Ann'), [`:${source('ann')} NICK Ann`]);
  });

  test('tells of whoever is not over IRC, too, also where they have only written', () => {
    const [ann, ben, cyd] = [place.irc('ann'), place.irc('ben'), place.irc('cyd')];
    const dan = place.lines('dan');
    join('#a', ann, ben, dan);
    dan.says('sendto cyd hi');
    assert.deepEqual(cyd.heard(), [':dan!~u@dan.chinwag PRIVMSG cyd :hi']);
    dan.says('rename daniel');
    for (const one of [ann, ben, cyd])
      assert.deepEqual(one.heard(), [':dan!~u@dan.chinwag NICK daniel']);
    assert.equal(names(ann, '#a'), '@ann ben daniel');
    cyd.says('PRIVMSG daniel :hello');
    assert.deepEqual(dan.heard(), ['cyd: hello']);
    // One that is no nick of IRC has another.
    dan.says('rename a*b');
    const [line = ''] = ann.heard();
    assert.match(line, /^:daniel!~u@daniel\.chinwag NICK a_b:\w{4}$/);
    dan.says('rename dan');
    assert.match(ann.heard()[0] ?? '', /^:a_b:\w{4}!~u@\S+ NICK dan$/);
    assert.equal(names(ann, '#a'), '@ann ben dan');
  });

  test('over IRC is told in words to whoever is not', () => {
    const ann = place.irc('ann');
    const dan = place.lines('dan');
    join('#a', ann, dan);
    ann.says('NICK anna');
    assert.deepEqual(dan.heard(), ['anna: * ann is called anna now']);
  });
});
