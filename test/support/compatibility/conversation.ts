/** A conversation in which every method of the client library is called. */
import { PASSWORD } from '../people.ts';
import { Person, type Place, Transcript } from './person.ts';

/** Has the conversation on a fresh server. */
export async function converse(place: Place): Promise<Transcript> {
  const transcript = new Transcript();
  const arrive = (who: string) => Person.arrive(transcript, who, place);
  using alice = await arrive('alice');
  using bob = await arrive('bob');
  using gus = await arrive('gus');

  await comeIn({ alice, bob, gus });
  await messages(alice, bob);
  await rooms({ alice, bob, gus });
  await moderation({ alice, bob, gus });
  await people({ alice, bob, gus });
  for (const one of [alice, bob, gus]) await one.rest();
  await away(arrive, alice, bob);
  await accounts(arrive, alice);
  await iteration(transcript, place);
  return transcript;
}

interface All {
  readonly alice: Person;
  readonly bob: Person;
  readonly gus: Person;
}

async function comeIn({ alice, bob, gus }: All) {
  await gus.does('login', 'gus');
  await gus.does('list');
  await gus.does('send', 'gus', 'Grüße\nund 🎈');
  await gus.hears('message');
  await gus.fails('send', 'nobody', 'hello');
  await gus.fails('send', 'gus', '');
  await gus.fails('login', 'x'.repeat(21));
  await gus.fails('unread');
  await gus.fails('create', 'not a room');
  await bob.fails('login', 'alice', { password: 'a wrong one' });
  await bob.fails('login', 'alice');
  await alice.does('login', 'alice', { password: PASSWORD, device: 'laptop' });
  await alice.hasCaughtUp();
  await alice.does('logout');
  await alice.fails('send', 'gus', 'hello');
  await alice.does('login', 'alice', { password: PASSWORD, device: 'desk' });
  await alice.hasCaughtUp();
  const { code } = await alice.does('inviteCode');
  await bob.fails('register', 'bob', PASSWORD);
  await bob.fails('register', 'alice', PASSWORD, { invitation: code });
  await bob.fails('register', 'bob', 'short', { invitation: code });
  await bob.does('register', 'bob', PASSWORD, { invitation: code, device: 'phone' });
  await bob.hasCaughtUp();
  await bob.fails('login', 'bob');
  for (const one of [alice, bob, gus]) one.shows();
  await alice.does('list');
}

async function messages(alice: Person, bob: Person): Promise<void> {
  const first = (await alice.does('send', 'bob', 'lunch at "noon"\u2028? \\')) ?? 0;
  await bob.hears('message');
  const second = (await bob.does('send', 'alice', 'with\ttabs and 字', { reply: first })) ?? 0;
  await alice.hears('message');
  await bob.fails('send', 'alice', 'to what?', { reply: 12_345 });
  await bob.does('react', first, '👍');
  await alice.hears('reacted');
  await alice.does('react', first, '🎉');
  await alice.does('reactions', first);
  await bob.does('react', first, '👍', { off: true });
  await bob.fails('react', first, 'no emoji');
  await alice.does('edit', first, 'lunch at one');
  await bob.hears('edited');
  await bob.fails('edit', first, 'mine now');
  await alice.does('edits', first);
  const third = (await bob.does('send', 'alice', 'forget it')) ?? 0;
  await bob.does('delete', third);
  await alice.hears('deleted');
  await alice.fails('delete', second);
  await alice.does('history', 'bob');
  await alice.does('history', 'bob', { before: second, limit: 1 });
  await alice.does('history', 'bob', { after: first, limit: 1 });
  await alice.does('context', second, 3);
  await alice.fails('context', 12_345);
  await alice.doesUntil((page) => page.messages.length > 0, 'search', 'lunch with:bob');
  await alice.does('search', 'tabs', { limit: 1, beneath: second });
  await alice.fails('search', 'from:');
  await alice.does('conversations');
  await alice.does('conversations', { beneath: first });
  await alice.does('unread');
  await alice.does('markRead', 'bob', third);
  await alice.does('unread');
}

async function rooms({ alice, bob, gus }: All): Promise<void> {
  await alice.does('create', '#den', { topic: 'about', access: 'private', guests: false });
  await alice.does('create', '#lounge');
  await bob.fails('create', '#LOUNGE');
  await bob.fails('join', '#den');
  await alice.does('invite', '#den', 'bob');
  await bob.hears('room');
  await bob.does('join', '#den');
  await bob.does('leave', '#den');
  await bob.does('join', '#lounge');
  await gus.does('join', '#lounge');
  await alice.does('rooms');
  await bob.does('rooms', { find: 'LOU', mine: true, limit: 1 });
  await alice.does('who', '#lounge');
  await alice.does('who', '#lounge', { limit: 1 });
  await alice.does('topic', '#lounge', 'soup & songs');
  await bob.hears('room');
  const hello = (await alice.does('send', '#lounge', 'hello @bob')) ?? 0;
  await bob.hears('message');
  await gus.hears('message');
  await gus.does('send', '#lounge', 'a guest speaks', { reply: hello });
  await bob.hears('message');
  await alice.does('pin', hello);
  await bob.hears('room');
  await bob.fails('pin', hello);
  await bob.does('pins', '#lounge');
  await bob.does('unread');
  await bob.does('history', '#lounge');
  await alice.does('pin', hello, { off: true });
  await alice.does('pins', '#lounge');
  await alice.does('slow', '#lounge', 3600);
  await bob.does('send', '#lounge', 'once');
  await bob.fails('send', '#lounge', 'twice');
  await alice.does('slow', '#lounge', 0);
  await alice.does('group', ['bob']);
  await alice.fails('group', ['nobody']);
  await alice.does('removeRoom', '#den');
  await bob.fails('history', '#den');
}

async function moderation({ alice, bob, gus }: All): Promise<void> {
  await bob.fails('kick', '#lounge', 'gus');
  await alice.does('role', '#lounge', 'bob', 'moderator');
  await alice.does('mute', '#lounge', 'gus', { seconds: 600, why: 'too loud' });
  await gus.fails('send', '#lounge', 'no word');
  await alice.does('unmute', '#lounge', 'gus');
  await bob.does('kick', '#lounge', 'gus', 'out you go');
  await gus.hears('room');
  await alice.does('ban', '#lounge', 'gus', { seconds: 3600, why: 'for an hour' });
  await gus.fails('join', '#lounge');
  await alice.does('mute', '#lounge', 'bob');
  await alice.does('who', '#lounge');
  await alice.does('unmute', '#lounge', 'bob');
  await alice.does('ban', '#lounge', 'bob');
  await alice.does('bans', '#lounge');
  await alice.does('unban', '#lounge', 'bob');
  await alice.fails('unban', '#lounge', 'bob');
  await alice.does('audit');
  await alice.does('audit', { room: '#lounge', limit: 1 });
  await bob.fails('audit');
}

async function people({ alice, bob, gus }: All): Promise<void> {
  await bob.does('join', '#lounge');
  await alice.does('typing', 'bob');
  await bob.hears('typing');
  await bob.does('away', 'for tea');
  await alice.does('presence', ['bob', 'gus', 'nobody']);
  await bob.does('away', null);
  await alice.does('presence', ['bob']);
  await bob.does('block', 'gus');
  await gus.does('block', 'bob');
  await bob.does('block', 'alice');
  await bob.does('blocks');
  await alice.does('send', 'bob', 'is anybody there?');
  await bob.does('unblock', 'alice');
  await bob.does('notices', false);
  await bob.does('history', 'alice', { limit: 2 });
}

/** Messages sent while a person is disconnected. */
async function away(
  arrive: (who: string) => Promise<Person>,
  alice: Person,
  bob: Person,
): Promise<void> {
  const { token } = bob.client;
  await bob.does('reconnect');
  await bob.isTold('restored');
  await bob.does('check');
  await bob.does('list');
  // Once a live message has arrived, everything before it has, and logging out acknowledges it all.
  await bob.hasCaughtUp();
  await alice.does('send', 'bob', 'are you back?');
  await bob.hears('message');
  await bob.does('logout');
  await bob.does('close');
  await bob.fails('list');
  await alice.doesUntil((names) => !names.includes('bob'), 'list');
  await alice.does('send', 'bob', 'while you were out');
  await alice.does('send', '#lounge', 'and in the room, @bob');
  using again = await arrive('bob again');
  await again.does('login', 'bob', { token: token ?? '' });
  await again.hasCaughtUp();
  await again.hears('message');
  again.shows();
  await again.rest();
}

async function accounts(arrive: (who: string) => Promise<Person>, alice: Person): Promise<void> {
  using tablet = await arrive('tablet');
  await tablet.does('login', 'alice', { password: PASSWORD, device: 'tablet' });
  tablet.shows();
  const sessions = await alice.does('sessions');
  const other = sessions.find(({ label }) => label === 'laptop');
  await alice.does('revoke', other?.id ?? 0);
  await alice.fails('revoke', other?.id ?? 0);
  await alice.does('sessions');
  await alice.fails('changePassword', 'a wrong one', 'another password');
  await alice.does('changePassword', PASSWORD, 'another password');
  await tablet.isTold('lost');
  await alice.fails('rename', 'bob');
  await alice.does('rename', 'Alice');
  alice.shows();
  await alice.fails('unregister', PASSWORD);
  await alice.does('unregister', 'another password');
  alice.shows();
}

/** Messages one at a time, as `for await` takes them. */
async function iteration(transcript: Transcript, { library, url }: Place): Promise<void> {
  await using queue = await library.connect(url);
  await queue.login('queue');
  for (const text of ['one', 'two', 'three']) await queue.send('queue', text);
  queue.close();
  for await (const { from, to, text } of queue) transcript.add('queue', 'takes', from, to, text);
}
