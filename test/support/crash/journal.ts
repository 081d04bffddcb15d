/**
 * The journal of what people did to a repeatedly killed server, and of its answers: the server is checked against it.
 */
import assert from 'node:assert/strict';
import type { AccountClient, Answer, Received } from '../account-client.ts';

/**
 * acknowledged: the sender was told that it is stored; refused: that it is not; unknown: the connection was lost before
 * the reply.
 */
export type Fate = 'acknowledged' | 'refused' | 'unknown';

export interface Sent {
  /** Ascends over all messages; the text begins with it. */
  readonly serial: number;
  readonly round: number;
  readonly from: Person;
  readonly to: Person;
  /** The name of `to` at the first attempt, which is used again: it may fail, but not arrive late. */
  readonly name: string;
  /** Messages of a stream are sent one after the other, so they must be found in that order in a conversation. */
  readonly stream: string;
  readonly characters: number;
  fate: Fate;
}

/** A device that says `hello`, keeps its token, and sends messages with keys. */
export interface Device {
  readonly label: string;
  token: string | null;
  /** Messages of unknown fate, to be sent again, oldest first. */
  unanswered: Sent[];
  /** The highest cursor that it acknowledged; null before the first login. */
  place: number | null;
  /** Serials of the messages that it received. */
  readonly received: Set<number>;
}

export class Person {
  readonly number: number;
  readonly password: string;
  readonly device: Device;
  name: string;
  /** A requested new name without a reply. */
  perhaps: string | null = null;
  /** Serials of the messages that its plain clients received together. */
  readonly received = new Set<number>();
  /**
   * Messages with smaller serials may have been sent to a plain client that died before reading them; then the cursor
   * has moved past them.
   */
  waitingFrom = 0;
  /** Read marks by the other person's number: the acknowledged one, and the highest possible. */
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
  /** The serial by message id: an id is given only once. */
  readonly ids = new Map<number, number>();
  /** Errors in what people received. */
  readonly problems: unknown[] = [];
  /** People by all the names that they ever had, or may have. */
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

  /** Records the fate of `sent`. A keyed message that was sent again may be answered twice. */
  settle(sent: Sent, answer: Answer | null, again = false): void {
    if (answer === null) return;
    if (answer.ok) {
      sent.fate = 'acknowledged';
      if (typeof answer.json.message === 'number') this.hasId(sent, answer.json.message);
      // If refused this time, it may have been stored the first time.
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

  /** Finds the sent message for a received one. */
  recognise({ text, from, id }: Received): Sent {
    const sent = this.sent[Number.parseInt(text, 10)];
    assert.ok(sent !== undefined && textOf(sent) === text, `nobody sent ${text.slice(0, 80)}`);
    assert.equal(this.personCalled(from), sent.from);
    assert.notEqual(sent.fate, 'refused', `${describe(sent)}, which was refused, is there`);
    if (id !== null) this.hasId(sent, id);
    return sent;
  }

  /** Collects in `into` the messages that `client` receives, and notes a problem if one is doubled or out of order. */
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
      // News of who is called otherwise, for clients of the core.
      if (message.id === null && message.text.startsWith('* ')) return;
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
