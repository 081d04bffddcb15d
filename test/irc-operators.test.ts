/** Operators over IRC at the real program: OPER, KILL, WALLOPS, REHASH, WHOWAS. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fresh } from './support/irc-accounts.ts';
import { IrcClient } from './support/irc-client.ts';
import { OwnedData, PASSWORD } from './support/owner.ts';
import type { ServerProcess } from './support/server-process.ts';

let data: OwnedData;
let server: ServerProcess;
before(async () => {
  data = new OwnedData();
  server = await data.serve();
  await data.register('root', 'nobody');
  await data.output(['account', 'operator', 'root', 'on']);
});
after(async () => {
  await server[Symbol.asyncDispose]();
  data[Symbol.dispose]();
});

const guest = (name: string) => IrcClient.welcomed(server.port, fresh(name));

async function nickOf(client: IrcClient): Promise<string> {
  const [line = ''] = (await client.says('WHO x')).filter((one) => one.includes(' 315 '));
  return line.split(' ')[2] ?? '';
}

test('OPER makes an operator, who may end connections, until MODE -o', async () => {
  using ann = await guest('ann');
  const number = async (line: string) => (await ann.says(line)).map((one) => one.split(' ')[1]);
  assert.deepEqual(await number('OPER root wrong-password'), ['464']);
  assert.deepEqual(await number(`OPER nobody ${PASSWORD}`), ['491']);
  assert.deepEqual(await number(`OPER ${fresh('none')} ${PASSWORD}`), ['491']);
  assert.deepEqual(await number('OPER root'), ['461']);
  for (const line of ['KILL root :x', 'WALLOPS :x', 'REHASH']) {
    assert.deepEqual(await number(line), ['481'], line);
  }
  assert.deepEqual(await number(`OPER root ${PASSWORD}`), ['381', 'MODE']);
  using ben = await guest('ben');
  using cat = await guest('cat');
  const room = `#${fresh('r')}`;
  for (const one of [ben, cat]) await one.says(`JOIN ${room}`);
  const name = await nickOf(ben);
  assert.deepEqual(await number(`KILL ${name} :too many lines`), ['NOTICE']);
  const error = await ben.until(/^ERROR /);
  assert.match(error.at(-1) ?? '', /killed by ann\d+: too many lines/);
  await cat.until(new RegExp(`^:${name}!\\S+ QUIT :killed by ann\\d+: too many lines$`));
  const was = await cat.says(`WHOWAS ${name}`);
  assert.deepEqual(
    was.map((line) => line.split(' ')[1]),
    ['314', '312', '369'],
  );
  assert.deepEqual(await number('KILL root'), ['401']);
  assert.deepEqual(await number('REHASH'), ['382']);
  const self = await nickOf(ann);
  assert.deepEqual(await number(`MODE ${self} -o`), ['MODE']);
  assert.deepEqual(await number('WALLOPS :x'), ['481']);
});

test('WALLOPS reaches those who want it', async () => {
  using ann = await guest('ann');
  using ben = await guest('ben');
  using cat = await guest('cat');
  const nick = await nickOf(ben);
  assert.deepEqual(await ben.says(`MODE ${nick} +w`), [`:${nick} MODE ${nick} +w`]);
  assert.match((await ben.says(`MODE ${nick}`))[0] ?? '', / 221 \S+ \+iw$/);
  await ann.says(`OPER root ${PASSWORD}`);
  assert.deepEqual(await ann.says('WALLOPS :to all'), []);
  await ben.until(/^:ann\d+!\S+ WALLOPS :to all$/);
  assert.deepEqual(await cat.settled(), []);
  assert.deepEqual(await ben.says(`MODE ${nick} -w`), [`:${nick} MODE ${nick} -w`]);
});

test('--irc-oper off', async () => {
  using other = new OwnedData();
  await using strict = await other.serve('--irc-oper', 'off');
  await other.register('root');
  await other.output(['account', 'operator', 'root', 'on']);
  using ann = await IrcClient.welcomed(strict.port, 'ann');
  assert.match((await ann.says(`OPER root ${PASSWORD}`))[0] ?? '', / 491 /);
});
