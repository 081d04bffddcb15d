import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { FakeClock, FakeNetwork } from '../../test/support/controlled-network.ts';
import { encodeText } from '../protocol/bytes.ts';
import { newFrame } from '../protocol/frame-writer.ts';
import { FrameType } from '../protocol/frames.ts';
import { encodeNames, encodeResponse } from '../protocol/server-frames.ts';
import { message } from '../protocol/testing.ts';
import { Connection, type ConnectionListener } from './connection.ts';
import { loadVocabulary } from './own-vocabulary.ts';
import type { LoadVocabulary } from './vocabulary.ts';

const SUCCESS = encodeResponse(0, 0);

let network: FakeNetwork;
let heard: string[];
let connection: Connection;

beforeEach(() => {
  network = new FakeNetwork();
  heard = [];
  connection = new Connection({ open: network.open, loadVocabulary }, listener);
});

const listener: ConnectionListener = {
  opened: () => heard.push('opened'),
  reply: (request, reply) => heard.push(`${request.command}: ${JSON.stringify(reply)}`),
  message: (from, text) => heard.push(`${from}: ${text}`),
  event: ({ kind }) => heard.push(kind),
  drained: () => heard.push('drained'),
  ended: ({ kind, why }, owed) =>
    heard.push(`${kind}: ${why} [${owed.map(({ command }) => command)}]`),
};

describe('a connection', () => {
  test('sends each command as its frame', () => {
    network.accept();
    connection.login('alice');
    connection.list();
    connection.sendto('bob', 'hi');
    connection.logout();
    assert.deepEqual(network.sent, ['login alice', 'list', 'sendto bob hi', 'logout']);
    assert.equal(connection.owed, 4);
  });

  test('tells replies with their requests, and messages, in the order of their arrival', () => {
    network.accept();
    connection.login('alice');
    connection.list();
    connection.sendto('bob', 'hi');
    connection.logout();
    network.say(
      SUCCESS,
      message('bob', 'yo'),
      encodeNames([encodeText('alice'), encodeText('bob')]),
      encodeResponse(1, 4, 'no such user'),
      encodeResponse(2, 0, 'what?'),
    );
    assert.deepEqual(heard, [
      'opened',
      'login: {"kind":"ok","data":null}',
      'bob: yo',
      'list: {"kind":"names","names":["alice","bob"]}',
      'sendto: {"kind":"failure","reason":4,"detail":"no such user"}',
      'logout: {"kind":"malformed","detail":"what?"}',
    ]);
    assert.equal(connection.owed, 0);
  });

  test('understands frames however they are cut', () => {
    network.accept();
    connection.login('alice');
    const bytes = Buffer.concat([message('bob', 'hi ☕'), SUCCESS, message('bob', 'there')]);
    for (const byte of bytes) network.say(Uint8Array.of(byte));
    assert.deepEqual(heard, [
      'opened',
      'bob: hi ☕',
      'login: {"kind":"ok","data":null}',
      'bob: there',
    ]);
  });

  test('takes a failure as a reply to list', () => {
    network.accept();
    connection.list();
    network.say(encodeResponse(1, 9, ''));
    assert.deepEqual(heard.slice(1), ['list: {"kind":"failure","reason":9,"detail":""}']);
  });

  test('that never opened was unreachable', () => {
    network.break('refused');
    assert.deepEqual(heard, ['unreachable: refused []']);
  });

  test('that is lost says what is still owed', () => {
    network.accept();
    connection.login('alice');
    connection.list();
    network.say(SUCCESS);
    network.break('reset');
    assert.deepEqual(heard.at(-1), 'lost: reset [list]');
  });

  test('that is lost in the middle of a frame says so', () => {
    network.accept();
    network.say(message('bob', 'hi').subarray(0, 9));
    network.break('gone');
    assert.deepEqual(heard.at(-1), 'lost: gone, in the middle of a message []');
  });

  test('tells nothing after it was closed, not even what came in the same chunk', () => {
    const quiet: string[] = [];
    const closing: Connection = new Connection(
      { open: network.open, loadVocabulary },
      {
        opened: () => {},
        reply: () => quiet.push('reply'),
        message: () => {
          quiet.push('message');
          closing.close();
        },
        event: () => {},
        drained: () => {},
        ended: () => quiet.push('ended'),
      },
    );
    network.accept();
    network.say(Buffer.concat([message('bob', '1'), message('bob', '2')]));
    assert.deepEqual(quiet, ['message']);
    assert.ok(network.closedByClient);
  });

  test('passes back-pressure both ways', () => {
    network.accept();
    network.congested = true;
    assert.ok(connection.congested);
    network.drain();
    assert.deepEqual(heard, ['opened', 'drained']);
    connection.pause();
    assert.ok(network.paused);
    connection.resume();
    assert.ok(!network.paused);
  });
});

describe('a server that breaks the protocol ends the connection, with the reason', () => {
  const breaks: Record<string, [Uint8Array, RegExp]> = {
    'a reply that nobody asked for': [SUCCESS, /nobody had asked/],
    'a list that nobody asked for': [encodeNames([]), /nobody had asked/],
    'another protocol': [Buffer.from('HTTP/1.1 400 Bad Request\r\n'), /version 72/],
    'reserved bytes': [Uint8Array.of(1, 0x81, 0, 1, 0, 0, 0, 0), /reserved/],
    'a payload of 4 GiB': [Uint8Array.of(1, 0x82, 0, 0, 255, 255, 255, 255), /payload/],
    'an unknown type': [newFrame(0x91, 0), /0x91/],
    'an EVENT without JSON': [newFrame(0x90, 0), /the length of the JSON is missing/],
    'a RESPONSE without a result': [newFrame(FrameType.response, 0), /RESPONSE/],
    'a result that does not exist': [encodeResponse(3 as 2, 0), /result 3/],
  };
  for (const [what, [bytes, why]] of Object.entries(breaks)) {
    test(what, () => {
      network.accept();
      network.say(bytes);
      network.say(message('bob', 'not heard'));
      assert.equal(heard.length, 2);
      assert.match(heard[1] ?? '', /^protocol: /);
      assert.match(heard[1] ?? '', why);
      assert.ok(network.closedByClient);
    });
  }

  test('names in reply to something else than list', () => {
    network.accept();
    connection.login('alice');
    network.say(encodeNames([]));
    assert.match(heard[1] ?? '', /^protocol: .* login \[login\]$/);
  });
});

describe('a connection whose vocabulary is still being fetched', () => {
  let loaded: () => void;
  let failed: () => void;
  let clock: FakeClock;
  const load: LoadVocabulary = (done, fail) => {
    loaded = () => loadVocabulary(done, fail);
    failed = fail;
  };

  beforeEach(() => {
    clock = new FakeClock();
    connection = new Connection({ open: network.open, loadVocabulary: load }, listener, clock);
  });

  test('is open when both are there, whichever comes last', () => {
    network.accept();
    assert.deepEqual(heard, []);
    loaded();
    assert.deepEqual(heard, ['opened']);
    connection = new Connection({ open: network.open, loadVocabulary: load }, listener, clock);
    loaded();
    assert.deepEqual(heard, ['opened']);
    network.accept();
    assert.deepEqual(heard, ['opened', 'opened']);
  });

  test('ends as one that reaches nobody where it cannot be had', () => {
    network.accept();
    failed();
    assert.deepEqual(heard, ['unreachable: a part of this program could not be loaded []']);
    assert.ok(network.closedByClient);
    loaded();
    assert.equal(heard.length, 1, 'it comes too late');
  });

  test('does not wait for ever', () => {
    network.accept();
    clock.pass(10_000);
    assert.deepEqual(heard, ['unreachable: a part of this program was not loaded within 10 s []']);
    assert.ok(network.closedByClient);
  });

  test('says nothing more when it was closed meanwhile', () => {
    network.accept();
    connection.close();
    loaded();
    failed();
    clock.pass(60_000);
    assert.deepEqual(heard, []);
  });
});
