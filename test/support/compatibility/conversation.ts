/** A conversation in which every method of the client library is called, written down so that two of them can be compared. */
import assert from 'node:assert/strict';
import type { ChatClient, ClientEvent, Message } from '../../../src/client/node.ts';
import { PASSWORD } from '../people.ts';
import { until } from '../until.ts';
import type { Library } from './earlier-package.ts';

type Method = {
  [Name in keyof ChatClient]: ChatClient[Name] extends (...given: never[]) => unknown
    ? Name & string
    : never;
}[keyof ChatClient] &
  string;
type Given<Name extends Method> = Parameters<ChatClient[Name]>;
type Result<Name extends Method> = Awaited<ReturnType<ChatClient[Name]>>;

/** Messages wait in order among the other events. */
type Heard = ClientEvent | { readonly kind: 'message'; readonly message: Message; missed: boolean };

/** Nothing is a time that is smaller: milliseconds since 1970. */
const TIME_MIN = 1.5e12;
/** Tokens and invitation codes. */
const SECRET = /^cwt_|^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/;

export interface Place {
  readonly library: Library;
  /**
   * Of the server: a new one each time, where registration takes an invitation, and alice is registered already, as an
   * operator.
   */
  readonly url: string;
}

function shown(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, one: unknown) => {
    if (typeof one === 'number' && one > TIME_MIN) return '<time>';
    return typeof one === 'string' && SECRET.test(one) ? '<secret>' : one;
  });
}

/**
 * Everything that was said and answered, a line each, without what differs between any two runs; and the methods that were
 * called.
 */
export class Transcript {
  readonly lines: string[] = [];
  readonly called = new Set<string>();

  add(who: string, what: string, ...details: unknown[]): void {
    this.lines.push([`${who} ${what}`, ...details.map(shown)].join(' '));
  }
}

/** Somebody with a client, whose deeds are written down. */
class Person implements Disposable {
  readonly #transcript: Transcript;
  readonly who: string;
  readonly client: ChatClient;
  readonly #heard: Heard[];
  readonly #statuses: string[];

  private constructor(
    transcript: Transcript,
    who: string,
    client: ChatClient,
    heard: Heard[],
    statuses: string[],
  ) {
    this.#transcript = transcript;
    this.who = who;
    this.client = client;
    this.#heard = heard;
    this.#statuses = statuses;
  }

  static async arrive(transcript: Transcript, who: string, { library, url }: Place) {
    const heard: Heard[] = [];
    const statuses: string[] = [];
    const client = await library.connect(url, {
      client: 'compatibility',
      onEvent: (event) => heard.push(event),
      onMessage: (message, missed) => heard.push({ kind: 'message', message, missed }),
      onStatus: ({ kind }) => statuses.push(kind),
    });
    return new Person(transcript, who, client, heard, statuses);
  }

  /** Calls the method, which must succeed. */
  async does<Name extends Method>(name: Name, ...given: Given<Name>): Promise<Result<Name>> {
    const result = await this.#call(name, given);
    this.#transcript.add(this.who, name, given, result);
    return result;
  }

  /** Calls the method, which must be refused. */
  async fails<Name extends Method>(name: Name, ...given: Given<Name>): Promise<void> {
    const error: unknown = await this.#call(name, given).then(
      () => assert.fail(`${name} succeeded`),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Error);
    const { wait, ...more } = { wait: null, ...error };
    const details = [error.name, error.message, more, typeof wait];
    this.#transcript.add(this.who, `${name} fails`, given, ...details);
  }

  /** Calls the method until `isDone` with what it answers, and writes down only that. */
  async doesUntil<Name extends Method>(
    isDone: (result: Result<Name>) => boolean,
    name: Name,
    ...given: Given<Name>
  ): Promise<Result<Name>> {
    const { result } = await until(
      async () => {
        const answer = await this.#call(name, given);
        return isDone(answer) ? { result: answer } : null;
      },
      () => `another answer to ${name}`,
    );
    this.#transcript.add(this.who, name, given, result);
    return result;
  }

  async #call<Name extends Method>(name: Name, given: Given<Name>): Promise<Result<Name>> {
    this.#transcript.called.add(name);
    return Reflect.apply(this.client[name], this.client, given);
  }

  /** Waits for the first event of this kind that has not been taken. */
  async hears(kind: Heard['kind']): Promise<void> {
    const at = await until(
      () => {
        const found = this.#heard.findIndex((one) => one.kind === kind);
        return found < 0 ? null : { found };
      },
      () => `${this.who} to hear ${kind}, not ${JSON.stringify(this.#heard)}`,
    );
    this.#transcript.add(this.who, 'hears', ...this.#heard.splice(at.found, 1));
  }

  async isTold(status: string): Promise<void> {
    await until(
      () => this.#statuses.includes(status),
      () => `${status} among ${this.#statuses}`,
    );
    this.#transcript.add(this.who, 'is told', ...this.#statuses.splice(0));
  }

  /** Whom the client says it is. */
  shows(): void {
    const { name, registered, operator, token } = this.client;
    this.#transcript.add(this.who, 'is', name, registered, operator, token);
  }

  /** Waits until nothing that comes can be taken for missed. */
  async hasCaughtUp(): Promise<void> {
    await this.hears('unread');
    // The question for what was missed is ahead of this one.
    await this.does('list');
  }

  /** What nobody has waited for. Presence is told when the server has the time for it. */
  async rest(): Promise<void> {
    // Its answer comes behind whatever the server has said.
    await this.does('list');
    const rest = this.#heard.filter(({ kind }) => kind !== 'presence');
    this.#transcript.add(this.who, 'heard besides', ...rest);
  }

  [Symbol.dispose](): void {
    this.client.close();
  }
}

/** Has the conversation, on a server where nothing has happened yet. */
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

/** What was said while somebody had no connection. */
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
