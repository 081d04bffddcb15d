/** Rate limits, and which address they apply to. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LineClient } from './support/line-client.ts';
import { dialAsProxy, proxyHeader, proxyLine, trusting } from './support/proxy.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { WireClient } from './support/wire-client.ts';

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
    assert.match(await two.next(), /^Failure: too fast: try again in \d+ s$/);
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

describe('the PROXY protocol of a trusted proxy', () => {
  const TRUSTING = trusting('proxy-protocol');

  async function lines(port: number, said: string | Uint8Array): Promise<LineClient> {
    return new LineClient(await dialAsProxy(port, said));
  }

  test('says where a connection comes from, and that address is what counts', async () => {
    await using server = await ServerProcess.start(
      ...TRUSTING,
      '--max-connections-per-address',
      '1',
    );
    using a = new WireClient(await dialAsProxy(server.port, proxyLine('192.0.2.1')));
    a.say('login a');
    assert.equal(await a.next(), 'Success');
    using b = await lines(server.port, `${proxyLine('192.0.2.2')}login b\n`);
    assert.equal(await b.next(), 'Success');
    using again = await lines(server.port, `${proxyLine('192.0.2.1')}login c\n`);
    assert.equal(await again.next(), 'Failure: too many connections from your address');
    // Who comes by no proxy needs none.
    using direct = await WireClient.login(server.port, 'd');
    assert.equal(direct.closed, false);
    a[Symbol.dispose]();
    await server.logged(({ msg, user }) => msg === 'logged out' && user === 'a');
    using after = await lines(server.port, `${proxyLine('192.0.2.1')}login c\n`);
    assert.equal(await after.next(), 'Success');
    await server.logged(({ address }) => address === '192.0.2.1');
  });

  test('is read in pieces, must be there and whole, and lets the proxy speak for itself', async () => {
    await using server = await ServerProcess.start(...TRUSTING);
    using client = await lines(server.port, '');
    const login = Buffer.from('login v2\n');
    for (const byte of [...proxyHeader('198.51.100.9'), ...login]) client.send(Uint8Array.of(byte));
    assert.equal(await client.next(), 'Success');
    await server.logged(({ address }) => address === '198.51.100.9');
    const refused = {
      'a trusted proxy sent a broken PROXY header': 'PROXY TCP4 nonsense\r\nlogin x\n',
      'a trusted proxy sent no PROXY header (--proxy-header proxy-protocol)': 'login x\n',
    };
    for (const [why, said] of Object.entries(refused)) {
      using other = await lines(server.port, said);
      assert.deepEqual(await other.all(), []);
      await server.logged((line) => line.why === why);
    }
    // As for a health check.
    const local = Buffer.from('\r\n\r\n\0\r\nQUIT\n\x20\0\0\0login checker\n', 'latin1');
    using checker = await lines(server.port, local);
    assert.equal(await checker.next(), 'Success');
    // Whom the proxy does not know is not this machine, though the proxy is.
    using unknown = await lines(server.port, 'PROXY UNKNOWN\r\nlogin u\n');
    assert.equal(await unknown.next(), 'Success');
    await server.logged(
      ({ msg, address }) => msg === 'comes through a proxy' && address === 'unknown',
    );
  });

  test('is nothing but lines where it is not the header that is named, or of anybody else', async () => {
    await using server = await ServerProcess.start(...trusting('x-forwarded-for'));
    using named = await lines(server.port, `${proxyLine('192.0.2.1')}login x\n`);
    await using other = await ServerProcess.start(
      ...['--trust-proxy', '10.0.0.0/8', '--proxy-header', 'proxy-protocol'],
    );
    using stranger = await lines(other.port, `${proxyLine('192.0.2.1')}login x\n`);
    for (const client of [named, stranger]) {
      assert.equal(await client.next(), 'Invalid command');
      assert.equal(await client.next(), 'Success');
    }
    for (const { log } of [server, other]) {
      assert.ok(!log.some(({ address }) => address === '192.0.2.1'));
    }
  });
});
