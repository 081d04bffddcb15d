/** A short spell of bad network, and what each client shows; `npm run soak -- network` runs ten minutes of it. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { talkThrough } from './support/bad-network/conversation.ts';
import { SHORT_WEATHER } from './support/bad-network/weather.ts';
import { QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { closeBrowser, WebPeople } from './support/web-page.ts';

after(closeBrowser);

test('page, terminal and bot lose nothing and double nothing in a moment of bad network', async (t) => {
  await using server = await ServerProcess.start(...QUICK_PASSWORDS);
  const shown: string[] = [];
  const { problems, said } = await talkThrough({
    server,
    people: (port) => WebPeople.arrive(t, port),
    spells: SHORT_WEATHER,
    everyMs: 200,
    tell: (who, what) => shown.push(`${who}: ${what}`),
  });
  assert.deepEqual(problems, [], shown.join('\n'));
  for (const [name, count] of Object.entries(said)) assert.ok(count > 1, name);
  for (const told of ['bot: restored', 'terminal: logged in again as terminal']) {
    assert.ok(shown.includes(told), shown.join('\n'));
  }
  assert.ok(shown.some((what) => what.startsWith('page: The connection is lost.')));
});
