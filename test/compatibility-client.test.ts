/** An earlier client library with the current server, and the current library with an earlier server. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import * as now from '../src/client/node.ts';
import { converse } from './support/compatibility/conversation.ts';
import { EarlierPackage, type Library } from './support/compatibility/earlier-package.ts';
import type { Transcript } from './support/compatibility/person.ts';
import { chinwag } from './support/owner.ts';
import { PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { CHINWAG, ServerProcess } from './support/server-process.ts';

/** Of a ChatClient: what is not for those who have one. */
const NOT_CALLED = ['constructor', 'command'];

const base = mkdtempSync(join(tmpdir(), 'chinwag-compatibility-'));
const earlier = new EarlierPackage();
/** The data that every conversation begins with. */
const beginning = join(base, 'beginning');
let conversations = 0;

async function begin(): Promise<void> {
  const owner = async (args: string[], input = '') => {
    const words = [...args, '--data', beginning];
    const { status, stderr } = await chinwag(words, input, {}, earlier.program);
    assert.equal(status, 0, stderr);
  };
  await owner(['account', 'add', 'alice'], `${PASSWORD}\n`);
  await owner(['account', 'operator', 'alice', 'on']);
}

/** Has the conversation on a new server of `program`. */
async function conversation(
  library: Library,
  program: string,
  scheme = 'chinwag://127.0.0.1:PORT',
): Promise<Transcript> {
  const data = join(base, String(++conversations));
  cpSync(beginning, data, { recursive: true });
  const options = ['--data', data, '--registration', 'invite', ...QUICK_PASSWORDS];
  await using server = await ServerProcess.launch(options, { program }).listening();
  return await converse({ library, url: scheme.replace('PORT', String(server.port)) });
}

/** Members that the library of now has besides, where they say that there is nothing to say. */
const NEWER = ['"as":null', '"gone":false', '"idle":null', '"since":null'];

function asThen({ lines }: Transcript): readonly string[] {
  return lines.map((line) => NEWER.reduce((one, member) => one.replaceAll(`${member},`, ''), line));
}

/** The names of what can be called on `client`, its ancestors' too. */
function methods(client: object): string[] {
  const names: string[] = [];
  for (let one = Object.getPrototypeOf(client); one !== Object.prototype; ) {
    const own = Object.entries(Object.getOwnPropertyDescriptors(one));
    names.push(...own.flatMap(([name, { value }]) => (typeof value === 'function' ? [name] : [])));
    one = Object.getPrototypeOf(one);
  }
  return [...new Set(names)].filter((name) => !NOT_CALLED.includes(name)).sort();
}

describe('the client library', { concurrency: true }, () => {
  let then: Library;
  /** The library of then at the server of then. */
  let expected: Transcript;

  before(async () => {
    await begin();
    then = await earlier.library();
    expected = await conversation(then, earlier.program);
  });
  after(() => {
    earlier[Symbol.dispose]();
    rmSync(base, { recursive: true });
  });

  test('of then was called with all that it has, and all of that is there now', async () => {
    await using server = await ServerProcess.start();
    const url = `chinwag://127.0.0.1:${server.port}`;
    await using one = await then.connect(url);
    await using other = await now.connect(url);
    assert.deepEqual([...expected.called].sort(), methods(one));
    for (const name of methods(one)) assert.ok(methods(other).includes(name), name);
    for (const name of Object.keys(then)) assert.ok(name in now, name);
  });

  test('of then at the server of now', async () => {
    assert.deepEqual((await conversation(then, CHINWAG)).lines, expected.lines);
  });

  test('of then at the server of now, in a WebSocket', async () => {
    const { lines } = await conversation(then, CHINWAG, 'ws://127.0.0.1:PORT/ws');
    assert.deepEqual(lines, expected.lines);
  });

  test('of now at the server of then', async () => {
    assert.deepEqual(asThen(await conversation(now, earlier.program)), expected.lines);
  });

  test('of now at the server of now', async () => {
    assert.deepEqual(asThen(await conversation(now, CHINWAG)), expected.lines);
  });
});
