/** Records everything that an account can read by the client library, to compare two servers of the same data. */
import type { PastMessage } from '../../../src/client/node.ts';
import { Person, type Place, Transcript } from './person.ts';

/** More pages than any list of the fixture has. */
const PAGES_MAX = 100;

const SEARCHES = [
  'lunch',
  '"dinner lunch"',
  'from:person2 supper',
  'with:#room1 breakfast',
  'café',
];

/** Logs in as `name` and reads. */
export async function read(place: Place, name: string, token: string): Promise<readonly string[]> {
  const transcript = new Transcript();
  using one = await Person.arrive(transcript, name, place);
  await one.does('login', name, { token });
  await one.hasCaughtUp();
  await one.rest();
  one.shows();
  for (const method of ['unread', 'sessions', 'blocks'] as const) await one.does(method);
  await one.tries('audit');
  const { rooms } = await one.does('rooms');
  const { conversations } = await one.does('conversations');
  for (const { room } of rooms) {
    await one.tries('who', room);
    await one.tries('bans', room);
    await one.tries('pins', room);
  }
  const others = [...conversations.map((each) => each.with), ...rooms.map(({ room }) => room)];
  await one.does('presence', ['person1', 'person5', 'Zoë', 'nobody']);
  const read = new Map<number, PastMessage>();
  for (const other of others) for (const each of await history(one, other)) read.set(each.id, each);
  for (const id of read.keys()) {
    await one.tries('context', id, 5);
    await one.tries('edits', id);
    await one.tries('reactions', id);
  }
  for (const query of SEARCHES) await one.tries('search', query);
  // Logs out, so that later readers do not see this person online.
  await one.does('logout');
  return transcript.lines;
}

/** The whole of a conversation, in pages of a few, newest first. */
async function history(one: Person, other: string): Promise<PastMessage[]> {
  const read: PastMessage[] = [];
  for (let page = 0; page < PAGES_MAX; page++) {
    const before = read.at(-1)?.id;
    const range = before === undefined ? { limit: 7 } : { limit: 7, before };
    const found = await one.tries('history', other, range);
    read.push(...(found?.messages.toReversed() ?? []));
    if (found?.more !== true) return read;
  }
  throw new Error(`the history of ${other} has no end`);
}
