/** Rates, and whose address counts. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LineClient } from './support/line-client.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { frameOf, WireClient } from './support/wire-client.ts';

describe('the rate limit', () => {
  test('lets a burst through at once, and holds for list and malformed messages too', async () => {
    await using server = await ServerProcess.start('--rate-limit', '1', '--rate-burst', '20');
    using client = await WireClient.connect(server.port);
    for (let i = 0; i < 30; i++) client.say('list');
    await until(
      () => client.heard.length >= 20,
      () => 'the burst',
    );
    assert.ok(client.heard.length < 30);
  });

  test('a connection that waits for its rate is not one that left a message unfinished', async () => {
    await using server = await ServerProcess.start(
      ...['--rate-limit', '5', '--rate-burst', '1', '--unfinished-timeout', '100ms'],
    );
    using client = await WireClient.connect(server.port);
    for (let i = 0; i < 5; i++) client.say('list');
    await until(
      () => client.heard.length === 5,
      () => 'the answers',
      () => client.closed,
    );
  });

  test('off is no limit', async () => {
    await using server = await ServerProcess.start('--rate-limit', 'off', '--rate-burst', '1');
    using client = await WireClient.connect(server.port);
    for (let i = 0; i < 5000; i++) client.say('list');
    await until(
      () => client.heard.length === 5000,
      () => 'the answers',
    );
  });
});

describe('the rate of logins', () => {
  const limits = ['--login-rate-limit', '1', '--login-burst', '2', '--limit-loopback'];

  test('holds for an address, answered with reason 8', async () => {
    await using server = await ServerProcess.start(...limits);
    using one = await WireClient.login(server.port, 'one');
    one.say('logout');
    assert.equal(await one.next(), 'Success');
    one.say('login again');
    assert.equal(await one.next(), 'Success');
    using two = await WireClient.connect(server.port);
    two.say('login two');
    assert.equal(await two.next(), 'Failure: too fast');
    two.say('list');
    assert.equal(await two.next(), '[again]');
    using elsewhere = await WireClient.connect(server.port, { localAddress: '127.0.0.2' });
    elsewhere.say('login two');
    assert.equal(await elsewhere.next(), 'Success');
  });

  test('counts logins, and not attempts', async () => {
    await using server = await ServerProcess.start(...limits);
    using one = await WireClient.login(server.port, 'one');
    using two = await WireClient.connect(server.port);
    for (let i = 0; i < 5; i++) two.say('login one');
    for (let i = 0; i < 5; i++) assert.equal(await two.next(), 'Failure: name in use');
    two.say('login two');
    assert.equal(await two.next(), 'Success');
    assert.equal(one.closed, false);
  });
});

describe('a trusted proxy', () => {
  const v1 = (source: string) => `PROXY TCP4 ${source} 127.0.0.1 50000 4900\r\n`;

  test('says where a connection comes from, and that address is what counts', async () => {
    await using server = await ServerProcess.start(
      ...['--trust-proxy', '127.0.0.1,10.0.0.0/8', '--max-connections-per-address', '1'],
    );
    using a = await WireClient.connect(server.port);
    a.send(Buffer.concat([Buffer.from(v1('192.0.2.1')), frameOf('login a')]));
    assert.equal(await a.next(), 'Success');
    using b = await LineClient.connect(server.port);
    b.send(`${v1('192.0.2.2')}login b\n`);
    assert.equal(await b.next(), 'Success');
    using again = await LineClient.connect(server.port);
    again.send(`${v1('192.0.2.1')}login c\n`);
    assert.equal(await again.next(), 'Failure: too many connections from your address');
    // Without the header, it is the proxy's own.
    using direct = await WireClient.login(server.port, 'd');
    assert.equal(direct.closed, false);
    a[Symbol.dispose]();
    await server.logged(({ msg, user }) => msg === 'logged out' && user === 'a');
    using after = await LineClient.connect(server.port);
    after.send(`${v1('192.0.2.1')}login c\n`);
    assert.equal(await after.next(), 'Success');
    await server.logged(({ address }) => address === '192.0.2.1');
  });

  test('version 2 is understood, in pieces too', async () => {
    await using server = await ServerProcess.start('--trust-proxy', '127.0.0.1');
    using client = await LineClient.connect(server.port);
    const header = [
      ...Buffer.from('\r\n\r\n\0\r\nQUIT\n'),
      ...[0x21, 0x11, 0, 12, 198, 51, 100, 9, 127, 0, 0, 1, 0xc3, 0x50, 0x13, 0x24],
    ];
    for (const byte of [...header, ...Buffer.from('login v2\n')]) client.send(Uint8Array.of(byte));
    assert.equal(await client.next(), 'Success');
    await server.logged(({ address }) => address === '198.51.100.9');
  });

  test('with a broken header is closed, with a line in the log', async () => {
    await using server = await ServerProcess.start('--trust-proxy', '127.0.0.1');
    using client = await LineClient.connect(server.port);
    client.send('PROXY TCP4 nonsense\r\nlogin x\n');
    assert.deepEqual(await client.all(), []);
    await server.logged(({ why }) => why === 'sent a broken PROXY header');
  });

  test('nobody else is believed', async () => {
    await using server = await ServerProcess.start('--trust-proxy', '10.0.0.0/8');
    using client = await LineClient.connect(server.port);
    client.send(`${v1('192.0.2.1')}login x\n`);
    assert.equal(await client.next(), 'Invalid command');
    assert.equal(await client.next(), 'Success');
    assert.ok(!server.log.some(({ address }) => address === '192.0.2.1'));
  });
});
