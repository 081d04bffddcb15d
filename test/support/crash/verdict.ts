/** Checks a server's stored data against the journal. */
import assert from 'node:assert/strict';
import { AccountClient } from '../account-client.ts';
import { until } from '../until.ts';
import { describe, type Journal, type Person, type Sent } from './journal.ts';
import { enterDevice } from './load.ts';

export interface Found {
  readonly acknowledged: number;
  readonly refused: number;
  readonly unknown: number;
  /** How many messages of unknown fate are stored. */
  readonly unknownFound: number;
  /** How many waiting messages arrived at plain clients. */
  readonly waited: number;
  readonly names: number;
  readonly markers: number;
}

/** Rejects with errors. */
export async function judge(port: number, journal: Journal): Promise<Found> {
  for (const person of journal.people) await comeBack(port, journal, person);
  const found = await conversations(port, journal);
  for (const sent of journal.sent) {
    if (sent.fate === 'acknowledged') {
      assert.ok(found.has(sent.serial), `${describe(sent)} is lost`);
    }
  }
  let waited = 0;
  for (const person of journal.people) waited += await arrivals(port, journal, person, found);
  const count = (fate: Sent['fate']) => journal.sent.filter((sent) => sent.fate === fate);
  const unknown = count('unknown');
  return {
    acknowledged: count('acknowledged').length,
    refused: count('refused').length,
    unknown: unknown.length,
    unknownFound: unknown.filter(({ serial }) => found.has(serial)).length,
    waited,
    names: await registrations(port, journal),
    markers: await markers(port, journal, found),
  };
}

/** The device of `person` resends unanswered messages and fetches missed ones. */
async function comeBack(port: number, journal: Journal, person: Person): Promise<void> {
  using client = await AccountClient.connect(port);
  assert.ok(await enterDevice(journal, client, person), `the device of ${person.name} comes back`);
  assert.equal(person.device.unanswered.length, 0, 'every message that is sent again is answered');
}

/** Reads every conversation. @returns the ids of all stored messages, by serial */
async function conversations(port: number, journal: Journal): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  const { people } = journal;
  for (const person of people) {
    using client = await enter(port, person);
    for (const other of people.slice(person.number)) {
      const newest = new Map<string, number>();
      let newestId = 0;
      for (const message of await client.history(other.name)) {
        const sent = journal.recognise(message);
        const what = describe(sent);
        assert.ok(!found.has(sent.serial), `${what} is there twice`);
        assert.deepEqual(new Set([sent.from, sent.to]), new Set([person, other]), what);
        assert.ok(message.id > newestId, `${what} has no larger id than the one before`);
        assert.ok((newest.get(sent.stream) ?? -1) < sent.serial, `${what} is out of order`);
        newestId = message.id;
        newest.set(sent.stream, sent.serial);
        found.set(sent.serial, message.id);
      }
    }
  }
  return found;
}

/**
 * Checks that waiting messages reach `person`: all at the device; at the plain clients together, all that none of them
 * may have received and lost. @returns the number at the plain clients
 */
async function arrivals(
  port: number,
  journal: Journal,
  person: Person,
  found: ReadonlyMap<number, number>,
): Promise<number> {
  const expected = journal.sent.filter(({ serial, from, to }) => {
    const id = found.get(serial);
    if (id === undefined || to !== person || from === person) return false;
    // Messages marked read by the device do not wait any more.
    return id > person.readOf(from).most;
  });
  await comeBack(port, journal, person);
  for (const sent of expected) {
    assert.ok(person.device.received.has(sent.serial), `${describe(sent)} missed the device`);
  }
  using client = await AccountClient.connect(port);
  journal.listen(client, person.received, () => {});
  assert.ok((await client.auth(person.name, person.password))?.ok, `login ${person.name}`);
  const waiting = expected.filter(({ serial }) => serial >= person.waitingFrom);
  const missing = () => waiting.find(({ serial }) => !person.received.has(serial));
  await until(
    () => missing() === undefined,
    () => `${describe(missing() as Sent)} to arrive`,
    () => client.closed,
  );
  return waiting.length;
}

/** Checks that acknowledged registrations can log in. @returns their number */
async function registrations(port: number, journal: Journal): Promise<number> {
  let count = 0;
  for (const { name, password, fate } of journal.registrations) {
    using client = await AccountClient.connect(port);
    const answer = await client.auth(name, password);
    if (fate === 'acknowledged') assert.ok(answer?.ok, `${name} is registered`);
    if (fate === 'refused') assert.ok(!answer?.ok, `${name} is not registered`);
    if (answer?.ok) count++;
  }
  return count;
}

/** Checks that exactly the messages after the read marks are unread. @returns the number of marks */
async function markers(
  port: number,
  journal: Journal,
  found: ReadonlyMap<number, number>,
): Promise<number> {
  let count = 0;
  for (const person of journal.people) {
    using client = await enter(port, person);
    const missed = new Set((await client.missed(0)).map(({ id }) => id));
    for (const { serial, from, to } of journal.sent) {
      const id = found.get(serial);
      if (id === undefined || to !== person || from === person) continue;
      const { acknowledged, most } = person.readOf(from);
      if (id <= acknowledged) assert.ok(!missed.has(id), `${person.name} has read ${id}`);
      if (id > most) assert.ok(missed.has(id), `${person.name} has not read ${id}`);
    }
    count += [...person.read.values()].filter(({ acknowledged }) => acknowledged > 0).length;
  }
  return count;
}

function enter(port: number, { name, password }: Person): Promise<AccountClient> {
  return AccountClient.enter(port, 'login', { name, password });
}
