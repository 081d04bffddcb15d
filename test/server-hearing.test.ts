/** The events that a client gets after naming them in `hello`, at a real server. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ExtendedClient } from './support/extended-client.ts';
import { ServerProcess } from './support/server-process.ts';

describe('a client hears of', () => {
  let server: ServerProcess;

  before(async () => {
    server = await ServerProcess.start();
  });
  after(() => server[Symbol.asyncDispose]());

  /** The events that a client hears, of what goes on in a room that it is in. */
  async function heard(name: string, events: string[] | null): Promise<string[]> {
    using hearer = await ExtendedClient.connect(server.port);
    using other = await ExtendedClient.hello(server.port);
    const room = `#${name}`;
    const said = await hearer.ask('hello', events === null ? {} : { events });
    assert.equal(said.result, 'ok');
    await other.ask('login', { name: `other-${name}` });
    await hearer.ask('login', { name });
    await other.ask('create', { room });
    await hearer.ask('join', { room });
    await other.ask('away', { text: 'lunch' });
    await other.ask('typing', { to: room });
    const { message = 0 } = await other.ask('sendto', { to: room }, 'one');
    await other.ask('edit', { message }, 'two');
    await other.ask('react', { message, emoji: '👍' });
    await other.ask('topic', { room, topic: 'soup' });
    await other.ask('delete', { message });
    await other.ask('leave', { room });
    await other.ask('sendto', { to: name }, 'bye');
    return (await hearer.settled()).map((one) => {
      assert.ok(typeof one !== 'string');
      return one.event === 'room' ? String(one.what) : one.event;
    });
  }

  test('everything where it names nothing, as ever', async () => {
    assert.deepEqual(await heard('alice', null), [
      ...['presence', 'typing', 'message', 'edited', 'reacted', 'topic', 'deleted'],
      ...['role', 'left', 'message'],
    ]);
  });

  test('messages where it names none of the rest', async () => {
    assert.deepEqual(await heard('bob', []), ['message', 'message']);
  });

  test('what it names, and not of names that the server does not know', async () => {
    const events = ['edited', 'members', 'message', 'polls'];
    assert.deepEqual(await heard('carol', events), ['message', 'edited', 'left', 'message']);
    assert.deepEqual(await heard('dave', ['room', 'typing', 'deleted']), [
      ...['typing', 'message', 'topic', 'deleted', 'role', 'message'],
    ]);
  });

  test('nothing at all where what it names is no list of words', async () => {
    using client = await ExtendedClient.connect(server.port);
    client.json({ command: 'hello', id: 1, events: 'edited' });
    assert.match(String(await client.next()), /^Malformed: hello: events/);
    client.json({ command: 'hello', id: 2, events: Array.from({ length: 101 }, () => 'x') });
    assert.match(String(await client.next()), /^Malformed: hello: events/);
  });
});
