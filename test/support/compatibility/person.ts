/** People whose deeds with a client library are written down, so that those with two libraries can be compared. */
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
    if (typeof one === 'string') return SECRET.test(one) ? '<secret>' : one;
    // The order of members says nothing.
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one;
    return Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
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

  /** Calls the method, which may be refused: then the answer is null. */
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
