/** The server's log under health checks, and under abuse. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { exchange } from './support/http-exchange.ts';
import { ServerProcess } from './support/server-process.ts';
import { WireClient } from './support/wire-client.ts';

/** Connects, sends `bytes`, and waits until the server has closed. */
async function pester(port: number, bytes: string): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => {}).resume();
  const closed = once(socket, 'close');
  socket.end(bytes);
  await closed;
}

test('health checks are not in it, and others are, with when they came', async () => {
  await using server = await ServerProcess.start('--log-level', 'info');
  const { port } = server;
  await pester(port, '');
  for (const path of ['/healthz', '/readyz', '/healthz?full', '/about']) {
    const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
    assert.equal((await exchange(port, request, { answers: 1 })).answers[0]?.status, 200, path);
  }
  const reset = connect({ port, host: '127.0.0.1' });
  await once(reset, 'connect');
  reset.resetAndDestroy();
  using alice = await WireClient.login(port, 'alice');
  alice.socket.end();
  await alice.gone();
  await server.stop();
  const told = server.log.filter(({ connection }) => connection !== undefined);
  const of = (id: number) => told.filter((line) => line.connection === id).map(({ msg }) => msg);
  assert.deepEqual(of(5), ['connected', 'disconnected']);
  assert.deepEqual(of(7), ['connected', 'logged in', 'logged out', 'disconnected']);
  assert.equal(told.length, 6, server.stderr);
});

test('what repeats is counted, and not repeated', async () => {
  const limits = ['--log-level', 'info', '--log-repeat-limit', '3'];
  await using server = await ServerProcess.start(...limits);
  for (let i = 0; i < 30; i++) await pester(server.port, `\x7f garbage ${i}`);
  await server.stop();
  const lines = (message: string) => server.log.filter(({ msg }) => msg === message).length;
  assert.deepEqual([lines('connected'), lines('disconnected')], [3, 3]);
  for (const message of ['connected', 'disconnected']) {
    const told = server.log.find(({ msg }) => msg === `${message}: 27 more in the last minute`);
    assert.equal(told?.address, '127.0.0.1');
  }
});
