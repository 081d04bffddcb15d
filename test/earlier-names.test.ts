/**
 * Names registered under earlier rules, or when similar names were still distinct, keep working, and never pass to
 * another person.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { LineClient } from './support/line-client.ts';
import { done, logIn, OwnedData } from './support/owner.ts';

/** What they are registered as, and are called then. */
const EARLIER = { one: '＃lunch', two: 'strasse', three: 'STRAẞE' };
const OTHER_PASSWORD = 'quite-another-one';

async function earlierData(): Promise<OwnedData> {
  const data = new OwnedData();
  await data.register('one', 'two');
  await data.output(['account', 'add', 'three'], `${OTHER_PASSWORD}\n`);
  const database = new DatabaseSync(join(data.folder, 'chinwag.db'));
  for (const [now, earlier] of Object.entries(EARLIER)) {
    database.prepare('UPDATE accounts SET name = ? WHERE name = ?').run(earlier, now);
  }
  database.close();
  return data;
}

async function answers(client: LineClient, ...lines: string[]): Promise<string[]> {
  const heard: string[] = [];
  for (const line of lines) {
    client.say(line);
    heard.push(await client.next());
  }
  return heard;
}

test('registered names that would not be allowed, or would be one, keep working', async () => {
  using data = await earlierData();
  await using server = await data.serve();
  using lunch = await logIn(server.port, '＃lunch');
  using first = await logIn(server.port, 'strasse');
  using second = await logIn(server.port, 'STRAẞE', OTHER_PASSWORD);
  await done(lunch, 'sendto STRAẞE for the second');
  assert.equal(await second.next(), '＃lunch: for the second');
  await done(lunch, 'sendto strasse for the first');
  assert.equal(await first.next(), '＃lunch: for the first');
  // Any other spelling is of the one that was there first.
  await done(second, 'sendto Straße hello');
  assert.equal(await first.next(), 'STRAẞE: hello');
  await done(first, 'sendto ＃LUNCH hello');
  assert.equal(await lunch.next(), 'strasse: hello');
  first.say('create #lunch');
  assert.match(await first.next(), /^#lunch: 1 member/);
  assert.equal(await first.next(), 'Success');

  using stranger = await LineClient.connect(server.port);
  assert.deepEqual(
    await answers(stranger, 'login STRASSE', `password ${OTHER_PASSWORD}`, 'login ＃dinner'),
    ['Failure', 'Failure', 'Failure'],
  );
  for (const name of ['Straße', 'straẞe', '#lunch']) {
    assert.deepEqual(await answers(stranger, `login ${name}`), ['Failure'], name);
  }
  // Nor does either of them become the other, or leave its name to somebody else.
  assert.deepEqual(await answers(second, 'rename straße', 'rename strasse'), [
    'Failure',
    'Failure',
  ]);
  assert.deepEqual(await answers(first, 'rename Strasse'), ['Success']);
  assert.equal(await second.next(), 'Strasse: * strasse is called Strasse now');
  assert.deepEqual(await answers(second, 'rename elsewhere', 'sendto Strasse hi'), [
    'Success',
    'Success',
  ]);
  assert.equal(await first.next(), 'elsewhere: * STRAẞE is called elsewhere now');
  assert.equal(await first.next(), 'elsewhere: hi');
});

test('they are sound, and leave and come back with an export', async () => {
  using data = await earlierData();
  assert.match(await data.output(['check']), /^OK: 3 accounts/);
  const file = data.beside('export.jsonl');
  await data.output(['export', file]);
  using other = new OwnedData();
  await other.output(['import', file]);
  const list = await other.output(['account', 'list']);
  for (const name of Object.values(EARLIER)) assert.ok(list.includes(name), list);
  // Into a folder where its name is taken already it does not come.
  using third = new OwnedData();
  await third.register('Straße');
  assert.match(await third.problem(['import', file]), /strasse: Straße is registered/);
});
