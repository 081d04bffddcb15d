/** Peers that do not read, do not finish, stay silent, or are too many: each costs no more than its limit. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { encodeSendto } from '../src/protocol/client-frames.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { frameOf, WireClient } from './support/wire-client.ts';

const MIB = 1024 * 1024;

function disconnected(why: RegExp) {
  return ({ msg, why: given }: { msg: string; why?: unknown }) =>
    msg === 'disconnected' && why.test(String(given));
}

describe('a peer that does not read', () => {
  test('is cut off as well when a short queue makes no progress', async () => {
    await using server = await ServerProcess.start(
      '--stall-timeout',
      '300ms',
      '--max-send-queue',
      '1GiB',
    );
    using deaf = await WireClient.login(server.port, 'deaf');
    deaf.socket.pause();
    using sender = await WireClient.login(server.port, 'sender');
    const frame = encodeSendto('deaf', 'x'.repeat(65_535));
    // More than the system takes for the peer, and far less than the limit.
    for (let i = 0; i < 200; i++) sender.send(frame);
    await server.logged(disconnected(/read nothing for 0.3 s/));
    await until(
      () => sender.heard.length === 200,
      () => 'all answers',
    );
    assert.ok(sender.heard.includes('Success'));
  });

  test('is cut off first when the queues of all are full together', async () => {
    await using server = await ServerProcess.start(
      '--max-queued-total',
      '8MiB',
      '--max-send-queue',
      '1GiB',
    );
    using deaf = await WireClient.login(server.port, 'deaf');
    deaf.socket.pause();
    using sender = await WireClient.login(server.port, 'sender');
    const frame = encodeSendto('deaf', 'x'.repeat(65_535));
    for (let i = 0; i < 400; i++) sender.send(frame);
    await server.logged(disconnected(/largest queue/));
    sender.say('sendto sender fine');
    await until(
      () => sender.heard.includes('sender: fine'),
      () => 'the sender to go on',
    );
  });

  test('gets all its own replies, ten thousand lists of a thousand names, at little cost', async () => {
    await using server = await ServerProcess.start('--rate-limit', 'off');
    const people = await Promise.all(
      Array.from({ length: 1000 }, (_, i) => WireClient.login(server.port, `person-${i}-abcdef`)),
    );
    try {
      const before = server.memoryBytes;
      using slow = await WireClient.connect(server.port);
      const LISTS = 10_000;
      // Read with pauses, so that the server always has more to say than is taken.
      let bytes = 0;
      let lists = 0;
      let most = before;
      slow.socket.removeAllListeners('data');
      const length = frameOf('list').length;
      const request = Buffer.alloc(LISTS * length, frameOf('list'));
      slow.socket.write(request);
      const [first] = (await once(slow.socket, 'data')) as [Buffer];
      const frameLength = 8 + first.readUInt32BE(4);
      assert.equal(first.readUInt32BE(8), 1000, 'a list of a thousand names');
      bytes = first.length;
      slow.socket.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        const whole = Math.floor(bytes / frameLength);
        if (whole - lists < 500) return;
        lists = whole;
        most = Math.max(most, server.memoryBytes);
        slow.socket.pause();
        setTimeout(() => slow.socket.resume(), 20);
      });
      await until(
        () => bytes >= LISTS * frameLength,
        () => `${LISTS} lists, not ${lists}`,
      );
      assert.equal(bytes, LISTS * frameLength);
      assert.ok(most - before < 32 * MIB, `grew by ${(most - before) / MIB} MiB`);
    } finally {
      for (const person of people) person[Symbol.dispose]();
    }
  });
});

test('a list that many wait for is held once, and nobody is cut off for it', async () => {
  await using server = await ServerProcess.start('--max-queued-total', '1MiB');
  const people = await Promise.all(
    Array.from({ length: 1500 }, (_, i) => WireClient.login(server.port, `somebody-${i}-abcde`)),
  );
  try {
    // Each reads nothing for now, and asks for more than the system takes for it.
    const slow = people.slice(0, 60);
    for (const peer of slow) peer.socket.pause();
    for (const peer of slow) for (let i = 0; i < 150; i++) peer.say('list');
    using alice = await WireClient.login(server.port, 'alice');
    for (let i = 0; i < 40; i++) {
      alice.say('sendto alice hi');
      assert.deepEqual([await alice.next(), await alice.next()], ['alice: hi', 'Success']);
    }
    assert.ok(!server.log.some(({ msg }) => msg === 'disconnected'));
  } finally {
    for (const person of people) person[Symbol.dispose]();
  }
});

describe('a peer that does not finish', () => {
  test('is not mistaken for one who sends a great deal, cut anywhere', async () => {
    // Far above the pauses that a busy machine makes between two chunks.
    await using server = await ServerProcess.start('--unfinished-timeout', '1s');
    using alice = await WireClient.login(server.port, 'alice');
    const frame = frameOf('sendto alice hi');
    const started = performance.now();
    // Every chunk ends within a frame, for longer than the deadline.
    let rest = frame;
    let sent = 0;
    while (performance.now() - started < 1500) {
      alice.send(Buffer.concat([rest, frame.subarray(0, 5)]));
      rest = frame.subarray(5);
      sent++;
      await alice.next();
      await alice.next();
    }
    alice.send(rest);
    await alice.next();
    assert.equal(await alice.next(), 'Success');
    assert.equal(alice.closed, false, `after ${sent} messages`);
  });

  test('the largest is closed when all unfinished messages together are too much', async () => {
    await using server = await ServerProcess.start('--max-unfinished-total', '1MiB');
    const header = frameOf(`sendto bob ${'x'.repeat(65_535)}`);
    const half = header.subarray(0, header.length - 1);
    const peers = await Promise.all(
      Array.from({ length: 40 }, () => WireClient.connect(server.port)),
    );
    try {
      for (const peer of peers) peer.send(half);
      await server.logged(disconnected(/largest unfinished message/));
      using alice = await WireClient.connect(server.port);
      alice.send(frameOf('login alice').subarray(0, 9));
      alice.send(frameOf('login alice').subarray(9));
      assert.equal(await alice.next(), 'Success');
    } finally {
      for (const peer of peers) peer[Symbol.dispose]();
    }
  });
});

describe('too many', () => {
  test('connections: the one over the limit is told with its first answer, and closed', async () => {
    await using server = await ServerProcess.start('--max-connections', '2');
    using alice = await WireClient.login(server.port, 'alice');
    using bob = await WireClient.login(server.port, 'bob');
    using carol = await WireClient.connect(server.port);
    carol.say('login carol');
    assert.equal(await carol.next(), 'Failure: server full');
    await carol.gone();
    assert.equal(carol.error, null);
    alice.say('sendto bob hi');
    assert.equal(await bob.next(), 'alice: hi');
    bob[Symbol.dispose]();
    await server.logged(({ msg, user }) => msg === 'logged out' && user === 'bob');
    using dave = await WireClient.login(server.port, 'dave');
    assert.equal(dave.closed, false);
  });

  test('connections: whoever is not logged in makes room, the oldest first', async () => {
    await using server = await ServerProcess.start('--max-connections', '3');
    using alice = await WireClient.login(server.port, 'alice');
    using first = await WireClient.connect(server.port);
    await server.logged(({ msg, connection }) => msg === 'connected' && connection === 2);
    using second = await WireClient.connect(server.port);
    await server.logged(({ msg, connection }) => msg === 'connected' && connection === 3);
    using bob = await WireClient.login(server.port, 'bob');
    await first.gone();
    assert.equal(second.closed, false);
    bob.say('list');
    assert.equal(await bob.next(), '[alice, bob]');
    assert.equal(alice.closed, false);
  });

  test('connections from one address: IPv4, loopback only where it is asked for', async () => {
    await using server = await ServerProcess.start(
      '--max-connections-per-address',
      '2',
      '--limit-loopback',
    );
    using one = await WireClient.connect(server.port);
    using two = await WireClient.connect(server.port);
    using three = await WireClient.connect(server.port);
    three.say('list');
    assert.equal(await three.next(), 'Failure: too many connections from your address');
    await three.gone();
    using elsewhere = await WireClient.connect(server.port, { localAddress: '127.0.0.2' });
    for (const client of [one, two, elsewhere]) {
      client.say('list');
      assert.equal(await client.next(), '[]');
    }
    one[Symbol.dispose]();
    await server.logged(({ msg, connection }) => msg === 'disconnected' && connection === 1);
    using again = await WireClient.connect(server.port);
    again.say('list');
    assert.equal(await again.next(), '[]');
    await using lenient = await ServerProcess.start('--max-connections-per-address', '1');
    using a = await WireClient.login(lenient.port, 'a');
    using b = await WireClient.login(lenient.port, 'b');
    assert.deepEqual([a.closed, b.closed], [false, false]);
  });

  test('one that is turned away and says nothing is closed all the same', async () => {
    await using server = await ServerProcess.start('--max-connections', '1');
    using alice = await WireClient.login(server.port, 'alice');
    using silent = await WireClient.connect(server.port);
    await silent.gone();
    assert.deepEqual([silent.heard, silent.error, alice.closed], [[], null, false]);
  });

  test('names: a login over the limit fails with a reason, and the connection stays', async () => {
    await using server = await ServerProcess.start('--max-names', '1');
    using alice = await WireClient.login(server.port, 'alice');
    using bob = await WireClient.connect(server.port);
    bob.say('login bob');
    assert.equal(await bob.next(), 'Failure: server full');
    alice.say('logout');
    assert.equal(await alice.next(), 'Success');
    bob.say('login bob');
    assert.equal(await bob.next(), 'Success');
  });
});
