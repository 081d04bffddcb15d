/** The load: all people of a journal act at once for as long as the server lives. */

import assert from 'node:assert/strict';
import { AccountClient } from '../account-client.ts';
import type { Random } from '../random.ts';
import { type Journal, type Person, type Sent, textOf } from './journal.ts';

/** The most messages that a person sends on one connection. */
const MESSAGES_MAX = 400;
const UNDER_WAY_MAX = 16;
/** A device acknowledges and marks read once in this many messages. */
const RECEIVED_EVERY = 30;
const READ_EVERY = 25;

export class Load {
  readonly #port: number;
  readonly #journal: Journal;
  readonly #round: number;
  readonly #random: Random;
  /** Is the load over? Then nobody starts anything new. */
  #over = false;

  constructor(port: number, journal: Journal, round: number, random: Random) {
    this.#port = port;
    this.#journal = journal;
    this.#round = round;
    this.#random = random;
  }

  /** Resolves when everybody has lost the connection and cannot get another. */
  async run(): Promise<void> {
    const random = this.#random;
    const parts: Promise<void>[] = [this.#edit(random.fork())];
    // The last person stays offline until the end.
    for (const person of this.#journal.people.slice(0, -1)) {
      const how = random.below(8);
      if (how < 5) parts.push(this.#plain(person, random.fork()));
      if (how > 2 && how < 7) parts.push(this.#device(person, random.fork()));
    }
    await Promise.all(parts);
  }

  /** Runs one plain connection after the other. */
  async #plain(person: Person, random: Random): Promise<void> {
    for (let count = 0; !this.#over; count++) {
      const client = await this.#connect();
      if (client === null) return;
      this.#journal.listen(client, person.received, () => {});
      const answer = await client.auth(person.name, person.password);
      const stream = `plain ${person.number}/${this.#round}/${count}`;
      // The name may have changed just now.
      if (answer?.ok) {
        await this.#talk(client, person, stream, random, async (sent) => {
          this.#journal.settle(sent, await client.sendto(sent.name, textOf(sent)));
        });
      }
      client.socket.destroy();
      await client.gone();
      person.waitingFrom = this.#journal.sent.length;
    }
  }

  /** A device: logs in again with its token, resends unanswered messages, and fetches missed ones. */
  async #device(person: Person, random: Random): Promise<void> {
    while (!this.#over) {
      const client = await this.#connect();
      if (client === null) return;
      if (await enterDevice(this.#journal, client, person)) {
        const stream = `device ${person.number}`;
        await this.#talk(client, person, stream, random, (sent) =>
          say(this.#journal, client, sent),
        );
      }
      client.socket.destroy();
      await client.gone();
    }
  }

  /** Sends through `send`, several at a time, until the connection dies with some under way. */
  async #talk(
    client: AccountClient,
    person: Person,
    stream: string,
    random: Random,
    send: (sent: Sent) => Promise<void>,
  ): Promise<void> {
    const atOnce = random.between(1, UNDER_WAY_MAX);
    let left = random.between(1, MESSAGES_MAX);
    const one = async (): Promise<void> => {
      while (!client.closed && left-- > 0) {
        const to = random.of(this.#journal.people);
        // Lines, pages and, now and then, the longest texts.
        const characters = random.once(200) ? 60_000 : random.once(5) ? 3000 : random.below(200);
        await send(this.#journal.compose(this.#round, person, to, stream, characters));
      }
      if (left < 0) client.socket.destroy();
    };
    await Promise.all(Array.from({ length: atOnce }, one));
  }

  /** Registers names and renames people. */
  async #edit(random: Random): Promise<void> {
    const journal = this.#journal;
    for (let count = 0; !this.#over; count++) {
      const client = await this.#connect();
      if (client === null) return;
      void client.command('hello', {});
      const name = `n${this.#round}-${count}`;
      if (random.once(2)) {
        const registration = { name, password: `password ${name}`, fate: 'unknown' as const };
        journal.registrations.push(registration);
        const answer = await client.command('register', { name, password: registration.password });
        if (answer !== null)
          Object.assign(registration, { fate: answer.ok ? 'acknowledged' : 'refused' });
      } else {
        const person = random.of(journal.people);
        const { password } = person;
        const entered = await client.command('login', { name: person.name, password });
        if (entered?.ok) await this.#rename(client, person, name);
      }
      client.socket.destroy();
      await client.gone();
    }
  }

  async #rename(client: AccountClient, person: Person, name: string): Promise<void> {
    this.#journal.named(person, name);
    person.perhaps = name;
    const answer = await client.command('rename', { name });
    if (answer?.ok) person.name = name;
    if (answer !== null) person.perhaps = null;
  }

  /** Resolves with null if the server is gone. */
  async #connect(): Promise<AccountClient | null> {
    const client = await AccountClient.connect(this.#port).catch(() => null);
    if (client === null) this.#over = true;
    return client;
  }
}

async function say(journal: Journal, client: AccountClient, sent: Sent): Promise<void> {
  const { device } = sent.from;
  // In the order in which they are sent.
  device.unanswered.push(sent);
  await tell(journal, client, sent, false);
}

async function tell(
  journal: Journal,
  client: AccountClient,
  sent: Sent,
  again: boolean,
): Promise<void> {
  const key = `key-${sent.serial}`;
  const answer = await client.command('sendto', { to: sent.name, key }, textOf(sent));
  journal.settle(sent, answer, again);
  if (answer === null) return;
  const { device } = sent.from;
  device.unanswered.splice(device.unanswered.indexOf(sent), 1);
}

/** Logs in the device of `person` over `client`, and lets it catch up; resolves with false if that failed. */
export async function enterDevice(
  journal: Journal,
  client: AccountClient,
  person: Person,
): Promise<boolean> {
  const { device, name, password } = person;
  let told = (_place: number): void => {};
  const place = new Promise<number | null>((resolve) => {
    told = resolve;
    client.socket.on('close', () => resolve(null));
  });
  client.onEvent = (json) => {
    if (json.event === 'unread') told(json.place as number);
  };
  let count = 0;
  let caughtUp = false;
  let newest = 0;
  journal.listen(client, device.received, ({ from, to }, id) => {
    newest = id;
    count++;
    // Messages from one's own other connections are heard too.
    if (to !== person || !caughtUp) return;
    if (count % RECEIVED_EVERY === 0) receivedUpTo(client, person, id);
    if (count % READ_EVERY === 0 && from !== person) readUpTo(client, person, from, id);
  });
  void client.command('hello', {});
  const { token, label } = device;
  const secret = token === null ? { password, device: label } : { token };
  const answer = await client.command('login', { name, ...secret });
  if (!answer?.ok) return false;
  if (typeof answer.json.token === 'string') device.token = answer.json.token;
  const from = await place;
  if (from === null) return false;
  // Where it began it is told.
  device.place ??= from;
  assert.ok(from <= device.place, `a place of ${from}, and none over ${device.place} was said`);
  // Before new messages, to keep the order.
  const retries = device.unanswered.map((sent) => tell(journal, client, sent, true));
  const missed = await client.missed(from).catch((error) => {
    if (client.closed) return null;
    throw error;
  });
  if (missed === null) return false;
  for (const message of missed) device.received.add(journal.recognise(message).serial);
  caughtUp = true;
  receivedUpTo(client, person, Math.max(from, newest, missed.at(-1)?.id ?? 0));
  await Promise.all(retries);
  return !client.closed;
}

function receivedUpTo(client: AccountClient, { device }: Person, upTo: number): void {
  device.place = Math.max(device.place ?? 0, upTo);
  void client.command('received', { upTo });
}

function readUpTo(client: AccountClient, person: Person, other: Person, upTo: number): void {
  const read = person.readOf(other);
  read.most = Math.max(read.most, upTo);
  void client.command('read', { with: other.name, upTo }).then((answer) => {
    if (answer?.ok) read.acknowledged = Math.max(read.acknowledged, upTo);
  });
}
