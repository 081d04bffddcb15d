/** What people did to a server that is killed again and again, and what they were told: the truth it is held against. */
import assert from 'node:assert/strict';
import type { AccountClient, Answer, Received } from '../account-client.ts';

/**
 * acknowledged: the sender was told that it is stored. refused: that it is not. unknown: the connection was lost
 * before the sender was told anything.
 */
export type Fate = 'acknowledged' | 'refused' | 'unknown';

export interface Sent {
  /** Counts up over everything that is sent; the text begins with it. */
  readonly serial: number;
  readonly round: number;
  readonly from: Person;
  readonly to: Person;
  /** What `to` was called when it was first sent, and so what it is sent to again: it may fail, but not come late. */
  readonly name: string;
  /** Messages of one stream are sent one after the other, so those of a conversation must be found in that order. */
  readonly stream: string;
  readonly characters: number;
  fate: Fate;
}

/** A device that said `hello`, remembers its token, and gives its messages keys. */
export interface Device {
  readonly label: string;
  token: string | null;
  /** Of unknown fate, oldest first: to be sent again. */
  unanswered: Sent[];
  /** The highest place that it told the server; null before it was there. */
  place: number | null;
  /** Serials of all that it received. */
  readonly received: Set<number>;
}

export class Person {
  readonly number: number;
  readonly password: string;
  readonly device: Device;
  name: string;
  /** A name that was asked for, and nothing heard of it. */
  perhaps: string | null = null;
  /** Serials of what its plain clients received, all together. */
  readonly received = new Set<number>();
  /**
   * Messages with smaller serials may have been written out to a plain client that did not live to read them; then
   * their place has moved past them.
   */
  waitingFrom = 0;
  /** By the number of the other one: how far it has read, acknowledged and at most. */
  readonly read = new Map<number, { acknowledged: number; most: number }>();

  constructor(number: number) {
    this.number = number;
    this.name = `person-${number}`;
    this.password = `secret of number ${number}`;
    this.device = {
      label: `device of ${number}`,
      token: null,
      unanswered: [],
      place: null,
      received: new Set(),
    };
  }

  readOf(other: Person): { acknowledged: number; most: number } {
    const known = this.read.get(other.number) ?? { acknowledged: 0, most: 0 };
    this.read.set(other.number, known);
    return known;
  }
}

export interface Registration {
  readonly name: string;
  readonly password: string;
  fate: Fate;
}

export class Journal {
  readonly people: readonly Person[];
  readonly sent: Sent[] = [];
  readonly registrations: Registration[] = [];
  /** Whose message has an id: an id is given once. */
  readonly ids = new Map<number, number>();
  /** What was wrong with what people received. */
  readonly problems: unknown[] = [];
  /** Everybody by every name that they ever had, or may have. */
  readonly #named = new Map<string, Person>();

  constructor(count: number) {
    this.people = Array.from({ length: count }, (_, number) => new Person(number));
    for (const person of this.people) this.named(person, person.name);
  }

  named(person: Person, name: string): void {
    this.#named.set(name, person);
  }

  personCalled(name: string): Person {
    return this.#named.get(name) ?? assert.fail(`nobody was ever called ${name}`);
  }

  compose(round: number, from: Person, to: Person, stream: string, characters: number): Sent {
    const serial = this.sent.length;
    const { name } = to;
    const sent: Sent = { serial, round, from, to, name, stream, characters, fate: 'unknown' };
    this.sent.push(sent);
    return sent;
  }

  /** What became of `sent`, if anything was heard. A keyed one that was sent again may be answered twice. */
  settle(sent: Sent, answer: Answer | null, again = false): void {
    if (answer === null) return;
    if (answer.ok) {
      sent.fate = 'acknowledged';
      if (typeof answer.json.message === 'number') this.hasId(sent, answer.json.message);
      // Refused this time, it may have been stored the first time.
    } else if (!again) sent.fate = 'refused';
  }

  hasId(sent: Sent, id: number): void {
    const other = this.ids.get(id);
    assert.ok(
      other === undefined || other === sent.serial,
      `the id ${id} was given to ${other} and to ${sent.serial}`,
    );
    this.ids.set(id, sent.serial);
  }

  /** The message that was received or read, as it was sent. */
  recognise({ text, from, id }: Received): Sent {
    const sent = this.sent[Number.parseInt(text, 10)];
    assert.ok(sent !== undefined && textOf(sent) === text, `nobody sent ${text.slice(0, 80)}`);
    assert.equal(this.personCalled(from), sent.from);
    assert.notEqual(sent.fate, 'refused', `${describe(sent)}, which was refused, is there`);
    if (id !== null) this.hasId(sent, id);
    return sent;
  }

  /** Has `into` hold what `client` receives: all of it once, and in order. What is wrong is a problem. */
  listen(client: AccountClient, into: Set<number>, heard: (sent: Sent, id: number) => void): void {
    const here = new Set<number>();
    const newest = new Map<string, number>();
    let newestId = 0;
    const hear = (message: Received): void => {
      const sent = this.recognise(message);
      const what = describe(sent);
      assert.ok(!here.has(sent.serial), `${what} was received twice by one connection`);
      assert.ok((newest.get(sent.stream) ?? -1) < sent.serial, `${what} came out of order`);
      assert.ok(message.id === null || message.id > newestId, `${what} came after ${newestId}`);
      newestId = message.id ?? 0;
      newest.set(sent.stream, sent.serial);
      here.add(sent.serial);
      into.add(sent.serial);
      heard(sent, newestId);
    };
    client.onMessage = (message) => {
      try {
        hear(message);
      } catch (error) {
        this.problems.push(error);
        client.socket.destroy();
      }
    };
  }
}

const FILLER = 'so that it fills some pages, and no two of them quite alike; ';

export function textOf({ serial, characters }: Sent): string {
  const start = serial % FILLER.length;
  const filler = FILLER.repeat(Math.ceil(characters / FILLER.length) + 1);
  return `${serial} ${filler.slice(start, start + characters)}`;
}

export function describe({ serial, round, from, to, stream, fate }: Sent): string {
  return `message ${serial} (${fate}; round ${round}, ${stream}, from ${from.number} to ${to.number})`;
}
