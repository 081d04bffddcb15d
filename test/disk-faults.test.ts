/**
 * A disk that is full, read-only or failing for a while: what cannot be stored is refused, and everything else
 * continues.
 */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Reason } from '../src/protocol/frames.ts';
import { AccountClient } from './support/account-client.ts';
import { diskFaults } from './support/disk-faults.ts';
import { QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { Folder } from './support/tls.ts';
import { until } from './support/until.ts';
import { WireClient } from './support/wire-client.ts';

const PASSWORD = 'correct horse';
/** Messages under way at a time while the fault comes and goes. */
const AT_ONCE = 4;

const tried = new Folder();
after(() => tried[Symbol.dispose]());

function start(data: string): Promise<ServerProcess> {
  return ServerProcess.start('--data', data, ...QUICK_PASSWORDS);
}

function register(port: number, name: string): Promise<AccountClient> {
  return AccountClient.enter(port, 'register', { name, password: PASSWORD });
}

function login(port: number, name: string): Promise<AccountClient> {
  return AccountClient.enter(port, 'login', { name, password: PASSWORD });
}

/** Writes to bob without a pause until `over`, and notes what became of each text. */
class Writing {
  readonly acknowledged = new Set<string>();
  readonly refused = new Set<string>();
  readonly #client: AccountClient;
  readonly #done: Promise<unknown>;
  #over = false;
  #next = 0;

  constructor(client: AccountClient) {
    this.#client = client;
    this.#done = Promise.all(Array.from({ length: AT_ONCE }, () => this.#write()));
  }

  async #write(): Promise<void> {
    while (!this.#over) {
      const text = `text ${this.#next++} ${'.'.repeat(500)}`;
      const answer = await this.#client.sendto('bob', text);
      if (answer === null) return;
      if (!answer.ok) assert.equal(answer.reason, Reason.notStored);
      (answer.ok ? this.acknowledged : this.refused).add(text);
    }
  }

  /** Resolves when so many more were acknowledged, or refused. */
  async more(which: 'acknowledged' | 'refused', count = 20): Promise<void> {
    const goal = this[which].size + count;
    await until(
      () => this[which].size >= goal,
      () => `${goal} texts that are ${which}, after ${this.#next} were sent`,
      () => this.#client.closed,
    );
  }

  async stop(): Promise<void> {
    this.#over = true;
    await this.#done;
  }
}

/** All that was acknowledged is in the conversation once and in order, and nothing else. */
async function checkHistory(port: number, writing: Writing): Promise<void> {
  using bob = await login(port, 'bob');
  const kept = (await bob.history('alice')).map(({ text }) => text);
  const order = (text: string) => Number(/\d+/.exec(text));
  const expected = [...writing.acknowledged].sort((a, b) => order(a) - order(b));
  assert.deepEqual(kept, expected);
}

for (const fault of diskFaults(tried)) {
  describe(`on a disk ${fault.name}`, { skip: fault.skip }, () => {
    test('what cannot be stored is refused, all else goes on, and so does storing when it can', async () => {
      using folder = new Folder();
      using place = fault.place(folder);
      await using server = await start(place.data);
      const { port } = server;
      using alice = await register(port, 'alice');
      (await register(port, 'bob'))[Symbol.dispose]();
      using guest = await WireClient.login(port, 'guest');
      using other = await WireClient.login(port, 'other');
      const writing = new Writing(await AccountClient.auth(port, 'alice', PASSWORD));
      await writing.more('acknowledged');

      const mend = await place.fail(server);
      await writing.more('refused');
      guest.say('sendto other still here');
      assert.equal(await guest.next(), 'Success');
      assert.equal(await other.next(), 'guest: still here');
      assert.ok((await alice.list())?.ok);
      {
        using bob = await AccountClient.connect(port);
        assert.equal((await bob.auth('bob', 'wrong horse'))?.reason, Reason.wrongPassword);
        assert.ok((await bob.auth('bob', PASSWORD))?.ok);
        using carol = await AccountClient.hello(port);
        const refused = await carol.command('register', { name: 'carol', password: PASSWORD });
        assert.equal(refused?.reason, Reason.notStored);
      }
      await mend();

      await writing.more('acknowledged');
      await writing.stop();
      (await register(port, 'carol'))[Symbol.dispose]();
      await checkHistory(port, writing);
      const said = server.log.map(({ msg }) => msg);
      assert.ok(
        said.some((msg) => /^messages cannot be stored: /.test(msg) && fault.reason.test(msg)),
      );
      assert.ok(said.includes('messages are stored again'));
      assert.ok(!said.some((msg) => /bug/.test(msg)), said.join('\n'));

      await server.stop('SIGKILL');
      await using again = await start(place.data);
      await checkHistory(again.port, writing);
    });

    test('a server that is killed there starts again with what it acknowledged and nothing else', async () => {
      using folder = new Folder();
      using place = fault.place(folder);
      await using server = await start(place.data);
      (await register(server.port, 'alice'))[Symbol.dispose]();
      (await register(server.port, 'bob'))[Symbol.dispose]();
      const writing = new Writing(await AccountClient.auth(server.port, 'alice', PASSWORD));
      await writing.more('acknowledged');
      const mend = await place.fail(server);
      await writing.more('refused');
      await writing.stop();
      await server.stop('SIGKILL');
      await mend().catch(() => {});
      await using again = await start(place.data);
      await checkHistory(again.port, writing);
    });
  });
}
