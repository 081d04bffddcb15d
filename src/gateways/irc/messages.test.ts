import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { type IrcPeer, Place } from '../../../test/support/irc-peer.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});

const source = (nick: string) => `${nick}!~${nick}@${nick}.chinwag`;
const TIME = 'time=2026-11-23T04:50:00.000Z';

/** The nick in the source of a line. */
function nickIn(line = ''): string {
  return /^:([^!]+)!/.exec(line)?.[1] ?? '';
}

/** Without what differs from run to run: the start of ids. */
function plain(lines: readonly string[]): string[] {
  return lines.map((line) => line.replaceAll(/(msgid|reply)=[0-9a-f]{10}-/g, '$1='));
}

function join(room: string, ...peers: IrcPeer[]): void {
  for (const peer of peers) peer.says(`JOIN ${room}`);
  for (const peer of peers) peer.heard();
}

describe('a message', () => {
  test('to a person reaches them on any gateway, and none who is not there', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben')];
    const nat = place.lines('nat');
    assert.deepEqual(ann.says('PRIVMSG ben,nat,nobody :hi  there :)'), [
      ':irc.example 401 ann nobody :No such nick/channel',
    ]);
    assert.deepEqual(ben.heard(), [`:${source('ann')} PRIVMSG ben :hi  there :)`]);
    assert.deepEqual(nat.heard(), ['ann: hi  there :)']);
    nat.says('sendto ann hello');
    assert.deepEqual(ann.heard(), [':nat!~u@nat.chinwag PRIVMSG ann :hello']);
    // However the nick is written.
    ann.says('PRIVMSG BEN :again');
    assert.deepEqual(ben.heard(), [`:${source('ann')} PRIVMSG ben :again`]);
  });

  test('to a room reaches who is in it, and never goes in', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben', 'server-time', 'message-tags')];
    const nat = place.lines('nat');
    nat.says('create #tea');
    assert.deepEqual(ann.says('PRIVMSG #tea :x', 'PRIVMSG #none :x', 'NOTICE #tea :x'), [
      ':irc.example 404 ann #tea :Cannot send to channel: join it first (+n)',
      ':irc.example 403 ann #none :No such channel',
    ]);
    join('#tea', ann, ben);
    nat.heard();
    ann.says('PRIVMSG #TEA :hot');
    assert.deepEqual(nat.heard(), ['#tea: ann: hot']);
    assert.deepEqual(plain(ben.heard()), [`@${TIME};msgid=1 :${source('ann')} PRIVMSG #tea :hot`]);
    assert.deepEqual(ann.heard(), []);
  });

  test('without a recipient or a text is refused, and a notice never is', () => {
    const ann = place.irc('ann');
    assert.deepEqual(
      ann.says('PRIVMSG', 'PRIVMSG ann', 'PRIVMSG ann :', 'NOTICE', 'NOTICE x', 'NOTICE x :y'),
      [
        ':irc.example 411 ann :No recipient given (PRIVMSG)',
        ':irc.example 412 ann :No text to send',
        ':irc.example 412 ann :No text to send',
      ],
    );
    assert.equal(
      ann.says('PRIVMSG a,b,c,d,e :x')[0],
      ':irc.example 407 ann a,b,c,d,e :Too many targets',
    );
  });

  test('comes back to who asks for that, with its label', () => {
    const ann = place.irc('ann', 'echo-message', 'labeled-response', 'batch', 'message-tags');
    place.irc('ben');
    assert.deepEqual(plain(ann.says('@label=x PRIVMSG ben :hi')), [
      `@label=x;msgid=1 :${source('ann')} PRIVMSG ben :hi`,
    ]);
    const told = plain(ann.says('@label=y PRIVMSG ben,nobody :hi'));
    assert.equal(told.length, 4);
    assert.match(told[0] ?? '', /^@label=y :irc\.example BATCH \+(\S+) labeled-response$/);
    assert.match(told[2] ?? '', /^@batch=\S+ :irc\.example 401 ann nobody /);
    // With neither, it is only acknowledged.
    const ben = place.irc('cat', 'labeled-response', 'batch');
    assert.deepEqual(ben.says('@label=z PRIVMSG ann :hi', '@label=p PING 1', '@label=q JOIN :'), [
      '@label=z :irc.example ACK',
      '@label=p :irc.example PONG irc.example :1',
      '@label=q :irc.example 461 cat JOIN :Not enough parameters',
    ]);
  });

  test('that is long, or of several lines, comes in lines that fit', () => {
    const ann = place.irc('ann', 'message-tags');
    const nat = place.lines('nat');
    const words = Array.from({ length: 300 }, (_, i) => `wörd${i}`).join(' ');
    nat.says(`sendto ann ${words}`);
    const lines = plain(ann.heard());
    assert.ok(lines.length > 3);
    const texts = lines.map(
      (line) => /^(?:@\S+ )?:nat!~u@nat\.chinwag PRIVMSG ann :(.*)$/.exec(line)?.[1],
    );
    assert.equal(texts.join(' '), words);
    // The first line alone has the id.
    assert.match(lines[0] ?? '', /^@msgid=/);
    assert.ok(lines.slice(1).every((line) => line.startsWith(':nat')));
    for (const line of lines) assert.ok(Buffer.byteLength(line.replace(/^@\S+ /, '')) <= 510);
  });

  test('of what one does is an ACTION in IRC, and marked as that elsewhere', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben')];
    const nat = place.lines('nat');
    ann.says('PRIVMSG ben,nat :\x01ACTION waves\x01');
    assert.deepEqual(ben.heard(), [`:${source('ann')} PRIVMSG ben :\x01ACTION waves\x01`]);
    assert.deepEqual(nat.heard(), ['ann (action): waves']);
    nat.says('me ben nods');
    assert.deepEqual(ben.heard(), [':nat!~u@nat.chinwag PRIVMSG ben :\x01ACTION nods\x01']);
    assert.deepEqual(ann.says('PRIVMSG ben :\x01VERSION\x01', 'NOTICE ben :\x01VERSION x\x01'), [
      ':irc.example 531 ann ben :CTCP is not passed on here',
    ]);
    assert.deepEqual(ben.heard(), []);
    // Nobody asks a client anything from elsewhere.
    nat.send('sendto ben \x01VERSION\x01\n');
    assert.deepEqual(ben.heard(), [':nat!~u@nat.chinwag PRIVMSG ben :\ufffdVERSION\ufffd']);
  });

  test('comes from a nick, whatever its author is called elsewhere', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben')];
    const odd = place.lines('a*b!c');
    odd.says('sendto ann x');
    const [line = ''] = ann.heard();
    assert.match(line, /^:a_b_c:\w{4}!~u@x[0-9a-f]{12}\.chinwag PRIVMSG ann :x$/);
    // By that nick one answers.
    ann.says(`PRIVMSG ${nickIn(line)} :y`);
    assert.deepEqual(odd.heard(), ['ann: y']);
    // A name that a client cannot tell from another's has a nick of its own.
    join('#tea', ann, ben);
    const twin = place.lines('BEN');
    twin.says('join #tea');
    const [came = ''] = ann.heard();
    assert.match(came, /^:BEN:\w{4}!~u@ben\.chinwag JOIN #tea$/);
    ann.says(`PRIVMSG ${nickIn(came)} :hi`, 'PRIVMSG ben :ho');
    assert.deepEqual(
      [twin.heard().at(-1), ben.heard().at(-1)],
      ['ann: hi', `:${source('ann')} PRIVMSG ben :ho`],
    );
    // And nobody passes for a service.
    const mallory = place.lines('NickServ');
    mallory.says('sendto ann password?');
    assert.match(ann.heard()[0] ?? '', /^:NickServ:\w{4}!/);
  });

  test('never goes to somebody who only looks like its recipient', () => {
    const ann = place.irc('ann');
    // Names that are no nicks, and the ones that could be made of them.
    for (const [odd, plain] of [
      ['bob*smith', 'bob_smith'],
      ['7of9', '_of9'],
    ] as const) {
      const impostor = place.lines(odd);
      impostor.says('sendto ann x');
      const nick = nickIn(ann.heard()[0]);
      assert.deepEqual(ann.says(`PRIVMSG ${plain} :secret`), [
        `:irc.example 401 ann ${plain} :No such nick/channel`,
      ]);
      const real = place.lines(plain);
      ann.says(`PRIVMSG ${plain} :for you`, `PRIVMSG ${nick} :and you`);
      assert.deepEqual([real.heard(), impostor.heard()], [['ann: for you'], ['ann: and you']]);
      // Whoever came first: an exact name is its own nick.
      real.says('sendto ann y');
      assert.match(ann.heard()[0] ?? '', new RegExp(`^:${plain}!`));
    }
  });

  test('goes on to whom a client knows by the nick, whoever else comes', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben')];
    const first = place.lines('Bob');
    first.says('sendto ann it is me');
    assert.match(ann.heard()[0] ?? '', /^:Bob!/);
    const second = place.lines('bob');
    second.says('sendto ann no, me');
    const other = nickIn(ann.heard()[0]);
    assert.match(other, /^bob:\w{4}$/);
    ann.says('PRIVMSG Bob :a', 'PRIVMSG BOB :b', 'PRIVMSG bob :c', `PRIVMSG ${other} :d`);
    assert.deepEqual(first.heard(), ['ann: a', 'ann: b', 'ann: c']);
    assert.deepEqual(second.heard(), ['ann: d']);
    // A client that knows neither means who has the name.
    ben.says('PRIVMSG bob :e');
    assert.deepEqual([first.heard(), second.heard()], [[], ['ben: e']]);
  });

  test('goes to whom a client has written to, before anybody else who has a name like it', () => {
    const ann = place.irc('ann');
    const first = place.lines('Bob');
    ann.says('PRIVMSG Bob :a');
    place.lines('bob').says('sendto ann b');
    assert.match(ann.heard()[0] ?? '', /^:bob:\w{4}!/);
    assert.deepEqual(first.heard(), ['ann: a']);
  });

  test('has no line breaks of its own', () => {
    const ann = place.irc('ann');
    const nat = place.lines('nat');
    ann.says('JOIN #tea');
    nat.says('join #tea');
    ann.heard();
    nat.says('away lunch');
    // Of texts that are not messages there is one line each, cut where it is too long.
    ann.says(`TOPIC #tea :${'字'.repeat(150)}`);
    for (const line of ann.says('TOPIC #tea')) assert.ok(Buffer.byteLength(line) <= 510, line);
  });
});

describe('what becomes of a message', () => {
  test('is told in tags where a client has them, and else in words', () => {
    const ann = place.irc('ann', 'message-tags', 'echo-message', 'draft/message-redaction');
    const [ben, cat] = [place.irc('ben'), place.irc('cat', 'message-tags')];
    join('#tea', ann, ben, cat);
    ann.heard();
    ben.heard();
    const [echo = ''] = ann.says('PRIVMSG #tea :hot');
    const id = /msgid=(\S+)/.exec(echo)?.[1] ?? '';
    assert.deepEqual(ben.heard(), [`:${source('ann')} PRIVMSG #tea :hot`]);
    cat.heard();
    cat.says(`@+draft/react=👍;+draft/reply=${id} TAGMSG #tea`);
    assert.deepEqual(plain(ann.heard()), [
      `@+draft/reply=1;+reply=1;+draft/react=👍 :${source('cat')} TAGMSG #tea`,
    ]);
    assert.deepEqual(ben.heard(), [`:${source('cat')} NOTICE #tea :reacted 👍 to ann`]);
    cat.says(`@+draft/unreact=👍;+reply=${id} TAGMSG #tea`);
    assert.deepEqual(ben.heard(), [`:${source('cat')} NOTICE #tea :took back 👍 to ann`]);
    ann.heard();
    // An answer, and what is no answer to anything.
    cat.says(
      `@+draft/reply=${id} PRIVMSG #tea :very`,
      '@+reply=zz PRIVMSG #tea :so',
      `@+reply=${id} PRIVMSG ann :dm`,
    );
    assert.deepEqual(plain(ann.heard()), [
      `@msgid=2;+draft/reply=1;+reply=1 :${source('cat')} PRIVMSG #tea :very`,
      `@msgid=3 :${source('cat')} PRIVMSG #tea :so`,
      `@msgid=4 :${source('cat')} PRIVMSG ann :dm`,
    ]);
    ben.heard();
    assert.deepEqual(plain(ann.says(`REDACT #tea ${id} :oops`)), [
      `:${source('ann')} REDACT #tea ${id}`.replace(/[0-9a-f]{10}-/, (found) => found),
    ]);
    assert.deepEqual(ben.heard(), [`:${source('ann')} NOTICE #tea :took back a message`]);
    assert.deepEqual(plain(cat.heard()), [
      `@+draft/reply=1;+reply=1 :${source('ann')} NOTICE #tea :took back a message`,
    ]);
    assert.deepEqual(
      ann.says(`REDACT #tea ${id}`, 'REDACT #tea nonsense!', 'REDACT #no x', 'REDACT #tea'),
      [
        `:irc.example FAIL REDACT UNKNOWN_MSGID #tea ${id} :There is no such message`,
        ':irc.example FAIL REDACT UNKNOWN_MSGID #tea nonsense! :There is no such message',
        ':irc.example FAIL REDACT INVALID_TARGET #no :You cannot delete messages there',
        ':irc.example 461 ann REDACT :Not enough parameters',
      ],
    );
  });

  test('that is edited is one short line for who has only lines, and shows where it is cut', () => {
    const ann = place.irc('ann');
    const nat = place.lines('nat');
    nat.says('create #tea');
    join('#tea', ann);
    nat.says('sendto #tea a');
    ann.heard();
    assert.deepEqual(nat.says('edit -1 one\u2028two').at(-1), 'Success');
    assert.deepEqual(ann.heard(), [':nat!~u@nat.chinwag NOTICE #tea :now: one␤two']);
    nat.says(`edit -1 \x01${'wörd '.repeat(500)}`);
    const [line = '', ...others] = ann.heard();
    assert.deepEqual(others, []);
    assert.ok(line.endsWith('…') && Buffer.byteLength(line) <= 510, line);
    assert.ok(line.includes(' :now: \ufffdwörd wörd'));
    ann.says('PRIVMSG Chinwag :notices off');
    nat.says('edit -1 three');
    assert.deepEqual(ann.heard(), []);
  });

  test('is told in words only to who wants to know', () => {
    const [ann, ben] = [place.irc('ann'), place.irc('ben', 'message-tags', 'echo-message')];
    join('#tea', ann, ben);
    ann.heard();
    assert.deepEqual(ann.says('PRIVMSG Chinwag :notices off'), [
      ':Chinwag!Chinwag@services.irc.example NOTICE ann :notices are off',
    ]);
    const id = /msgid=(\S+)/.exec(ben.says('PRIVMSG #tea :x')[0] ?? '')?.[1];
    ben.says(`@+draft/react=👍;+reply=${id} TAGMSG #tea`);
    assert.deepEqual(ann.heard(), [`:${source('ben')} PRIVMSG #tea :x`]);
  });

  test('and who is typing', () => {
    const [ann, ben] = [place.irc('ann', 'message-tags'), place.irc('ben', 'message-tags')];
    join('#tea', ann, ben);
    ann.heard();
    ben.says(
      '@+typing=active TAGMSG #tea',
      '@+typing=paused TAGMSG #tea',
      '@+typing=active TAGMSG ann',
    );
    assert.deepEqual(ann.heard(), [
      `@+typing=active :${source('ben')} TAGMSG #tea`,
      `@+typing=active :${source('ben')} TAGMSG ann`,
    ]);
    const cat = place.irc('cat');
    cat.says('@+typing=active TAGMSG ann');
    assert.deepEqual(ann.heard(), []);
    assert.deepEqual(cat.says('TAGMSG'), [':irc.example 411 cat :No recipient given (TAGMSG)']);
  });
});

describe('people', () => {
  test('are found by WHO, WHOIS, ISON and USERHOST', () => {
    const ann = place.irc('ann');
    const nat = place.lines('nat');
    join('#tea', ann);
    nat.says('join #tea');
    ann.heard();
    assert.deepEqual(
      ann.says('WHO #tea %tcuhnfar,152', 'WHO nat', 'WHO n*', 'WHO nobody', 'WHO #tea %n'),
      [
        ':irc.example 354 ann 152 #tea ~ann ann.chinwag ann H@ 0 :ann Real',
        ':irc.example 354 ann 152 #tea ~u nat.chinwag nat H 0 :nat',
        ':irc.example 315 ann #tea :End of /WHO list',
        ':irc.example 352 ann #tea ~u nat.chinwag irc.example nat H :0 nat',
        ':irc.example 315 ann nat :End of /WHO list',
        ':irc.example 352 ann #tea ~u nat.chinwag irc.example nat H :0 nat',
        ':irc.example 315 ann n* :End of /WHO list',
        ':irc.example 315 ann nobody :End of /WHO list',
        ':irc.example 354 ann ann',
        ':irc.example 354 ann nat',
        ':irc.example 315 ann #tea :End of /WHO list',
      ],
    );
    nat.says('away lunch');
    assert.deepEqual(ann.says('WHOIS irc.example nat', 'WHOIS nobody', 'WHOIS', 'WHOWAS x'), [
      ':irc.example 311 ann nat ~u nat.chinwag * :nat',
      ':irc.example 319 ann nat :#tea',
      ':irc.example 312 ann nat irc.example :Chinwag',
      ':irc.example 317 ann nat 0 1795409400 :seconds idle, signon time',
      ':irc.example 301 ann nat :lunch',
      ':irc.example 318 ann nat :End of /WHOIS list',
      ':irc.example 401 ann nobody :No such nick/channel',
      ':irc.example 318 ann nobody :End of /WHOIS list',
      ':irc.example 431 ann :No nickname given',
      ':irc.example 406 ann x :There was no such nickname',
      ':irc.example 369 ann x :End of WHOWAS',
    ]);
    // A nick that is nobody's, whatever it is, hides no others.
    assert.deepEqual(ann.says(`ISON nat ${'x'.repeat(21)} :ann`), [
      ':irc.example 303 ann :nat ann',
    ]);
    assert.deepEqual(ann.says('ISON nat nobody :ann', 'USERHOST nat ann nobody', 'WHO #tea %nf'), [
      ':irc.example 303 ann :nat ann',
      ':irc.example 302 ann :nat=-~u@nat.chinwag ann=+~ann@ann.chinwag',
      ':irc.example 354 ann ann H@',
      ':irc.example 354 ann nat G',
      ':irc.example 315 ann #tea :End of /WHO list',
    ]);
  });

  test('are away, and back', () => {
    const [ann, ben] = [place.irc('ann', 'away-notify'), place.irc('ben')];
    join('#tea', ann, ben);
    ann.heard();
    assert.deepEqual(ben.says('AWAY :lunch'), [
      ':irc.example 306 ben :You have been marked as being away',
    ]);
    assert.deepEqual(ann.heard(), [`:${source('ben')} AWAY :lunch`]);
    // Once in a while.
    assert.deepEqual(ann.says('PRIVMSG ben :hi', 'PRIVMSG ben :hi'), [
      ':irc.example 301 ann ben :lunch',
    ]);
    ben.heard();
    assert.deepEqual(ben.says('AWAY'), [':irc.example 305 ben :You are no longer marked as away']);
    assert.deepEqual(ann.heard(), [`:${source('ben')} AWAY`]);
  });
});

describe('the server', () => {
  test('says what it is', () => {
    place = new Place({ motd: null });
    const ann = place.irc('ann');
    assert.deepEqual(
      ann.says('VERSION', 'TIME', 'ADMIN', 'INFO', 'STATS u', 'STATS', 'LINKS', 'MOTD', 'NAMES'),
      [
        ':irc.example 351 ann chinwag-1.0 irc.example :Chinwag',
        ':irc.example 391 ann irc.example :Mon, 23 Nov 2026 04:50:00 GMT',
        ':irc.example 423 ann irc.example :No administrative info available',
        ':irc.example 371 ann :Chinwag 1.0, a chat server for any client',
        ':irc.example 374 ann :End of INFO list',
        ':irc.example 242 ann :Server Up 0 days 00:00:00',
        ':irc.example 219 ann u :End of /STATS report',
        ':irc.example 219 ann * :End of /STATS report',
        ':irc.example 365 ann * :End of /LINKS list',
        ':irc.example 422 ann :There is no message of the day',
        ':irc.example 366 ann * :End of /NAMES list',
      ],
    );
    assert.equal(ann.says('HELP')[0], ':irc.example 704 ann index :Help');
    assert.deepEqual(ann.says('HELP x'), [
      ':irc.example 524 ann x :No help available on this topic',
    ]);
  });

  test('has services that help', () => {
    const ann = place.irc('ann');
    for (const line of [
      'PRIVMSG NickServ :HELP',
      'NS',
      'PRIVMSG chinwag :hello',
      'PRIVMSG ChanServ :OP',
    ]) {
      const heard = ann.says(line);
      assert.ok(heard.length > 0);
      for (const one of heard) assert.match(one, /^:\w+!\w+@services\.irc\.example NOTICE ann :/);
    }
    assert.deepEqual(ann.says('NOTICE NickServ :HELP'), []);
  });
});

describe('help for clients', () => {
  let clients = 0;
  const asked = (...capabilities: string[]) => {
    const peer = place.irc(`ann${++clients}`, ...capabilities);
    const lines = peer.says('PRIVMSG chinwag help');
    for (const line of lines)
      assert.ok(!line.endsWith('…') && Buffer.byteLength(line) <= 510, line);
    return lines.map((line) => line.replace(/^:\S+ NOTICE \S+ :/, '')).join('\n');
  };

  test('says what the client is missing, and how to have it', () => {
    const told = asked();
    assert.match(told, /This is what you are missing:/);
    assert.match(told, /- without draft\/chathistory: you cannot scroll back/);
    assert.match(told, /- without batch draft\/multiline: /);
    assert.match(told, /- without an account: nothing said to you is kept/);
    assert.match(told, /asks for no capabilities \(IRCv3\)/);
  });

  test('says only what it is missing', () => {
    const told = asked('server-time', 'message-tags', 'znc.in/self-message', 'batch');
    assert.doesNotMatch(told, /without (?:server-time|message-tags|echo-message)/);
    assert.match(told, /without batch draft\/multiline/);
    assert.match(told, /\/set irc\.server_default\.capabilities/);
    const all = asked(
      ...['draft/chathistory', 'server-time', 'message-tags', 'echo-message', 'batch'],
      ...['draft/message-redaction', 'draft/read-marker', 'away-notify', 'draft/multiline'],
    );
    assert.doesNotMatch(all, /WeeChat|IRCv3|without draft/);
    assert.match(all, /without an account/);
  });
});
