/** The server's rules for the core messages, each as a transcript played against the real program. */
import { after, before, describe, test } from 'node:test';
import { rules } from './support/rules.ts';
import { ServerProcess } from './support/server-process.ts';
import { play } from './support/transcript.ts';

describe('the rules of the server', () => {
  let server: ServerProcess;
  before(async () => {
    server = await ServerProcess.start();
  });
  after(() => server[Symbol.asyncDispose]());

  for (const [rule, transcript] of Object.entries(rules)) {
    test(rule, () => play(server.port, transcript));
  }
});

test('LIST fails when the server is configured to refuse it', async () => {
  await using off = await ServerProcess.start('--list', 'off');
  await play(
    off.port,
    `
    alice> list
    alice< Failure: not permitted
    alice> login alice
    alice< Success
    alice> list
    alice< Failure: not permitted`,
  );
  await using members = await ServerProcess.start('--list', 'logged-in');
  await play(
    members.port,
    `
    alice> list
    alice< Failure: not logged in
    alice> login alice
    alice< Success
    alice> list
    alice< [alice]`,
  );
});
