/** People whose use of a client library is recorded, to compare two versions of it. */
import assert from 'node:assert/strict';
import type { ChatClient, ClientEvent, Message } from '../../../src/client/node.ts';
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

/** An event or a message, in one order. */
type Heard = ClientEvent | { readonly kind: 'message'; readonly message: Message; missed: boolean };

/** Numbers from here on are times, in milliseconds since 1970. */
const TIME_MIN = 1.5e12;
/** Tokens and invitation codes. */
const SECRET = /^cwt_|^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/;

/** Rooms may have longer names now. */
const ROOM_NAME_SIZE = / and 1 to \d+ characters$/;

export interface Place {
  readonly library: Library;
  /**
   * The URL of a fresh server, where registration takes an invitation, and alice is registered already, as an operator.
   */
  readonly url: string;
}

/** Members of replies and events that the library of then does not give: left out where they say nothing. */
const NEWER: ReadonlySet<string> = new Set(['flags', 'voice', 'gone', 'idle', 'since']);

function shown(value: unknown): string | undefined {
  return JSON.stringify(value, (key, one: unknown) => {
    // A device tells how far it has received when it has time.
    if (key === 'place') return '<place>';
    if (key === 'was' || key === 'madeAt') return undefined;
    if (typeof one === 'number' && one > TIME_MIN) return '<time>';
    if (typeof one === 'string')
      return SECRET.test(one) ? '<secret>' : one.replace(ROOM_NAME_SIZE, '');
    // The order of members has no meaning.
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one;
    const known = Object.entries(one).filter(([name, its]) => !(NEWER.has(name) && !its));
    return Object.fromEntries(known.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/**
 * The record of all calls and results, one per line, without the parts that differ between any two runs; and the
 * methods that were called.
 */
export class Transcript {
  readonly lines: string[] = [];
  readonly called = new Set<string>();

  add(who: string, what: string, ...details: unknown[]): void {
    this.lines.push([`${who} ${what}`, ...details.map(shown)].join(' '));
  }
}

function isOfOthersName(event: ClientEvent): boolean {
  return event.kind === 'renamed' && (event.was ?? null) !== null;
}

/** A person with a client, whose calls are recorded. */
export class Person implements Disposable {
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
      // Others' names were not told of then.
      onEvent: (event) => isOfOthersName(event) || heard.push(event),
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

  /** Calls the method; resolves with null if it is refused. */
  async tries<Name extends Method>(
    name: Name,
    ...given: Given<Name>
  ): Promise<Result<Name> | null> {
    try {
      return await this.does(name, ...given);
    } catch (error) {
      assert.ok(error instanceof Error);
      this.#transcript.add(this.who, `${name} fails`, given, error.name, error.message);
      return null;
    }
  }

  /** Calls the method until `isDone` accepts its result, and records only that call. */
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

  /** Waits for the first event of this kind that was not taken. */
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

  /** Records the client's name and state. */
  shows(): void {
    const { name, registered, operator, token } = this.client;
    this.#transcript.add(this.who, 'is', name, registered, operator, token);
  }

  /** Waits until later messages cannot be taken for missed ones. */
  async hasCaughtUp(): Promise<void> {
    await this.hears('unread');
    // The request for missed messages is ahead of this one.
    await this.does('list');
  }

  /** Records events that nobody waited for, except presence, which the server sends when it has time. */
  async rest(): Promise<void> {
    // Its answer comes after all earlier output of the server.
    await this.does('list');
    const rest = this.#heard.filter(({ kind }) => kind !== 'presence');
    this.#transcript.add(this.who, 'heard besides', ...rest);
  }

  [Symbol.dispose](): void {
    this.client.close();
  }
}
