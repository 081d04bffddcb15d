/** Guests' rooms at each gateway: a message reaches all of them, encoded once for each format. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { FakeTransport, guestsHub } from '../../test/support/gateway-transport.ts';
import { Entrance } from '../chat/entrance.ts';
import type { Hub } from '../chat/hub.ts';
import type { OpenGateway } from '../chat/ports.ts';
import { decodeText, encodeText } from '../protocol/bytes.ts';
import { encodeLogin, encodeSendto } from '../protocol/client-frames.ts';
import { FrameReader } from '../protocol/frame-reader.ts';
import { FrameType } from '../protocol/frames.ts';
import { encodeJsonFrame, readJsonFrame } from '../protocol/json-frames.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../protocol/limits.ts';
import { readServerFrame } from '../protocol/server-frames.ts';
import { serverListener } from '../protocol/testing.ts';
import { lineGateway } from './lines.ts';
import { nativeGateway } from './native.ts';

let hub: Hub;
let native: OpenGateway;
let lines: OpenGateway;
beforeEach(() => {
  hub = guestsHub();
  const entrance = new Entrance(hub);
  native = nativeGateway(entrance);
  lines = lineGateway(entrance);
});

/** Somebody who types lines. */
class Typist extends FakeTransport {
  constructor(name: string) {
    super(lines);
    assert.deepEqual(this.says(`login ${name}`), ['Success']);
  }

  /** What is heard after a line. */
  says(line: string): string[] {
    this.send(`${line}\n`);
    return this.heard();
  }

  heard(): string[] {
    return this.take().toString().split('\n').slice(0, -1);
  }
}

/** A client of the seed: SENDTO frames and RESPONSEs. */
class Seed extends FakeTransport {
  constructor(name: string) {
    super(native);
    this.send(encodeLogin(name));
    this.heard();
  }

  heard(): string[] {
    const reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
    reader.push(this.take());
    const { log, listener } = serverListener();
    while (reader.next()) readServerFrame(reader, listener);
    return log;
  }
}

/** One that said hello. */
class Extended extends FakeTransport {
  #id = 0;

  constructor(name: string) {
    super(native);
    this.command('hello', {});
    this.command('login', { name });
    this.heard();
  }

  command(command: string, args: object, text = ''): object[] {
    const json = { command, id: ++this.#id, ...args };
    this.send(encodeJsonFrame(FrameType.command, json, encodeText(text)));
    return this.heard();
  }

  heard(): object[] {
    const reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
    reader.push(this.take());
    const events: object[] = [];
    while (reader.next()) {
      const payload = readJsonFrame(reader);
      assert.ok(typeof payload !== 'string');
      const text = decodeText(payload.bytes, payload.start, payload.end);
      events.push(text === '' ? payload.json : { ...payload.json, text });
    }
    return events;
  }
}

describe('what somebody does', () => {
  test('is heard by each kind of client in its own way, and can be said by each', () => {
    const alice = new Typist('alice');
    const bob = new Seed('bob');
    const carol = new Extended('carol');
    // Neither knows extensions, and there is nothing for them to refer to it by.
    const dave = new Typist('dave');
    assert.deepEqual(alice.says('me dave waves'), ['Success']);
    assert.deepEqual(dave.heard(), ['alice (action): waves']);
    assert.deepEqual(alice.says('me bob waves'), ['Success']);
    assert.deepEqual(bob.heard(), ['message ["alice","/me waves"]']);
    alice.says('me carol waves');
    const [event] = carol.heard();
    assert.deepEqual(
      { ...event, id: 0, at: 0 },
      {
        ...{ event: 'message', from: 'alice', to: 'carol', id: 0, at: 0 },
        ...{ as: 'action', text: 'waves' },
      },
    );
    carol.command('sendto', { to: 'alice', as: 'action' }, 'nods');
    carol.command('sendto', { to: 'alice', as: 'notice' }, 'take note');
    carol.command('sendto', { to: 'alice' }, '/me is as typed');
    assert.deepEqual(alice.heard(), [
      'carol (action): nods',
      'carol (notice): take note',
      'carol: /me is as typed',
    ]);
    // As it always was.
    alice.says('sendto bob /me waves');
    bob.send(encodeSendto('alice', '/me nods'));
    assert.deepEqual(bob.heard(), ['message ["alice","/me waves"]', 'response [0,0,""]']);
    assert.deepEqual(alice.heard(), ['bob: /me nods']);
  });

  test('in a room is marked beside its author, where no text can be', () => {
    const alice = new Typist('alice');
    alice.says('create #lunch');
    const bob = new Seed('bob');
    bob.send(encodeSendto('#lunch', 'hi'));
    const carol = new Extended('carol');
    carol.command('join', { room: '#lunch' });
    for (const one of [alice, bob]) one.heard();
    const told = carol.command('sendto', { to: '#lunch', as: 'action' }, 'waves');
    assert.deepEqual(alice.heard(), ['#lunch: carol (action): waves']);
    assert.deepEqual(bob.heard(), ['message ["#lunch","carol (action): waves"]']);
    const { message } = told.at(-1) as { message: number };
    const answer = carol.command('reply', { message, as: 'action' }, 'nods');
    assert.equal((answer.at(-1) as { result: string }).result, 'ok');
    assert.deepEqual(alice.heard(), ['#lunch: carol (action): nods']);
    alice.says('me #lunch is here');
    const [event] = carol.heard();
    assert.equal((event as { as: string }).as, 'action');
  });
});

describe('a room', () => {
  test('is heard by each kind of client in its own way', () => {
    const alice = new Typist('alice');
    const bob = new Seed('bob');
    const carol = new Extended('carol');
    assert.deepEqual(alice.says('create #lunch'), [
      '#lunch: 1 member, what is said here is not kept',
      'Success',
    ]);
    bob.send(encodeSendto('#lunch', 'joins by saying'));
    assert.deepEqual(bob.heard(), ['response [0,0,""]']);
    assert.deepEqual(alice.heard(), ['#lunch: bob: joins by saying']);
    const joined = carol.command('join', { room: '#lunch' }).at(-1);
    assert.deepEqual(joined, {
      ...{ event: 'reply', id: 3, result: 'ok', room: '#lunch', topic: '', access: 'public' },
      ...{ guests: true, kept: false, slow: 0, members: 3, role: 'member' },
    });
    assert.deepEqual(alice.says('sendto #lunch at one?\u001b'), ['Success']);
    assert.deepEqual(bob.heard(), ['message ["#lunch","alice: at one?\\u001b"]']);
    const [heard] = carol.heard() as [{ id: number; at: number }];
    const { id, at, ...rest } = heard;
    assert.ok(id < 0 && at > 0);
    assert.deepEqual(rest, {
      ...{ event: 'message', from: 'alice', to: '#lunch', guest: true, text: 'at one?\u001b' },
    });
    // What a plain client cannot show is a line.
    const [replied] = carol.command('react', { message: id, emoji: '👍' });
    assert.deepEqual(replied, { event: 'reply', id: 4, result: 'ok' });
    assert.deepEqual(alice.heard(), ['#lunch: * carol reacted 👍 to alice']);
    assert.deepEqual(bob.heard(), ['message ["#lunch","* carol reacted 👍 to alice"]']);
    assert.deepEqual(alice.says(`edit ${id}  at two`), ['Success']);
    assert.deepEqual(bob.heard(), ['message ["#lunch","* alice now:  at two"]']);
    assert.deepEqual(alice.says(`reply ${id} or three`), ['Success']);
    const [edited, answered] = carol.heard() as { reply?: number; text?: string }[];
    assert.equal(edited?.text, ' at two');
    assert.deepEqual([answered?.reply, answered?.text], [id, 'or three']);
    assert.deepEqual(alice.says(`delete ${id}`), ['Success']);
    assert.deepEqual(bob.heard().at(-1), 'message ["#lunch","* alice took back a message"]');
    assert.deepEqual(alice.says('kick #lunch bob too  loud'), ['Success']);
    assert.deepEqual(bob.heard(), ['message ["#lunch","* bob was kicked by alice: too  loud"]']);
    assert.deepEqual(alice.says('notices off'), ['Success']);
    carol.command('sendto', { to: '#lunch' }, 'x');
    carol.command('leave', { room: '#lunch' });
    assert.deepEqual(alice.heard(), ['#lunch: carol: x']);
  });

  test('on lines has commands for everything that a guest may do', () => {
    const alice = new Typist('alice');
    const bob = new Typist('bob');
    alice.says('create #lunch no-guests private');
    assert.deepEqual(bob.says('rooms'), ['Success']);
    assert.deepEqual(bob.says('join #lunch'), ['Failure']);
    assert.deepEqual(alice.says('create #dinner'), [
      '#dinner: 1 member, what is said here is not kept',
      'Success',
    ]);
    assert.deepEqual(bob.says('join #dinner'), [
      '#dinner: 2 members, what is said here is not kept',
      'Success',
    ]);
    assert.deepEqual(alice.says('topic #dinner at eight'), ['Success']);
    assert.deepEqual(bob.heard(), ['#dinner: * alice set the topic: at eight']);
    assert.deepEqual(bob.says('rooms din'), [
      '#dinner 2 public not-kept (member) — at eight',
      'Success',
    ]);
    assert.deepEqual(bob.says('topic #dinner'), ['topic: at eight', 'Success']);
    assert.deepEqual(bob.says('who #dinner'), [
      '#dinner: 2 members, what is said here is not kept',
      'topic: at eight',
      'alice owner here guest',
      'bob member here guest',
      'Success',
    ]);
    assert.deepEqual(alice.says('mute #dinner bob 10m hush'), ['Success']);
    assert.deepEqual(bob.heard(), [
      '#dinner: * bob was muted by alice until 2026-11-23T05:00Z: hush',
    ]);
    assert.deepEqual(bob.says('sendto #dinner x'), ['Failure']);
    alice.says('unmute #dinner bob');
    assert.deepEqual(alice.says('slow #dinner 30s'), ['Success']);
    assert.deepEqual(alice.says('role #dinner bob moderator'), ['Success']);
    assert.deepEqual(bob.heard(), [
      '#dinner: * bob was unmuted by alice',
      '#dinner: * alice turned slow mode on: 30 s between two messages',
      '#dinner: * bob was made moderator by alice',
    ]);
    assert.deepEqual(bob.says('away for  a walk'), ['Success']);
    assert.deepEqual(alice.says('presence bob nobody'), [
      'bob away: for  a walk',
      'nobody offline',
      'Success',
    ]);
    assert.deepEqual(bob.says('away'), ['Success']);
    assert.deepEqual(alice.says('presence bob'), ['bob here', 'Success']);
    assert.deepEqual(alice.says('ban #dinner bob 1h spam'), ['Success']);
    assert.match(alice.says('bans #dinner')[0] ?? '', /^bob until 2026-11-23T05:50Z$/);
    assert.deepEqual(bob.says('join #dinner').at(-1), 'Failure');
    assert.deepEqual(alice.says('unban #dinner bob'), ['Success']);
    assert.deepEqual(alice.says('invite #dinner bob'), ['Success']);
    assert.deepEqual(bob.heard(), ['#dinner: * alice invites you: join #dinner']);
    assert.deepEqual(alice.says('block bob'), ['Success']);
    assert.deepEqual(alice.says('blocks'), ['bob', 'Success']);
    assert.deepEqual(alice.says('unblock bob'), ['Success']);
    assert.deepEqual(alice.says('remove-room #dinner'), ['Success']);
    assert.deepEqual(alice.says('leave #dinner'), ['Failure']);
    for (const line of ['audit', 'group bob', 'pins #lunch', 'edits 1', 'context 1', 'pin 1']) {
      assert.deepEqual(alice.says(line), ['Failure'], line);
    }
  });
});

describe('a post', () => {
  const LONG = 'x'.repeat(65_535);

  test('to many is one buffer for each kind of client, small ones are copied', () => {
    const alice = new Typist('alice');
    alice.says('create #lunch');
    const typists = Array.from({ length: 50 }, (_, index) => new Typist(`t${index}`));
    for (const one of typists) one.says('join #lunch');
    const seeds = Array.from({ length: 50 }, (_, index) => new Seed(`s${index}`));
    for (const one of seeds) one.send(encodeSendto('#lunch', 'x'));
    const extended = Array.from({ length: 50 }, (_, index) => new Extended(`e${index}`));
    for (const one of extended) one.command('join', { room: '#lunch' });
    for (const text of ['short', LONG]) {
      for (const one of [...typists, ...seeds, ...extended]) one.take();
      alice.says(`sendto #lunch ${text}`);
      for (const kind of [typists, seeds, extended]) {
        const buffers = new Set(kind.flatMap(({ shared }) => shared));
        assert.equal(buffers.size, text === LONG ? 1 : 0);
        for (const one of kind) assert.equal(one.written.length, 1);
        const [first] = kind;
        assert.ok(first?.take().includes(text));
      }
    }
  });

  test('does not reach who reads nothing more, and everybody else', () => {
    const alice = new Typist('alice');
    alice.says('create #lunch');
    const [bob, carol] = [new Typist('bob'), new Typist('carol')];
    for (const one of [bob, carol]) one.says('join #lunch');
    bob.deaf = true;
    assert.deepEqual(alice.says('sendto #lunch Hi'), ['Success']);
    assert.deepEqual(bob.heard(), []);
    assert.deepEqual(carol.heard(), ['#lunch: alice: Hi']);
  });
});
