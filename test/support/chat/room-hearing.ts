/** Checks what clients hear in random rooms: exactly the messages that they may hear, once and in one order. */
import assert from 'node:assert/strict';
import type { Receipt } from '../../../src/chat/answer.ts';
import type { EventData } from '../../../src/chat/delivery/event.ts';
import type { Hub } from '../../../src/chat/hub.ts';
import type { Name } from '../../../src/chat/name.ts';
import type { Change } from '../../../src/chat/storage.ts';
import { decodeText } from '../../../src/protocol/bytes.ts';
import { hearingOf, saidHello } from '../../../src/protocol/hearing.ts';
import type { RoomModel } from './room-model.ts';
import { type Answered, Talker } from './talker.ts';

export class Client extends Talker {
  /** The newest message heard, of those stored and those not. */
  readonly newest = { kept: 0, live: 0 };
  /** The callbacks of commands under way. */
  readonly asked: ((answer: Answered) => void)[] = [];
  readonly #hearing: RoomHearing;

  constructor(hub: Hub, address: string, hello: boolean, hearing: RoomHearing) {
    super(hub, address);
    if (hello) this.hubClient.hearing = hearingOf();
    this.#hearing = hearing;
    this.onEvent = (json, text) => hearing.heard(this, json, text);
    this.onAnswer = (answer) => this.asked.shift()?.(answer);
  }

  /** The name logged in here; null if none. */
  get who(): string | null {
    return this.hubClient.person?.name ?? null;
  }

  override message(
    from: Name,
    to: Name,
    bytes: Uint8Array,
    start: number,
    end: number,
    stored: Receipt | null = null,
  ): boolean {
    const text = decodeText(bytes, start, end) ?? assert.fail('not a text');
    this.#hearing.heardDirectly(this, from.text, to.text, text, stored);
    return true;
  }
}

/** A message or an edit that is being executed. */
interface Executing {
  readonly text: string;
  readonly id: number;
  readonly audience: ReadonlySet<Client>;
  readonly heard: Set<Client>;
}

export class RoomHearing {
  readonly #model: RoomModel;
  readonly #clients: () => readonly Client[];
  /** The client that sent each text. */
  readonly origins = new Map<string, Client>();
  readonly #live = new Map<number, Set<Client>>();
  #executing: Executing | null = null;

  constructor(model: RoomModel, clients: () => readonly Client[]) {
    this.#model = model;
    this.#clients = clients;
  }

  /** `change` is being executed: everybody in its audience must hear it before `executed`. */
  executing(change: Change, id: number): void {
    const model = this.#model;
    const room = 'room' in change && typeof change.room === 'number' ? change.room : 0;
    const before = model.byId(room === 0 && 'ban' in change ? (change.ban?.room ?? 0) : room);
    const audited = 'audit' in change ? model.rooms.get(change.audit?.roomName ?? '') : undefined;
    model.leaving = new Set((before ?? audited)?.members.keys() ?? []);
    model.apply(change, id);
    if (change.kind !== 'message' && change.kind !== 'edited') return;
    const text = decodeText(change.text, 0, change.text.length) ?? assert.fail('not a text');
    const message = model.messages.get(change.kind === 'message' ? id : change.message);
    if (message === undefined || message.deleted) return;
    const { author, to, hidden } = message;
    const origin = this.origins.get(text);
    const audience = model.rooms.has(to)
      ? this.audience(to, author, origin)
      : this.#pair(author, to, hidden, origin, change.kind === 'message');
    this.#executing = { text, id: message.id, audience, heard: new Set() };
  }

  executed(): void {
    const executing = this.#executing;
    this.#executing = null;
    this.#model.leaving = new Set();
    if (executing === null) return;
    const names = (clients: Iterable<Client>) => Array.from(clients, ({ who }) => who).sort();
    assert.deepEqual(names(executing.heard), names(executing.audience), executing.text);
  }

  /** The clients that must hear `author` in the room `name`. */
  audience(name: string, author: string, origin: Client | undefined): Set<Client> {
    const members = this.#model.rooms.get(name)?.members ?? new Map();
    const hear = this.#clients().filter((client) => {
      const { who } = client;
      if (who === null || client === origin || !members.has(who)) return false;
      return !this.#model.blocked(who, author);
    });
    return new Set(hear);
  }

  /** The clients that must hear at once what `author` says to the person `to`. Plain clients may hear it later. */
  #pair(
    author: string,
    to: string,
    hidden: boolean,
    origin: Client | undefined,
    isMessage: boolean,
  ): Set<Client> {
    const hear = this.#clients().filter((client) => {
      const { who, hubClient } = client;
      if (isMessage && author === to) return who === to;
      if (client === origin || (isMessage && !saidHello(hubClient.hearing))) return false;
      if (who === author) return true;
      return who === to && !hidden && !this.#model.blocked(to, author);
    });
    return new Set(hear);
  }

  heard(client: Client, json: EventData, text: Uint8Array): void {
    const who = client.who ?? assert.fail('somebody hears who is not logged in');
    const model = this.#model;
    if (json.event === 'presence') {
      // A block that involves a guest ends when the guest logs out, which the log does not record.
      const lasting = !model.isGuest(who) && !model.isGuest(json.name);
      return assert.ok(!lasting || !model.blocked(who, json.name), `${who} hears who is here`);
    }
    if (json.event === 'room') return this.#heardAct(who, json);
    // Events about oneself only.
    if (!('from' in json)) return;
    const { from, to } = json;
    const by = 'by' in json ? json.by : from;
    assert.ok(!model.blocked(who, by), `${who} hears ${by}`);
    const isIn = to?.startsWith('#') ? this.#isIn(who, to, by) : [from, to].includes(who);
    assert.ok(isIn, `${who} hears of ${json.event} in ${to}`);
    if (json.event === 'message') {
      this.#message(client, json.id ?? assert.fail('a message to a room has an id'), text);
    } else if (json.event === 'edited' && json.message > 0) this.#kept(client, json.message, text);
  }

  #heardAct(who: string, { room, what, by, name, why, addedBy = by }: EventData<'room'>): void {
    if (this.#model.blocked(who, addedBy)) {
      const concerned = why === undefined && (what === 'removed' || name === who);
      assert.ok(concerned, `${who} hears that ${by}, whom they have blocked, has ${what} ${name}`);
    }
    const told = what === 'invited' ? who === name : this.#isIn(who, room, by);
    assert.ok(told, `${who} hears what is done in ${room}`);
  }

  /** May `who` count as being in `room`: a member, or one joining or leaving by their own action? */
  #isIn(who: string, room: string, by: string): boolean {
    const isMember = this.#model.rooms.get(room)?.members.has(who) === true;
    return isMember || this.#model.leaving.has(who) || who === by;
  }

  #message(client: Client, id: number, text: Uint8Array): void {
    if (id > 0) {
      assert.ok(id > client.newest.kept, 'out of order, or twice');
      client.newest.kept = id;
      return this.#kept(client, id, text);
    }
    assert.ok(id < client.newest.live, 'out of order, or twice');
    client.newest.live = id;
    const heard = this.#live.get(id) ?? new Set();
    this.#live.set(id, heard.add(client));
  }

  #kept(client: Client, id: number, bytes: Uint8Array): void {
    const text = decodeText(bytes, 0, bytes.length);
    const { executing } = { executing: this.#executing };
    assert.ok(executing?.id === id && executing.text === text, 'heard and not stored');
    assert.ok(!executing.heard.has(client), 'heard twice');
    executing.heard.add(client);
  }

  heardDirectly(
    client: Client,
    from: string,
    to: string,
    text: string,
    stored: Receipt | null,
  ): void {
    const who = client.who ?? assert.fail('somebody hears who is not logged in');
    assert.ok(
      who === to || (who === from && saidHello(client.hubClient.hearing)),
      'heard by another',
    );
    assert.ok(!this.#model.blocked(who, from), `${who} hears ${from}, whom they have blocked`);
    if (stored === null || stored.id < 0) return;
    const executing = this.#executing;
    // A plain client may get missed messages later.
    if (executing === null || executing.id !== stored.id) {
      return assert.ok(!saidHello(client.hubClient.hearing), 'heard and not stored');
    }
    assert.equal(text, executing.text);
    if (executing.audience.has(client)) executing.heard.add(client);
    else assert.ok(!saidHello(client.hubClient.hearing), 'heard by somebody who is not to');
  }

  /** Checks that an unstored message was heard by its whole audience. */
  checkLive(id: number, room: string, client: Client): void {
    const { who } = client;
    const heard = this.#live.get(id) ?? new Set();
    this.#live.delete(id);
    const audience = this.audience(room, who ?? '', client);
    for (const one of audience) assert.ok(heard.has(one), `${one.who} does not hear ${who}`);
    for (const one of heard) assert.ok(audience.has(one) || one.who === who);
  }
}
