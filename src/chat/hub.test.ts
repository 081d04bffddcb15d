/**
 * The rules for guests against a simple model: random commands from many clients. The seed of a run is printed;
 * TEST_SEED repeats it. Accounts have a test of their own.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../test/support/chat/random.ts';
import { SETTINGS, simulatedWorld } from '../../test/support/chat/simulated-world.ts';
import { decodeText, encodeText } from '../protocol/bytes.ts';
import { Reason } from '../protocol/frames.ts';
import type { Answer } from './answer.ts';
import { commands } from './commands.ts';
import { execute as executeFor } from './execution.ts';
import { Hub } from './hub.ts';
import type { Name, Roster } from './name.ts';
import type { Client } from './people/client.ts';
import type { Connection } from './ports.ts';
import type { Command, Request } from './request.ts';
import type { HubSettings } from './settings.ts';

const STEPS = 100_000;
const CLIENTS = 40;

/** Few enough to collide; some are not allowed. */
const NAMES = ['alice', 'Alice', 'bob', 'Zoë', '字', '🎈', '#room', 'Success', 'a b', '\u202ex'];
const FORBIDDEN = new Set(NAMES.slice(6));

function notForGuests(): never {
  throw new Error('not for guests');
}

/** Records everything that the hub says, in order. */
class Recorder implements Connection {
  heard: string[] = [];
  /** The number of the last request. */
  asked = 0;
  /** It has stopped reading, and takes no more messages. */
  deaf = false;
  isOccupied = false;

  occupied(by: Name | null): void {
    assert.notEqual(by !== null, this.isOccupied);
    this.isOccupied = by !== null;
  }

  answered(number: number, answer: Answer): void {
    assert.equal(number, this.asked);
    if (answer === Reason.none) this.heard.push('ok');
    else if (typeof answer === 'number') this.heard.push(`failure ${answer}`);
    else if ('kind' in answer && answer.kind === 'roster') this.#roster(answer);
    else notForGuests();
  }

  #roster({ names }: Roster): void {
    for (const { text, utf8 } of names) assert.deepEqual(utf8, encodeText(text));
    this.heard.push(`list ${names.map(({ text }) => text).join(' ')}`);
  }

  message(
    from: Name,
    to: Name,
    bytes: Uint8Array,
    start: number,
    end: number,
    stored: object | null,
  ): boolean {
    assert.equal(stored, null);
    if (this.deaf) return false;
    this.heard.push(`${from.text} to ${to.text}: ${decodeText(bytes, start, end)}`);
    return true;
  }

  // Guests need nothing else.
  event = notForGuests;
  tellWhenWritten = notForGuests;
  dismiss = notForGuests;
  readonly unansweredMs = 0;
  abandon = notForGuests;
}

interface Member {
  readonly recorder: Recorder;
  client: Client;
  /** What the model expects `recorder` to have recorded. */
  expected: string[];
}

/** The rules once more, as simply as possible. */
class Model {
  /** In the order of their logins. */
  readonly names = new Map<string, Member>();
  readonly settings: HubSettings;

  constructor(settings: HubSettings) {
    this.settings = settings;
  }

  nameOf(member: Member): string | undefined {
    return [...this.names].find(([, other]) => other === member)?.[0];
  }

  login(member: Member, name: string): string {
    if (this.nameOf(member) !== undefined) return `failure ${Reason.alreadyLoggedIn}`;
    if (FORBIDDEN.has(name)) return `failure ${Reason.nameNotAllowed}`;
    if (this.names.has(name)) return `failure ${Reason.nameInUse}`;
    if (this.names.size === this.settings.peopleMax) return `failure ${Reason.serverFull}`;
    this.names.set(name, member);
    return 'ok';
  }

  list(member: Member): string {
    const { list } = this.settings;
    if (list === 'off') return `failure ${Reason.notPermitted}`;
    if (list === 'logged-in' && this.nameOf(member) === undefined) {
      return `failure ${Reason.notLoggedIn}`;
    }
    return `list ${[...this.names.keys()].join(' ')}`;
  }

  sendto(member: Member, name: string, text: string): string {
    const from = this.nameOf(member);
    if (from === undefined) return `failure ${Reason.notLoggedIn}`;
    if (name.startsWith('#')) return `failure ${Reason.noSuchRoom}`;
    const recipient = this.names.get(name);
    if (recipient === undefined || recipient.recorder.deaf) return `failure ${Reason.noSuchUser}`;
    recipient.expected.push(`${from} to ${name}: ${text}`);
    return 'ok';
  }

  logout(member: Member): string {
    return this.leave(member) ? 'ok' : `failure ${Reason.notLoggedIn}`;
  }

  leave(member: Member): boolean {
    const name = this.nameOf(member);
    return name !== undefined && this.names.delete(name);
  }
}

function run(settings: HubSettings, seed: number): void {
  const source = new Random(seed);
  const random = (limit: number) => source.below(limit);
  const online = new Map<number, string>();
  const world = simulatedWorld(source);
  const hub = new Hub(settings, {
    ...world,
    observer: {
      ...world.observer,
      loggedIn: ({ id }, { name }) => online.set(id, name),
      loggedOut: ({ id }, { name }) => {
        assert.equal(online.get(id), name);
        online.delete(id);
      },
    },
  });
  const model = new Model(settings);
  let connections = 0;
  const connect = (): Member => {
    const recorder = new Recorder();
    const client = hub.connect(++connections, '192.0.2.1', true, recorder);
    return { recorder, client, expected: [] };
  };
  const members = Array.from({ length: CLIENTS }, connect);
  const bytes = new Uint8Array(0);
  const request: Request = { given: {}, bytes, start: 0, end: 0 };
  const execute = (member: Member, command: Command, expected: string) => {
    // The model tells the recipient before the sender is answered: the same order as the hub.
    member.expected.push(expected);
    executeFor(hub, member.client, ++member.recorder.asked, command, request);
  };
  for (let step = 0; step < STEPS; step++) {
    const member = members[random(CLIENTS)] as Member;
    const name = NAMES[random(NAMES.length)] as string;
    request.given = { name, to: name };
    switch (random(12)) {
      case 0:
      case 1:
      case 2:
        execute(member, commands.login, model.login(member, name));
        break;
      case 3:
        execute(member, commands.list, model.list(member));
        break;
      case 4:
        execute(member, commands.logout, model.logout(member));
        break;
      case 5:
        hub.disconnect(member.client, 'closed');
        model.leave(member);
        if (random(2) === 0) members[members.indexOf(member)] = connect();
        break;
      case 6:
        member.recorder.deaf = random(4) === 0;
        break;
      default: {
        // The text lies inside a larger buffer, as in real input.
        const text = `${step} ${'é'.repeat(random(3))}`;
        const encoded = encodeText(text);
        request.start = random(5);
        request.end = request.start + encoded.length;
        request.bytes = new Uint8Array(request.end + random(5)).fill(0xff);
        request.bytes.set(encoded, request.start);
        execute(member, commands.sendto, model.sendto(member, name, text));
      }
    }
    for (const { recorder, expected } of members) {
      if (expected.length === 0 && recorder.heard.length === 0) continue;
      assert.deepEqual(recorder.heard, expected, `step ${step} of seed ${seed}`);
      recorder.heard = [];
      expected.length = 0;
    }
    assert.equal(member.recorder.isOccupied, model.nameOf(member) !== undefined);
    assert.equal(hub.full, model.names.size >= settings.peopleMax);
    assert.equal(online.size, model.names.size, `step ${step} of seed ${seed}`);
  }
}

const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));

for (const settings of [
  { ...SETTINGS, list: 'anyone', peopleMax: 100 },
  { ...SETTINGS, list: 'logged-in', peopleMax: 4 },
  { ...SETTINGS, list: 'off', peopleMax: 1 },
] as const satisfies HubSettings[]) {
  const { list, peopleMax } = settings;
  test(`${STEPS} random steps agree with the model: list ${list}, at most ${peopleMax} people`, (t) => {
    t.diagnostic(`seed ${seed}`);
    run(settings, seed);
  });
}
