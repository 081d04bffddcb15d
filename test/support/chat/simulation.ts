/**
 * A simulated chat, every step of which comes from a seed, with the model that it is checked against. The log has what
 * happened; the clients record logins, acknowledgements and arrivals.
 */
import assert from 'node:assert/strict';
import { Hub } from '../../../src/chat/hub.ts';
import { FOREVER } from '../../../src/chat/records.ts';
import type { HubSettings } from '../../../src/chat/settings.ts';
import type { Change } from '../../../src/chat/storage.ts';
import { hasWritten } from '../../../src/chat/stored/history.ts';
import { nameKey } from '../../../src/protocol/names.ts';
import { Random } from './random.ts';
import { type Sending, type Sent, textOf } from './sent.ts';
import { type Heard, SimulatedClient } from './simulated-client.ts';
import { SimulatedSecrets } from './simulated-secrets.ts';
import { SimulatedStorage } from './simulated-storage.ts';
import { Clock, simulatedWorld } from './simulated-world.ts';

const CLIENTS = 20;
/** The address of all clients. */
export const ADDRESS = '192.0.2.1';

export class Simulation {
  readonly settings: HubSettings;
  readonly random: Random;
  readonly clock = new Clock();
  readonly storage: SimulatedStorage;
  readonly secrets: SimulatedSecrets;
  hub: Hub;
  clients: SimulatedClient[] = [];
  readonly sent = new Map<string, Sent>();
  /** Messages that changed since the last check. */
  readonly changed = new Set<Sent>();
  /** The message being sent. */
  sending: Sending | null = null;
  /** The client behind each change under way. */
  readonly #origins = new WeakMap<Change, SimulatedClient>();
  /** Accounts whose removal was tried since the last idle state. */
  readonly shaken = new Set<number>();
  /** May requests since the last idle state have failed? */
  disturbed = false;
  /** The cursor of each account's plain clients. */
  readonly cursors = new Map<number, number>();
  /** Plain clients that did not get missed messages, because the archive could not be read. */
  readonly starved = new Set<SimulatedClient>();
  /** Invitation codes, newest last. */
  readonly codes: string[] = [];
  /** Counts of answers and of other events. */
  readonly seen = new Map<string, number>();
  /** Called when a delayed answer comes. */
  onAnswered: (client: SimulatedClient) => void = () => {};
  #connections = 0;
  #executing = 0;
  /** The clients that must hear the current message at once. */
  #audience: SimulatedClient[] = [];
  #origin: SimulatedClient | undefined;

  constructor(settings: HubSettings, seed: number) {
    this.settings = settings;
    this.random = new Random(seed);
    this.storage = new SimulatedStorage(this.random, () => this.clock.now);
    this.secrets = new SimulatedSecrets(this.random);
    this.storage.onAppend = (change) => this.#appended(change);
    this.storage.onDurable = (change, id) => this.#durable(change, id);
    this.storage.onExecuting = (change, id) => this.#executes(change, id);
    this.storage.onExecuted = (change, id) => this.#executed(change, id);
    this.#sendOnAfterQuestions();
    // Codes by the owner, for the first people.
    for (let i = 0; i < 10; i++) {
      const invitation = { code: this.secrets.newCode(), by: 0, expiresAt: FOREVER };
      this.codes.push(invitation.code);
      this.storage.append({ kind: 'invitation', invitation }, () => {});
    }
    this.storage.commit();
    this.hub = this.#start();
  }

  /** Before some messages, the hub queries whether the two people know each other. */
  #sendOnAfterQuestions(): void {
    const { storage } = this;
    const ask = storage.ask.bind(storage);
    storage.ask = (question, given, done) => {
      if (question.name !== hasWritten.name) return ask(question, given, done);
      const { account: to } = given as unknown as { readonly account: number };
      const sending = this.sending === null ? null : { ...this.sending, to };
      ask(question, given, (answer) => {
        this.sending = sending;
        done(answer);
        this.sending = null;
      });
    };
  }

  #start(): Hub {
    const { random, clock, storage, secrets } = this;
    const hub = new Hub(this.settings, simulatedWorld(random, clock, storage, secrets));
    this.hub = hub;
    this.clients = Array.from({ length: CLIENTS }, () => this.connect());
    return hub;
  }

  connect(): SimulatedClient {
    const id = ++this.#connections;
    return new SimulatedClient(this.hub, id, ADDRESS, {
      message: (client, heard) => this.#heard(client, heard),
      answered: (client) => this.onAnswered(client),
      abandoned: () => this.count('gave its place'),
    });
  }

  /** Checks that the cursor of `account`'s plain clients is not past `left`, except for erased or read messages. */
  checkCursor(account: number, left: number): void {
    const { written } = this.storage;
    const cursor = written.accounts.get(account)?.cursor ?? 0;
    const next = written.missed(account, left)[0]?.id ?? Infinity;
    assert.ok(cursor <= left || cursor < next, 'a cursor is further than what left');
  }

  count(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }

  /** Crashes the machine and restarts the server. */
  crash(): void {
    this.count('crash');
    this.storage.crash();
    this.secrets.crash();
    for (const sent of this.sent.values()) {
      sent.lost += sent.open;
      if (sent.open > 0) this.changed.add(sent);
      sent.open = 0;
    }
    for (const [account, cursor] of this.cursors) {
      this.checkCursor(account, cursor);
      this.cursors.set(account, this.storage.written.accounts.get(account)?.cursor ?? 0);
    }
    this.starved.clear();
    this.#start();
  }

  /** The disk fails: changes that are not durable never will be. */
  fail(): void {
    this.disturbed = true;
    this.count('failure of the disk');
    this.storage.fail();
  }

  /** The archive reads an answer; or it cannot, and those waiting for missed messages get none. */
  read(readable: boolean): void {
    if (!readable)
      for (const client of this.clients) if (client.account !== null) this.starved.add(client);
    this.storage.read(readable);
  }

  // --- the truth ---

  /** The account that has `name`, as far as the hub was told; null if none. */
  accountOf(name: string): number | null {
    const key = nameKey(name);
    for (const [id, { record }] of this.storage.executed.accounts) {
      if (nameKey(record.name) === key) return id;
    }
    return null;
  }

  nameOf(account: number): string {
    return this.storage.executed.accounts.get(account)?.record.name ?? assert.fail('no account');
  }

  /** Is `name`, or one like it, reserved because it was given up lately? */
  isReserved(name: string): boolean {
    return this.wasReserved(name, this.clock.now);
  }

  /** Was `name`, or one like it, reserved until after `time`? */
  wasReserved(name: string, time = 0): boolean {
    const key = nameKey(name);
    for (const [old, until] of this.storage.executed.reservations) {
      if (until > time && nameKey(old) === key) return true;
    }
    return false;
  }

  clientsOf(account: number): SimulatedClient[] {
    return this.clients.filter((client) => client.account === account);
  }

  guestCalled(name: string): SimulatedClient | undefined {
    return this.clients.find((client) => client.guest === name);
  }

  /** Logged in as `account`: deliveries to a plain client start after those sent to the others. */
  entered(client: SimulatedClient, account: number, device: number | null): void {
    assert.equal(client.identity, null, 'logged in twice');
    client.identity = { account, device };
    client.lastHeard = 0;
    client.lastFromSelf = 0;
    client.cursor = Math.max(this.cursors.get(account) ?? 0, client.unwritten.get(account) ?? 0);
  }

  /** Replaces dead clients by new ones; some of them lose the last output. */
  replaceGone(): void {
    this.clients = this.clients.map((client) => {
      if (!client.gone) return client;
      if (this.random.oneIn(2)) this.flush(client);
      return this.connect();
    });
  }

  flush(client: SimulatedClient): void {
    client.flush((account, upTo) => this.left(account, upTo));
  }

  /** The plain clients of `account` have received everything up to `upTo`. */
  left(account: number, upTo: number): void {
    this.cursors.set(account, Math.max(upTo, this.cursors.get(account) ?? 0));
  }

  // --- what happens ---

  #appended(change: Change): void {
    if (change.kind !== 'message') return;
    const { sent, client, to } = this.sending ?? assert.fail('a message that nobody sends');
    this.#origins.set(change, client);
    assert.equal(textOf(change.text), sent.text);
    assert.equal(change.key, sent.key);
    assert.equal(change.from, sent.from, 'in the name of another, or from a guest');
    assert.equal(change.to, to ?? this.accountOf(sent.to), 'to another');
    assert.equal(change.waits, this.clientsOf(change.to).length === 0);
    if (change.waits) this.#checkReserve(change.from, change.to);
  }

  /** The last places in a recipient's queue are reserved for people whom they have written to. */
  #checkReserve(from: number, to: number): void {
    const { waitingMax, reserve } = this.settings;
    const waiting = this.hub.accounts.get(to)?.waiting.total ?? 0;
    if (waiting <= waitingMax - Math.floor(waitingMax * reserve)) return;
    this.count('sendto: from the reserve');
    const wrote = this.storage.written.messages
      .values()
      .some((one) => one.from === to && one.to === from);
    assert.ok(wrote, 'a stranger has what is kept for others');
  }

  #durable(change: Change, id: number): void {
    if (change.kind !== 'message') return;
    const sent = this.sent.get(textOf(change.text)) ?? assert.fail('a text that nobody sent');
    assert.equal(sent.stored, 0, 'stored twice');
    sent.stored = id;
    this.changed.add(sent);
  }

  #executes(change: Change, id: number): void {
    this.#executing = id;
    this.#origin = this.#origins.get(change);
    this.#audience = [];
    if (change.kind !== 'message') return;
    const { from, to } = change;
    this.#audience = this.clients.filter((client) => {
      if (client.deaf || client.account === null) return false;
      if (client.account === to && (client.hello || from === to)) return true;
      return client.account === from && client.hello && client !== this.#origin;
    });
  }

  #executed(change: Change, id: number): void {
    this.#executing = 0;
    for (const { lastHeard } of this.#audience) assert.equal(lastHeard, id, 'not heard');
    if (change.kind !== 'account') return;
    // A guest who registers the name is nobody until the device is remembered.
    const guest = this.guestCalled(change.account.name);
    if (guest !== undefined) guest.identity = null;
  }

  #heard(client: SimulatedClient, heard: Heard): void {
    const { from, to, text, as, stored } = heard;
    const sent = this.sent.get(text) ?? assert.fail('heard what nobody said');
    assert.equal(as, sent.as, 'meant in another way');
    if (stored === null) return this.#heardLive(client, heard, sent);
    const me = client.account ?? assert.fail('a guest hears what is stored');
    const { id } = stored;
    assert.equal(id, sent.stored, 'heard before it is stored');
    assert.equal(from.account?.id, sent.from);
    const message = this.storage.written.messages.get(id);
    if (message !== undefined) assert.equal(to.account?.id, message.to);
    const isMine = to.account?.id === me || (client.hello && sent.from === me);
    assert.ok(isMine, "heard somebody else's message");
    if (client.hello || sent.from === me) {
      // Heard at once, in the order of the log.
      assert.equal(id, this.#executing);
      // Messages to oneself are a conversation of their own, which may come before missed messages.
      assert.ok(id > (client.hello ? client.lastHeard : client.lastFromSelf), 'heard twice');
      if (!client.hello) client.lastFromSelf = id;
      assert.ok(to.account?.id === me || client !== this.#origin, 'heard what it sent itself');
    } else {
      this.#heardInTurn(client, me, id);
    }
    client.lastHeard = id;
  }

  #heardLive(client: SimulatedClient, { from, to }: Heard, sent: Sent): void {
    assert.equal(this.sending?.sent, sent);
    assert.ok(from.account === null || to.account === null, 'was to be stored');
    assert.equal(from.account?.id ?? null, sent.from);
    const name = client.guest ?? this.nameOf(client.account ?? assert.fail('to nobody'));
    assert.ok(name === to.name || (client.hello && name === from.name), 'heard by another');
    if (name === to.name) sent.heardLive++;
  }

  /** Checks that a plain client hears all messages of others to its account, once, oldest first. */
  #heardInTurn(client: SimulatedClient, account: number, id: number): void {
    assert.ok(id > client.cursor, 'heard twice, or too late');
    for (const missed of this.storage.written.missed(account, client.cursor)) {
      if (missed.id >= id) break;
      assert.fail(`${missed.id} was left out before ${id}`);
    }
    client.cursor = id;
    client.unwritten.set(account, id);
  }
}
