/** The client on a real terminal when its connection fails. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeResponse } from '../src/protocol/server-frames.ts';
import { FakeServer, message } from './support/fake-server.ts';
import { ServerProcess } from './support/server-process.ts';
import { TmuxTerminal } from './support/tmux.ts';

const SUCCESS = encodeResponse(0, 0);
const NAME_IN_USE = encodeResponse(1, 1, 'name in use');

test('a server that is not there: one clear line, status 1', async () => {
  using server = await FakeServer.start();
  const { port } = server;
  server[Symbol.dispose]();
  using terminal = TmuxTerminal.chinwag(port, { columns: 120, rows: 20 });
  await terminal.shows(
    `chinwag: cannot connect to 127.0.0.1:${port}: nothing is listening there (connection refused)\n[1]$`,
  );
});

test('a server that is killed and started again: says so, reconnects, logs in again, and which rooms a guest has left', async () => {
  await using first = await ServerProcess.start();
  using terminal = TmuxTerminal.chinwag(first.port, { columns: 80, rows: 30 });
  await terminal.shows('\n>');
  terminal.enter('login phoenix');
  await terminal.shows('Success\nphoenix>');
  terminal.enter('create #nest');
  await terminal.shows('is not stored\nphoenix>');
  terminal.enter('create #left');
  await terminal.shows(/#left: [^\n]+\nphoenix>$/);
  terminal.enter('leave #left');
  await terminal.shows('leave #left\nSuccess\nphoenix>');
  terminal.type('half a line');
  await terminal.shows('phoenix> half a line');
  await first.stop('SIGKILL');
  await terminal.shows(/\* connection lost: [^\n]+; trying again\n> half a line$/);
  terminal.press('C-c');
  terminal.enter('list');
  await terminal.shows('> list\nFailure\n* not connected\n>');
  terminal.enter('sendto phoenix still there?');
  await terminal.shows('* 1 message waits\n>');
  terminal.enter('sendto nobody and you?');
  await terminal.shows('* 2 messages wait\n>');
  await using second = await ServerProcess.start('--port', String(first.port));
  await terminal.shows(
    /\n\* connected again\n\* logged in again as phoenix\n\* as a guest you left #nest with the connection; to go back in: join #nest\n(\* \d\d:\d\d\n)?phoenix: still there\?\nSuccess\nFailure\n\* no such user\nphoenix>$/,
  );
  terminal.enter('list');
  await terminal.shows('phoenix> list\nphoenix\nphoenix>');
  assert.equal(terminal.screen.match(/connection lost/g)?.length, 1);
  assert.ok(second.pid > 0);
});

test('a name that the server still holds for the dead connection: says why once, and keeps trying', async () => {
  using server = await FakeServer.start();
  using terminal = TmuxTerminal.chinwag(server.port, { columns: 80, rows: 20 });
  await terminal.shows('\n>');
  terminal.enter('login ghost');
  const first = await server.peer(0);
  await first.next();
  first.say(SUCCESS);
  await terminal.shows('\nghost>');
  first.socket.resetAndDestroy();
  const second = await server.peer(1);
  for (let attempt = 0; attempt < 2; attempt++) {
    assert.equal(await second.next(), 'login ghost');
    second.say(NAME_IN_USE);
  }
  assert.equal(await second.next(), 'login ghost');
  await terminal.shows('* could not log in again as ghost (name in use); still trying\n>');
  second.say(SUCCESS, message('friend', 'welcome back'));
  await terminal.shows(
    /still trying\n\* logged in again as ghost\n\* \d\d:\d\d\nfriend: welcome back\nghost>$/,
  );
  assert.equal(terminal.screen.match(/still trying/g)?.length, 1);
});

test('replies that were owed when the connection died: nobody knows', async () => {
  using server = await FakeServer.start();
  using terminal = TmuxTerminal.chinwag(server.port, { columns: 80, rows: 20 });
  await terminal.shows('\n>');
  terminal.enter('sendto bob hi');
  terminal.enter('nonsense');
  const peer = await server.peer();
  await peer.next();
  await terminal.shows('> nonsense\n>');
  peer.socket.end();
  await terminal.shows(
    /\nFailure\n\* connection lost; it may or may not have been done\nInvalid command\n\* .*\n\* connection lost: /,
  );
});

test('a server that does not speak the protocol: one clear line, status 1', async () => {
  using server = await FakeServer.start();
  using terminal = TmuxTerminal.chinwag(server.port, { columns: 120, rows: 20 });
  await terminal.shows('\n>');
  (await server.peer()).say('SSH-2.0-OpenSSH_9.2\r\n');
  await terminal.shows(/\nchinwag: \S+ does not speak the Chinwag protocol: [^\n]+\n\[1\]\$$/);
});

test('what a hostile server says cannot drive the terminal', async () => {
  using server = await FakeServer.start();
  using terminal = TmuxTerminal.chinwag(server.port, { columns: 80, rows: 20 });
  await terminal.shows('\n>');
  terminal.enter('login x');
  const peer = await server.peer();
  await peer.next();
  peer.say(
    message('e\x1b[2Jvil', '\x1b[31mred\r\nbob: forged\x1b]0;title\x07'),
    encodeResponse(1, 99, 'no\x1b[2J\nSuccess'),
  );
  await terminal.shows(
    /e\^\[\[2Jvil: \^\[\[31mred\n {2}bob: forged\^\[\]0;title\^G\nFailure\n\* no\^\[\[2J␤Success\n>$/,
  );
  terminal.enter('list');
  await peer.next();
  peer.say(encodeResponse(2, 0, 'what?'));
  await terminal.shows(
    '\n* error: the server could not make sense of a command, which is a bug: what?\n>',
  );
});

test('exit waits for the replies still owed, and shows them', async () => {
  using server = await FakeServer.start();
  using terminal = TmuxTerminal.chinwag(server.port, { columns: 80, rows: 20 });
  await terminal.shows('\n>');
  terminal.enter('sendto bob bye');
  terminal.enter('exit');
  const peer = await server.peer();
  await peer.next();
  await terminal.shows('> exit');
  peer.say(SUCCESS);
  await terminal.shows('> exit\nSuccess\n[0]$');
});
