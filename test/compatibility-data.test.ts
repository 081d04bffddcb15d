/** Data, exports and a backup of an earlier version open in the current program, with the same content. */
import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import * as now from '../src/client/node.ts';
import { EarlierPackage, unpacked } from './support/compatibility/earlier-package.ts';
import { read } from './support/compatibility/reading.ts';
import { OwnedData } from './support/owner.ts';
import { CHINWAG, ServerProcess } from './support/server-process.ts';

/** What `check` says where nothing is wrong; it leaves out what was deleted. */
const NOTHING_WRONG = /^OK: 6 accounts, 101 messages in \d+ conversations/;

interface People {
  readonly password: string;
  readonly tokens: Readonly<Record<string, string>>;
}

describe('what an earlier version has left', { concurrency: true }, () => {
  const fixture = unpacked('data-0.1.0.tgz');
  const exports = readdirSync(join(fixture, 'export'));
  const people: People = JSON.parse(readFileSync(join(fixture, 'people.json'), 'utf8'));
  const everything = exported('everything.jsonl');
  const earlier = new EarlierPackage();

  after(() => {
    earlier[Symbol.dispose]();
    rmSync(fixture, { recursive: true });
  });

  function exported(file: string): string {
    return readFileSync(join(fixture, 'export', file), 'utf8');
  }

  /** Data for a test: a copy of those of then. */
  function copied(): OwnedData {
    const data = new OwnedData();
    cpSync(join(fixture, 'data'), data.folder, { recursive: true });
    return data;
  }

  test('is exported as it was then, everything and each person', async () => {
    using data = copied();
    assert.equal(await data.output(['export']), everything);
    const names = exports.filter((file) => file !== 'everything.jsonl');
    assert.equal(names.length, 6);
    for (const file of names) {
      const [name = ''] = file.split('.');
      assert.equal(await data.output(['export', '--account', name]), exported(file), name);
    }
  });

  test('is served, and still the same after that', async () => {
    using data = copied();
    await using server = await data.serve();
    assert.equal(await server.stop(), 0);
    assert.equal(await data.output(['export']), everything);
    assert.match(await data.output(['check']), NOTHING_WRONG);
  });

  test('is imported from its export, and nothing is wrong with that', async () => {
    using data = new OwnedData();
    assert.equal(
      await data.output(['import'], everything),
      '6 accounts and 110 messages imported\n',
    );
    assert.equal(await data.output(['export']), everything);
    assert.match(await data.output(['check']), NOTHING_WRONG);
  });

  test('of one person as well', async () => {
    using data = new OwnedData();
    const { status } = await data.run(['import'], exported('person1.jsonl'));
    assert.equal(status, 0);
    assert.equal(await data.output(['export', '--account', 'person1']), exported('person1.jsonl'));
    assert.match(await data.output(['check']), /^OK/);
  });

  test('is restored from its backup, and nothing is wrong with that', async () => {
    using data = new OwnedData();
    assert.equal(
      await data.output(['restore', join(fixture, 'backup.db')]),
      'restored: 6 accounts and 101 messages\n',
    );
    assert.equal(await data.output(['export']), everything);
    assert.match(await data.output(['check']), NOTHING_WRONG);
  });

  // One after the other: they see who is here.
  describe('is read by those who have a token', { concurrency: false }, () => {
    const then = copied();
    const later = copied();
    let servers: ServerProcess[];

    before(async () => {
      const launch = (data: OwnedData, program: string) =>
        ServerProcess.launch(['--data', data.folder], { program }).listening();
      servers = await Promise.all([launch(then, earlier.program), launch(later, CHINWAG)]);
    });
    after(async () => {
      await Promise.all(servers.map((server) => server.stop()));
      for (const data of [then, later]) data[Symbol.dispose]();
    });

    for (const [name, token] of Object.entries(people.tokens)) {
      test(`as the server of then answers ${name}`, async () => {
        const [expected, found] = await Promise.all(
          servers.map(({ port }) => {
            const url = `chinwag://127.0.0.1:${port}`;
            return read({ library: now, url }, name, token);
          }),
        );
        assert.deepEqual(found, expected);
      });
    }

    test('and by those who have a password', async () => {
      const { port } = servers[1] ?? assert.fail();
      await using client = await now.connect(`chinwag://127.0.0.1:${port}`);
      const { password } = people;
      await client.login('person3', { password });
      assert.equal(client.registered, true);
      await client.logout();
      await assert.rejects(client.login('person5', { password }), now.CommandRefused);
    });
  });
});
