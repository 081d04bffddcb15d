/** Limits on logins and registrations per address, and who is delayed by them. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ExtendedClient, NATIVE, type Reply } from './support/extended-client.ts';
import { PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';

/** Clients come from addresses of this machine, so that passwords may travel, and are limited none the less. */
const LIMITED = ['--limit-loopback'];

const WRONG = 'cwt_wrong';

let addresses = 0;
/** One that no other test has. */
function newAddress(): string {
  return `127.0.1.${++addresses}`;
}

let names = 0;
function newName(): string {
  return `person${++names}`;
}

const helloFrom = (server: ServerProcess, from: string) =>
  ExtendedClient.hello(server.port, NATIVE, { localAddress: from });

/** The reason of a failure; 0 for ok. */
const reasonOf = ({ result, reason = -1 }: Reply<'login'> | Reply<'register'>) =>
  result === 'ok' ? 0 : reason;

async function tryLogin(
  server: ServerProcess,
  from: string,
  given: { name: string; password?: string; token?: string },
): Promise<number> {
  using client = await helloFrom(server, from);
  return reasonOf(await client.ask('login', given));
}

async function registered(server: ServerProcess, from: string) {
  const name = newName();
  using client = await helloFrom(server, from);
  const reply = await client.ask('register', { name, password: PASSWORD, device: 'desk' });
  assert.equal(reply.result, 'ok');
  return { name, token: reply.token as string };
}

describe('a token that is right', () => {
  let server: ServerProcess;
  before(async () => {
    const limits = ['--login-rate-limit', '1', '--login-burst', '2'];
    server = await ServerProcess.start(...LIMITED, ...QUICK_PASSWORDS, ...limits);
  });
  after(() => server[Symbol.asyncDispose]());

  test('waits for no other logins of its address', async () => {
    const office = newAddress();
    const alice = await registered(server, office);
    assert.equal(await tryLogin(server, office, { name: newName() }), 0);
    assert.equal(await tryLogin(server, office, { name: alice.name, password: PASSWORD }), 0);
    assert.equal(await tryLogin(server, office, { name: newName() }), 8);
    assert.equal(await tryLogin(server, office, { name: alice.name, password: PASSWORD }), 8);
    for (let i = 0; i < 4; i++) assert.equal(await tryLogin(server, office, alice), 0);
  });

  test('is none of those that others wait for', async () => {
    const office = newAddress();
    const alice = await registered(server, office);
    for (let i = 0; i < 4; i++) assert.equal(await tryLogin(server, office, alice), 0);
    assert.equal(await tryLogin(server, office, { name: newName() }), 0);
  });

  test('is no guess: guesses of tokens, which count as those of passwords do, do not hold it up', async () => {
    const office = newAddress();
    const alice = await registered(server, office);
    const { name } = alice;
    for (let i = 0; i < 5; i++) {
      assert.equal(await tryLogin(server, office, { name, token: WRONG }), 7);
    }
    assert.equal(await tryLogin(server, office, { name, token: WRONG }), 8);
    assert.equal(await tryLogin(server, office, { name, password: PASSWORD }), 8);
    assert.equal(await tryLogin(server, office, alice), 0);
    const elsewhere = newAddress();
    assert.equal(await tryLogin(server, elsewhere, { name, token: WRONG }), 7);
    assert.equal(await tryLogin(server, elsewhere, { name, password: PASSWORD }), 0);
  });
});

describe('registrations', () => {
  test('count from when they begin, also where nobody waits for the answer', async () => {
    const limits = ['--registration-rate-limit', '1', '--registration-burst', '3'];
    await using server = await ServerProcess.start(...LIMITED, ...limits);
    const crowd = newAddress();
    for (let i = 0; i < 3; i++) {
      using client = await helloFrom(server, crowd);
      client.command('register', { name: newName(), password: PASSWORD });
    }
    await until(
      () => server.log.filter(({ msg }) => msg === 'disconnected').length === 3,
      () => 'the three to hang up',
    );
    const request = { name: newName(), password: PASSWORD };
    using late = await helloFrom(server, crowd);
    assert.equal(reasonOf(await late.ask('register', request)), 8);
    using elsewhere = await helloFrom(server, newAddress());
    assert.equal(reasonOf(await elsewhere.ask('register', request)), 0);
    assert.equal(await tryLogin(server, crowd, { name: newName() }), 0, 'it may log in');
  });

  test('have a rate over all addresses, past which the server is busy', async () => {
    const limits = ['--registration-rate-limit-total', '1', '--registration-burst-total', '2'];
    await using server = await ServerProcess.start(...LIMITED, ...QUICK_PASSWORDS, ...limits);
    await registered(server, newAddress());
    const alice = await registered(server, newAddress());
    const from = newAddress();
    using third = await helloFrom(server, from);
    assert.equal(
      reasonOf(await third.ask('register', { name: newName(), password: PASSWORD })),
      15,
    );
    assert.equal(await tryLogin(server, from, alice), 0, 'those who are registered log in');
  });
});

test('passwords of one address wait for each other, and those of another for a turn', async () => {
  await using server = await ServerProcess.start(...LIMITED, '--passwords-at-once', '1');
  const alice = await registered(server, newAddress());
  const crowd = newAddress();
  const clients: ExtendedClient[] = [];
  try {
    for (let i = 0; i < 12; i++) clients.push(await helloFrom(server, crowd));
    for (const client of clients) {
      client.command('register', { name: newName(), password: PASSWORD });
    }
    const { name } = alice;
    assert.equal(await tryLogin(server, newAddress(), { name, password: PASSWORD }), 0);
    const answered = clients.filter(({ heard }) => heard.length > 0).length;
    assert.ok(answered < 12, 'the crowd did not come first');
    await until(
      () => clients.every(({ heard }) => heard.length > 0),
      () => 'the answers to the crowd',
    );
  } finally {
    for (const client of clients) client[Symbol.dispose]();
  }
});
