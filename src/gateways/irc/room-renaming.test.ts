/** RENAME (IRCv3 draft/channel-rename), and what clients without it are told. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { type IrcPeer, nextTurn, Place } from '../../../test/support/irc-peer.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});

const source = (nick: string) => `${nick}!~${nick}@${nick}.chinwag`;

function join(room: string, ...peers: { says(line: string): unknown; heard(): unknown }[]): void {
  for (const peer of peers) peer.says(`join ${room}`);
  for (const peer of peers) peer.heard();
}

async function heardThen(peer: IrcPeer): Promise<string[]> {
  for (let turn = 0; turn < 5; turn++) await nextTurn();
  return peer.heard();
}

/** What a client without the capability hears. */
function fallback(nick: string, was: string, name: string, names: string): string[] {
  return [
    `:${source(nick)} PART ${was} :Changing channel name to ${name}`,
    `:${source(nick)} JOIN ${name}`,
    `:irc.example 353 ${nick} = ${name} :${names}`,
    `:irc.example 366 ${nick} ${name} :End of /NAMES list`,
  ];
}

describe('RENAME', () => {
  test('gives a room another name, which everybody in it is told, each as their client has it', async () => {
    const ann = place.irc('ann', 'draft/channel-rename');
    const [ben, cyd] = [place.irc('ben', 'draft/channel-rename'), place.irc('cyd')];
    const dan = place.lines('dan');
    join('#tea', ann, ben, cyd, dan);
    assert.deepEqual(ann.says('RENAME #TEA #coffee :better'), [
      `:${source('ann')} RENAME #tea #coffee :`,
    ]);
    assert.deepEqual(await heardThen(ben), [`:${source('ann')} RENAME #tea #coffee :`]);
    assert.deepEqual(await heardThen(cyd), fallback('cyd', '#tea', '#coffee', '@ann ben cyd dan'));
    assert.deepEqual(dan.heard(), ['#coffee: * ann gave #tea another name']);
    for (const one of [ben, cyd]) {
      assert.deepEqual(ann.says('PRIVMSG #coffee :hi'), []);
      assert.deepEqual(one.heard().slice(-1), [`:${source('ann')} PRIVMSG #coffee :hi`]);
    }
    ben.heard();
    assert.deepEqual(ben.says('PART #coffee'), [`:${source('ben')} PART #coffee`]);
    cyd.heard();
    assert.match(cyd.says('JOIN #tea')[0] ?? '', / 473 cyd #tea /);
  });

  test('by somebody else is told the same', async () => {
    const [ann, dan] = [place.irc('ann'), place.lines('dan')];
    assert.match(dan.says('create #tea not-kept').join(), /Success/);
    join('#tea', ann);
    dan.heard();
    assert.deepEqual(dan.says('rename-room #tea #coffee'), ['Success']);
    assert.deepEqual(await heardThen(ann), fallback('ann', '#tea', '#coffee', '@dan ann'));
  });

  test('is refused to others than owners, and where the name is taken or not allowed', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben')];
    join('#tea', ann, ben);
    join('#soup', ben);
    assert.deepEqual(
      ann.says('RENAME #tea', 'RENAME #none #x', 'RENAME #tea #SOUP', 'RENAME #tea x'),
      [
        ':irc.example 461 ann RENAME :Not enough parameters',
        ':irc.example 403 ann #none :No such channel',
        ':irc.example FAIL RENAME CHANNEL_NAME_IN_USE #tea #SOUP :The channel name is taken',
        ':irc.example FAIL RENAME CANNOT_RENAME #tea x :No channel can be called so',
      ],
    );
    assert.match(ben.says('RENAME #tea #x')[0] ?? '', / 482 ben #tea /);
    assert.deepEqual(ann.says('RENAME #tea #tea'), []);
  });
});
