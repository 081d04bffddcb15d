import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { Place } from '../../../test/support/irc-peer.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});

const numbers = (lines: readonly string[]) =>
  lines.map((line) => /^:irc\.example (\d{3}|[A-Z]+) /.exec(line)?.[1] ?? line);

const WELCOME = ['001', '002', '003', '004', '005', '005', '251', '255', '265', '266', '422'];

describe('a client registers', () => {
  test('with NICK and USER, in either order', () => {
    for (const [at, lines] of [
      ['NICK ann', 'USER ann 0 * :Ann'],
      ['USER ben 0 * :Ben', 'NICK ben'],
    ].entries()) {
      const heard = place.stranger().says(...lines);
      assert.deepEqual(numbers(heard.slice(0, -1)), WELCOME);
      const nick = ['ann', 'ben'][at];
      assert.equal(
        heard[0],
        `:irc.example 001 ${nick} :Welcome to the Chinwag network, ${nick}!~${nick}@${nick}.chinwag`,
      );
      assert.equal(heard.at(-1), `:${nick} MODE ${nick} +i`);
    }
  });

  test('however its lines are cut, and with either end', () => {
    const bytes = Buffer.from('nick ann\nuser ann 0 * :Ann\r\nping x\n\r\n');
    const peer = place.stranger();
    for (const byte of bytes) peer.send(Uint8Array.of(byte));
    const heard = peer.heard();
    assert.equal(heard.length, WELCOME.length + 2);
    assert.equal(heard.at(-1), ':irc.example PONG irc.example :x');
  });

  test('only when capabilities are negotiated, which goes on working later', () => {
    const peer = place.stranger();
    const [ls] = peer.says('CAP LS 302', 'NICK ann', 'USER ann 0 * :Ann');
    assert.match(ls ?? '', /^:irc\.example CAP \* LS :.*\bsasl=PLAIN/);
    assert.deepEqual(peer.says('CAP REQ :server-time message-tags'), [
      ':irc.example CAP ann ACK :server-time message-tags',
    ]);
    assert.deepEqual(numbers(peer.says('CAP END').slice(0, -1)), WELCOME);
    assert.deepEqual(peer.says('CAP LIST', 'CAP REQ :-server-time', 'CAP LIST'), [
      ':irc.example CAP ann LIST :message-tags server-time cap-notify',
      ':irc.example CAP ann ACK :-server-time',
      ':irc.example CAP ann LIST :message-tags cap-notify',
    ]);
  });

  test('with capabilities all or none, and in lines that fit', () => {
    const peer = place.stranger();
    assert.deepEqual(peer.says('CAP REQ :batch nonsense', 'CAP LIST', 'CAP REQ :', 'CAP FOO'), [
      ':irc.example CAP * NAK :batch nonsense',
      ':irc.example CAP * LIST :',
      ':irc.example CAP * ACK :',
      ':irc.example 410 * FOO :Invalid CAP command',
    ]);
    assert.deepEqual(peer.says('CAP LS 302', 'CAP REQ :-cap-notify').slice(1), [
      ':irc.example CAP * NAK :-cap-notify',
    ]);
    const many = Array(60).fill('batch').join(' ');
    const lines = peer.says(`CAP REQ :${many}`);
    assert.equal(lines.map((line) => line.replace(/^.* ACK :/, '')).join(' '), many);
    for (const line of lines) assert.ok(line.length <= 510);
  });

  test('under a name that is free, or hears 433 and takes another', () => {
    place.irc('ann');
    const peer = place.stranger();
    assert.deepEqual(peer.says('NICK ann', 'USER ann 0 * :Ann'), [
      ':irc.example 433 * ann :Nickname is already in use',
    ]);
    // What is one name to a client is one here, too.
    assert.deepEqual(peer.says('NICK ANN'), [':irc.example 433 * ANN :Nickname is already in use']);
    assert.match(peer.says('NICK ann_')[0] ?? '', /^:irc\.example 001 ann_ /);
  });

  test('under no name that means something else', () => {
    const peer = place.stranger();
    peer.says('USER x 0 * :x');
    for (const nick of [
      '#x',
      '1x',
      'a*b',
      'a,b',
      '@a',
      '+a',
      '~a',
      'a!b',
      'x'.repeat(21),
      '$a',
      '%a',
    ]) {
      assert.deepEqual(peer.says(`NICK ${nick}`), [
        `:irc.example 432 * ${nick} :Erroneous nickname`,
      ]);
    }
    assert.deepEqual(
      peer.says('NICK', 'NICK :'),
      Array(2).fill(':irc.example 431 * :No nickname given'),
    );
    for (const nick of ['NickServ', 'chanserv', 'CHINWAG']) {
      assert.deepEqual(peer.says(`NICK ${nick}`), [
        `:irc.example 433 * ${nick} :Nickname is already in use`,
      ]);
    }
    assert.match(peer.says('NICK [字]|{}\\^_-')[0] ?? '', / 001 /);
  });

  test('before anything else', () => {
    const peer = place.stranger();
    assert.deepEqual(peer.says('JOIN :', 'PRIVMSG x :y', 'FOO', 'PING 1', 'PASS'), [
      ':irc.example 451 * JOIN :You have not registered',
      ':irc.example 451 * PRIVMSG :You have not registered',
      ':irc.example 451 * FOO :You have not registered',
      ':irc.example PONG irc.example :1',
      ':irc.example 461 * PASS :Not enough parameters',
    ]);
  });

  test('once', () => {
    const peer = place.irc('ann');
    assert.deepEqual(peer.says('USER a b c d', 'PASS x', 'NICK ann'), [
      ':irc.example 462 ann :You may not reregister',
      ':irc.example 462 ann :You may not reregister',
    ]);
  });

  test('and its user name is made plain', () => {
    const peer = place.stranger();
    peer.says('USER a@!b:longlonglong 0 * :x', 'NICK ann');
    assert.match(peer.says('WHOIS ann')[0] ?? '', / 311 ann ann ~ablonglon \S+ \* :x$/);
  });

  test('by a password in vain, if nobody has that name', () => {
    const heard = place.stranger().says('PASS secret', 'NICK ann', 'USER ann 0 * :x');
    assert.match(heard[0] ?? '', / 001 ann /);
    const peer = place.stranger();
    assert.deepEqual(peer.says('PASS bob:secret', 'NICK ben', 'USER ben 0 * :x'), [
      ':irc.example 464 ben :Password incorrect (no such user)',
      'ERROR :Closing link: no such user',
    ]);
    assert.equal(peer.ending, 'no such user');
  });
});

describe('005', () => {
  test('has what is true, in lines that fit', () => {
    const heard = place.stranger().says('NICK ann', 'USER ann 0 * :x');
    const lines = heard.filter((line) => line.includes(' 005 '));
    const tokens = lines.flatMap((line) =>
      line.split(' :')[1] ? line.split(' ').slice(3, -5) : [],
    );
    for (const line of lines) assert.ok(line.length <= 510);
    for (const token of [
      'CASEMAPPING=ascii',
      'PREFIX=(ohv)@%+',
      'UTF8ONLY',
      'NICKLEN=20',
      'WHOX',
    ]) {
      assert.ok(
        lines.some((line) => line.includes(` ${token} `)),
        token,
      );
    }
    assert.equal(new Set(tokens).size, tokens.length);
  });
});

describe('SASL', () => {
  test('is offered where a password may travel, and fails for nobody', () => {
    const peer = place.stranger();
    peer.says('CAP LS 302', 'NICK ann', 'USER ann 0 * :x', 'CAP REQ :sasl');
    const plain = (text: string) => Buffer.from(text.replaceAll('|', '\0')).toString('base64');
    assert.deepEqual(peer.says('AUTHENTICATE PLAIN'), ['AUTHENTICATE +']);
    assert.deepEqual(peer.says(`AUTHENTICATE ${plain('|bob|secret')}`), [
      ':irc.example 904 ann :SASL authentication failed: no such user',
    ]);
    assert.deepEqual(peer.says('AUTHENTICATE SCRAM-SHA-256'), [
      ':irc.example 908 ann PLAIN :are available SASL mechanisms',
      ':irc.example 904 ann :SASL authentication failed: no such mechanism',
    ]);
    for (const data of ['+', plain('|bob'), plain('eve|bob|secret'), 'no base64!', plain('||x')]) {
      assert.deepEqual(peer.says('AUTHENTICATE PLAIN', `AUTHENTICATE ${data}`), [
        'AUTHENTICATE +',
        ':irc.example 904 ann :SASL authentication failed: invalid credentials',
      ]);
    }
    assert.deepEqual(peer.says('AUTHENTICATE PLAIN', 'AUTHENTICATE *').slice(1), [
      ':irc.example 906 ann :SASL authentication aborted',
    ]);
    // The welcome has waited for all of it.
    assert.match(peer.says('CAP END')[0] ?? '', / 001 /);
  });

  test('takes no data without end', () => {
    const peer = place.stranger();
    peer.says('AUTHENTICATE PLAIN');
    const chunk = `AUTHENTICATE ${'A'.repeat(400)}`;
    const heard = peer.says(...Array<string>(11).fill(chunk));
    assert.deepEqual(heard, [':irc.example 905 * :SASL message too long']);
    assert.deepEqual(peer.says(`AUTHENTICATE PLAIN`, `AUTHENTICATE ${'A'.repeat(401)}`).slice(1), [
      ':irc.example 905 * :SASL message too long',
    ]);
  });
});

describe('input', () => {
  test('that is too long, or not UTF-8, is refused, and what comes behind it is heard', () => {
    const peer = place.irc('ann');
    assert.deepEqual(peer.says('x'.repeat(511), 'PING a'), [
      ':irc.example 417 ann :Input line was too long',
      ':irc.example PONG irc.example :a',
    ]);
    assert.deepEqual(peer.says(`@a=${'b'.repeat(4093)} PING b`), [
      ':irc.example 417 ann :Input line was too long',
    ]);
    assert.deepEqual(peer.says(`@a=${'b'.repeat(4092)} PING b`), [
      ':irc.example PONG irc.example :b',
    ]);
    peer.send(Buffer.from('PRIVMSG ann :\xff\r\n', 'latin1'));
    assert.deepEqual(peer.heard(), [
      ':irc.example FAIL * INVALID_UTF8 :Message rejected: it is not UTF-8',
    ]);
    peer.send('PI\0NG\0 c\r\r\n');
    assert.deepEqual(peer.heard(), [':irc.example PONG irc.example :c']);
  });

  test('that nobody knows is 421', () => {
    assert.deepEqual(place.irc('ann').says('BOUNCER LISTNETWORKS', 'MAP'), [
      ':irc.example 421 ann BOUNCER :Unknown command',
      ':irc.example 421 ann MAP :Unknown command',
    ]);
  });

  test('after QUIT is not heard', () => {
    const peer = place.irc('ann');
    assert.deepEqual(peer.says('QUIT :bye', 'PING x'), ['ERROR :Closing link: quit: bye']);
    assert.equal(peer.ending, 'quit: bye');
  });
});
