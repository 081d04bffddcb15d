import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { type IrcPeer, nextTurn, Place } from '../../../test/support/irc-peer.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});

const source = (nick: string) => `${nick}!~${nick}@${nick}.chinwag`;

/** Joins, and forgets what is heard of that. */
function join(room: string, ...peers: IrcPeer[]): void {
  for (const peer of peers) peer.says(`JOIN ${room}`);
  for (const peer of peers) peer.heard();
}

describe('JOIN', () => {
  test('makes a room that is not there, and comes into one that is', () => {
    const ann = place.irc('ann');
    assert.deepEqual(ann.says('JOIN #tea'), [
      `:${source('ann')} JOIN #tea`,
      ':irc.example 353 ann = #tea :@ann',
      ':irc.example 366 ann #tea :End of /NAMES list',
    ]);
    assert.deepEqual(ann.says('TOPIC #tea :Green'), [`:${source('ann')} TOPIC #tea :Green`]);
    const ben = place.irc('ben');
    // The name that the room has, however it is written.
    assert.deepEqual(ben.says('JOIN #TEA'), [
      `:${source('ben')} JOIN #tea`,
      ':irc.example 332 ben #tea :Green',
      ':irc.example 353 ben = #tea :@ann ben',
      ':irc.example 366 ben #tea :End of /NAMES list',
    ]);
    assert.deepEqual(ann.heard(), [`:${source('ben')} JOIN #tea`]);
    // In it already: nothing happens.
    assert.deepEqual(ben.says('JOIN #tea,#Tea'), []);
  });

  test('takes several, and each has its answer', () => {
    const long = `#${'x'.repeat(64)}`;
    const heard = place.irc('ann').says(`JOIN #a,,nothing,#b,#a:b,${long},${long.slice(1)} key`);
    assert.deepEqual(
      heard.filter((line) => !line.includes(' 353 ') && !line.includes(' 366 ')),
      [
        `:${source('ann')} JOIN #a`,
        ':irc.example 403 ann nothing :No such channel',
        `:${source('ann')} JOIN #b`,
        ':irc.example 403 ann #a:b :No such channel',
        `:irc.example 403 ann ${long} :No such channel`,
        `:irc.example 403 ann ${long.slice(1)} :No such channel`,
      ],
    );
  });

  test('of none is 461, and JOIN 0 leaves all', () => {
    const ann = place.irc('ann');
    assert.deepEqual(ann.says('JOIN', 'JOIN :'), [
      ':irc.example 461 ann JOIN :Not enough parameters',
      ':irc.example 461 ann JOIN :Not enough parameters',
    ]);
    join('#a,#b', ann);
    assert.deepEqual(ann.says('JOIN 0'), [
      `:${source('ann')} PART #a`,
      `:${source('ann')} PART #b`,
    ]);
  });

  test('of a private room needs an invitation, and a hidden one cannot be found otherwise', () => {
    const nat = place.lines('nat');
    nat.says('create #den private');
    const ann = place.irc('ann');
    assert.deepEqual(ann.says('JOIN #den'), [
      ':irc.example 473 ann #den :Cannot join channel (+i)',
    ]);
    assert.deepEqual(
      ann.says('NAMES #den', 'TOPIC #den', 'MODE #den', 'WHO #den', 'LIST', 'PRIVMSG #den :x'),
      [
        ':irc.example 366 ann #den :End of /NAMES list',
        ':irc.example 403 ann #den :No such channel',
        ':irc.example 403 ann #den :No such channel',
        ':irc.example 315 ann #den :End of /WHO list',
        ':irc.example 321 ann Channel :Users  Name',
        ':irc.example 323 ann :End of /LIST',
        ':irc.example 403 ann #den :No such channel',
      ],
    );
    nat.says('invite #den ann');
    assert.deepEqual(ann.heard(), [':nat!~u@nat.chinwag INVITE ann #den']);
    assert.deepEqual(
      ann.says('JOIN #den', 'MODE #den').filter((line) => !/ 366 | 329 /.test(line)),
      [
        `:${source('ann')} JOIN #den`,
        ':irc.example 353 ann @ #den :@nat ann',
        ':irc.example 324 ann #den +inst',
      ],
    );
  });

  test('says who one is, and leaves names out, where a client wants that', async () => {
    const ann = place.irc('ann', 'extended-join', 'no-implicit-names');
    assert.deepEqual(ann.says('JOIN #tea'), [`:${source('ann')} JOIN #tea * :ann Real`]);
    place.irc('ben').says('JOIN #tea');
    place.lines('nat').says('join #tea');
    // Whether somebody is registered is asked first.
    await nextTurn();
    assert.deepEqual(ann.heard(), [
      `:${source('ben')} JOIN #tea * :ben Real`,
      ':nat!~u@nat.chinwag JOIN #tea * :nat',
    ]);
    const cat = place.irc('cat', 'userhost-in-names');
    assert.equal(
      cat.says('JOIN #tea')[1],
      `:irc.example 353 cat = #tea :@${source('ann')} ${source('ben')} nat!~u@nat.chinwag ${source('cat')}`,
    );
  });
});

describe('somebody who goes', () => {
  test('is out of the room for others', () => {
    const [ann, ben, cat] = [place.irc('ann'), place.irc('ben'), place.irc('cat')];
    join('#tea', ann, ben, cat);
    ann.heard();
    assert.deepEqual(ben.says('PART #TEA :bye'), [`:${source('ben')} PART #tea :bye`]);
    cat.says('QUIT');
    assert.deepEqual(ann.heard(), [`:${source('ben')} PART #tea :bye`, `:${source('cat')} QUIT :`]);
    assert.deepEqual(ben.says('PART #tea', 'PART #none'), [
      ':irc.example 403 ben #tea :No such channel',
      ':irc.example 403 ben #none :No such channel',
    ]);
    // The nick is free again.
    place.irc('cat');
  });
});

describe('KICK', () => {
  test('puts out whom one may, and says why', () => {
    const [ann, ben, cat] = [place.irc('ann'), place.irc('ben'), place.irc('cat')];
    join('#tea', ann, ben, cat);
    for (const peer of [ann, ben]) peer.heard();
    assert.deepEqual(ann.says('KICK #tea ben :too loud'), [
      `:${source('ann')} KICK #tea ben :too loud`,
    ]);
    assert.deepEqual(cat.heard(), [`:${source('ann')} KICK #tea ben :too loud`]);
    assert.deepEqual(ben.heard(), [`:${source('ann')} KICK #tea ben :too loud`]);
    assert.deepEqual(ben.says('PRIVMSG #tea :x'), [
      ':irc.example 404 ben #tea :Cannot send to channel: join it first (+n)',
    ]);
    assert.deepEqual(ann.says('KICK #tea ben,nobody', 'KICK #none cat', 'KICK #tea'), [
      ":irc.example 441 ann ben #tea :They aren't on that channel",
      ":irc.example 441 ann nobody #tea :They aren't on that channel",
      ':irc.example 403 ann #none :No such channel',
      ':irc.example 461 ann KICK :Not enough parameters',
    ]);
    assert.deepEqual(cat.says('KICK #tea ann'), [
      ":irc.example 482 cat #tea :You're not permitted to do that here",
    ]);
  });
});

describe('MODE', () => {
  test('gives and takes roles', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben')];
    const nat = place.lines('nat');
    join('#tea', ann, ben);
    nat.says('join #tea');
    for (const peer of [ann, ben, nat]) peer.heard();
    assert.deepEqual(ann.says('MODE #tea +h ben'), [`:${source('ann')} MODE #tea +h ben`]);
    assert.deepEqual(ben.heard(), [`:${source('ann')} MODE #tea +h ben`]);
    assert.deepEqual(nat.heard(), ['#tea: * ben was made moderator by ann']);
    // What is so already changes nothing.
    assert.deepEqual(ann.says('MODE #tea +h ben', 'MODE #tea -o ben'), []);
    assert.deepEqual(ann.says('MODE #tea +o ben'), [`:${source('ann')} MODE #tea -h+o ben ben`]);
    assert.deepEqual(ben.heard(), [`:${source('ann')} MODE #tea -h+o ben ben`]);
    assert.deepEqual(ann.says('NAMES #tea')[0], ':irc.example 353 ann = #tea :@ann @ben nat');
    // An act by somebody on lines.
    assert.deepEqual(ben.says('MODE #tea +oo nobody nat'), [
      ":irc.example 441 ben nobody #tea :They aren't on that channel",
      `:${source('ben')} MODE #tea +o nat`,
    ]);
    ann.heard();
    ben.heard();
    nat.says('topic #tea black');
    assert.deepEqual(ann.heard(), [':nat!~u@nat.chinwag TOPIC #tea :black']);
  });

  test('keeps people out, one at a time', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben')];
    join('#tea', ann, ben);
    ann.heard();
    assert.deepEqual(ann.says('MODE #tea +b ben!*@*'), [
      `:${source('ann')} MODE #tea +b ben!*@*`,
      `:${source('ann')} KICK #tea ben :ann`,
    ]);
    assert.deepEqual(ben.heard(), [
      `:${source('ann')} MODE #tea +b ben!*@*`,
      `:${source('ann')} KICK #tea ben :ann`,
    ]);
    const [refused = ''] = ben.says('JOIN #tea');
    assert.match(
      refused,
      /^:irc\.example 474 ben #tea :Cannot join channel \(\+b\): banned from this room/,
    );
    assert.deepEqual(ann.says('MODE #tea b', 'MODE #tea +b'), [
      ':irc.example 367 ann #tea ben!*@*',
      ':irc.example 368 ann #tea :End of channel ban list',
      ':irc.example 367 ann #tea ben!*@*',
      ':irc.example 368 ann #tea :End of channel ban list',
    ]);
    assert.deepEqual(ann.says('MODE #tea -b ben!*@*', 'MODE #tea -b ben!*@*'), [
      `:${source('ann')} MODE #tea -b ben!*@*`,
    ]);
    assert.deepEqual(ann.says('MODE #tea +b *!*@*'), [
      ':irc.example 696 ann #tea b *!*@* :Only one person at a time, as nick!*@*',
    ]);
    join('#tea', ben);
    ann.heard();
    // As clients write it who ban a host.
    assert.equal(
      ann.says('MODE #tea +b *!*@ben.chinwag')[0],
      `:${source('ann')} MODE #tea +b ben!*@*`,
    );
  });

  test('lets people only listen', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben')];
    join('#tea', ann, ben);
    ann.heard();
    assert.deepEqual(ann.says('MODE #tea +b m:ben'), [`:${source('ann')} MODE #tea +b m:ben!*@*`]);
    const [told, how] = ben.heard();
    assert.equal(told, `:${source('ann')} MODE #tea +b m:ben!*@*`);
    assert.match(how ?? '', /^:irc\.example NOTICE #tea :ben was muted by ann /);
    assert.match(
      ben.says('PRIVMSG #tea :x')[0] ?? '',
      /^:irc\.example 404 ben #tea :Cannot send to channel: muted in this room/,
    );
    assert.deepEqual(ann.says('MODE #tea -b m:ben!*@*'), [
      `:${source('ann')} MODE #tea -b m:ben!*@*`,
    ]);
    assert.deepEqual(ben.heard(), [`:${source('ann')} MODE #tea -b m:ben!*@*`]);
  });

  test('shows the flags of a room, and sets them', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben')];
    join('#tea', ann, ben);
    ann.heard();
    assert.deepEqual(
      ann.says(
        'MODE #tea',
        'MODE #tea +nt',
        'MODE #tea +ms-tn',
        'MODE #tea',
        'MODE #tea -R',
        'MODE #tea +zz',
        'MODE #no',
      ),
      [
        ':irc.example 324 ann #tea +nt',
        ':irc.example 329 ann #tea 1795409400',
        `:${source('ann')} MODE #tea +ms-nt`,
        ':irc.example 324 ann #tea +ms',
        ':irc.example 329 ann #tea 1795409400',
        ':irc.example 472 ann z :is unknown mode char to me',
        ':irc.example 403 ann #no :No such channel',
      ],
    );
    assert.deepEqual(ben.heard(), [`:${source('ann')} MODE #tea +ms-nt`]);
    assert.deepEqual(ben.says('MODE #tea +t', 'MODE #tea +R', 'NAMES #tea'), [
      ":irc.example 482 ben #tea :You're not permitted to do that here",
      ':irc.example 482 ben #tea :+R is fixed when a room is made',
      ':irc.example 353 ben @ #tea :@ann ben',
      ':irc.example 366 ben #tea :End of /NAMES list',
    ]);
    // Who comes in is for owners to say.
    ann.says('MODE #tea +h ben');
    ben.heard();
    assert.deepEqual(ben.says('MODE #tea +i', 'MODE #tea -m'), [
      ":irc.example 482 ben #tea :You're not permitted to do that here",
      `:${source('ben')} MODE #tea -m`,
    ]);
  });

  test('gives voices, and +m keeps others silent', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben')];
    join('#tea', ann, ben);
    ann.says('MODE #tea +m');
    ann.heard();
    ben.heard();
    assert.deepEqual(ben.says('PRIVMSG #tea :hi', 'TAGMSG #tea', 'MODE #tea +v ben'), [
      ':irc.example 404 ben #tea :Cannot send to channel: moderated: only who has a voice speaks here',
      ":irc.example 482 ben #tea :You're not permitted to do that here",
    ]);
    assert.deepEqual(ann.says('MODE #tea +vv ben nobody', 'MODE #tea +v ben'), [
      `:${source('ann')} MODE #tea +v ben`,
      ":irc.example 441 ann nobody #tea :They aren't on that channel",
    ]);
    assert.deepEqual(ben.heard(), [`:${source('ann')} MODE #tea +v ben`]);
    assert.deepEqual(ben.says('PRIVMSG #tea :hi'), []);
    assert.deepEqual(ann.heard(), [`:${source('ben')} PRIVMSG #tea :hi`]);
    ann.says('MODE #tea +h ben');
    const named = (peer: IrcPeer) => peer.says('NAMES #tea')[0];
    assert.equal(named(ann), ':irc.example 353 ann = #tea :@ann %ben');
    ann.says('CAP REQ multi-prefix');
    assert.equal(named(ann), ':irc.example 353 ann = #tea :@ann %+ben');
    const [who = ''] = ann.says('WHO ben');
    assert.match(who, / H%\+ :0 /);
    assert.deepEqual(ann.says('MODE #tea -v ben'), [`:${source('ann')} MODE #tea -v ben`]);
  });

  test('without +n anybody writes from outside, and is in it no more than before', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben')];
    join('#tea', ann);
    assert.match(ben.says('PRIVMSG #tea :hi').join(), / 404 /);
    ann.says('MODE #tea -n');
    assert.deepEqual(ben.says('PRIVMSG #tea :hi', 'NOTICE #tea :ho'), []);
    assert.deepEqual(ann.heard(), [
      `:${source('ben')} PRIVMSG #tea :hi`,
      `:${source('ben')} NOTICE #tea :ho`,
    ]);
    ann.says('PRIVMSG #tea :who is there?');
    assert.deepEqual(ben.heard(), []);
  });

  test('of oneself', () => {
    const ann = place.irc('ann');
    assert.deepEqual(
      ann.says('MODE ann', 'MODE ann +i', 'MODE ann +x', 'MODE ben', 'MODE ben +i'),
      [
        ':irc.example 221 ann +i',
        ':irc.example 501 ann :Unknown MODE flag',
        ":irc.example 502 ann :Can't view or change modes of other users",
        ":irc.example 502 ann :Can't view or change modes of other users",
      ],
    );
  });
});

describe('INVITE', () => {
  test('tells who is invited, and both sides', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben')];
    join('#tea', ann);
    assert.deepEqual(ann.says('INVITE ben #tea'), [':irc.example 341 ann ben #tea']);
    assert.deepEqual(ben.heard(), [`:${source('ann')} INVITE ben #tea`]);
    join('#tea', ben);
    ann.heard();
    assert.deepEqual(
      ann.says('INVITE ben #tea', 'INVITE nobody #tea', 'INVITE ben #none', 'INVITE ben', 'INVITE'),
      [
        ':irc.example 443 ann ben #tea :is already on channel',
        ':irc.example 401 ann nobody :No such nick/channel',
        ':irc.example 403 ann #none :No such channel',
        ':irc.example 461 ann INVITE :Not enough parameters',
        ':irc.example 337 ann :End of /INVITE list',
      ],
    );
  });
});

describe('LIST', () => {
  test('has the rooms that one may see, and those that a mask or a number finds', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben')];
    join('#tea,#coffee', ann);
    join('#tea', ben);
    ann.heard();
    ann.says('TOPIC #tea :hot');
    ben.heard();
    const rooms = (line: string) =>
      ben
        .says(line)
        .slice(1, -1)
        .map((one) => one.replace(':irc.example 322 ben ', ''));
    assert.deepEqual(rooms('LIST'), ['#coffee 1 :', '#tea 2 :hot']);
    assert.deepEqual(rooms('LIST #T*'), ['#tea 2 :hot']);
    assert.deepEqual(rooms('LIST !#t*'), ['#coffee 1 :']);
    assert.deepEqual(rooms('LIST >1'), ['#tea 2 :hot']);
    assert.deepEqual(rooms('LIST <2'), ['#coffee 1 :']);
    assert.deepEqual(rooms('LIST #tea,#coffee,<1'), []);
  });
});
