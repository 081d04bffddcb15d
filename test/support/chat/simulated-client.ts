/** A client of a simulation: gives commands, and checks the hub's output as it comes. */

import assert from 'node:assert/strict';
import type { Answer as Given, Receipt, Reply } from '../../../src/chat/answer.ts';
import type { HubEvent } from '../../../src/chat/delivery/event.ts';
import { execute } from '../../../src/chat/execution.ts';
import type { Hub } from '../../../src/chat/hub.ts';
import type { Name, Roster } from '../../../src/chat/name.ts';
import type { Client, Person } from '../../../src/chat/people/client.ts';
import type { Connection } from '../../../src/chat/ports.ts';
import type { Command, Request } from '../../../src/chat/request.ts';
import { decodeText, encodeText } from '../../../src/protocol/bytes.ts';
import type { CommandName } from '../../../src/protocol/contracts.ts';
import { Reason } from '../../../src/protocol/frames.ts';
import type { Manner } from '../../../src/protocol/manner.ts';
import { checkReason } from '../contract-reasons.ts';

export type Answer =
  | { readonly kind: 'success'; readonly stored: Receipt | undefined }
  | { readonly kind: 'failure'; readonly reason: Reason }
  | Roster
  | ({ readonly kind: 'reply' } & Reply);

/** A command given. */
export interface Asked {
  readonly answered: (answer: Answer) => void;
  /** The connection ended before the answer. */
  readonly lost: () => void;
}

/** The login: a guest, or an account, possibly with a remembered device. */
export type Identity =
  | { readonly guest: string }
  | { readonly account: number; readonly device: number | null };

/** A message as it arrived. */
export interface Heard {
  readonly from: Person;
  readonly to: Person;
  readonly text: string;
  readonly as: Manner | null;
  readonly stored: Receipt | null;
}

/** The listener of a client. */
export interface ClientListener {
  message(client: SimulatedClient, heard: Heard): void;
  /** A delayed answer has come: the client may act within the same call. */
  answered(client: SimulatedClient): void;
  /** The connection was dropped to make room. */
  abandoned(): void;
}

/** Events about oneself. */
const OWN: ReadonlySet<string> = new Set(['unread', 'read', 'renamed', 'blocked']);

export class SimulatedClient implements Connection {
  readonly hubClient: Client;
  readonly #hub: Hub;
  readonly #hears: ClientListener;
  identity: Identity | null = null;
  hello = false;
  /** Has it stopped reading? It takes no more messages, until it is cut off. */
  deaf = false;
  gone = false;
  /** For a plain client with an account: the last message of others delivered here or elsewhere. */
  cursor = 0;
  /** By account, the last message queued here and not yet sent out. */
  readonly unwritten = new Map<number, number>();
  /** The last stored message that it heard live. */
  lastHeard = 0;
  /** For a plain client, the last message from its own account. */
  lastFromSelf = 0;
  /** The name under which it is logged in, according to the hub. */
  #name: Name | null = null;
  #queued = false;
  #wantsTelling = false;
  /** The number of the last request. */
  #number = 0;
  /** The command being given; null once it was answered or delayed. */
  #asking: Asked | null = null;
  /** Commands with delayed answers, by request number. */
  readonly #later = new Map<number, { readonly asked: Asked; readonly alone: boolean }>();

  constructor(hub: Hub, id: number, address: string, hears: ClientListener) {
    this.#hub = hub;
    this.#hears = hears;
    this.hubClient = hub.connect(id, address, true, this);
  }

  get account(): number | null {
    return this.identity !== null && 'account' in this.identity ? this.identity.account : null;
  }

  get device(): number | null {
    return this.identity !== null && 'account' in this.identity ? this.identity.device : null;
  }

  get guest(): string | null {
    return this.identity !== null && 'guest' in this.identity ? this.identity.guest : null;
  }

  /** May it give another command? */
  get mayAsk(): boolean {
    return !this.gone && !Array.from(this.#later.values()).some(({ alone }) => alone);
  }

  /** Has it got every answer, and has all its output been sent? */
  get quiet(): boolean {
    return this.gone || (this.#later.size === 0 && !this.#queued);
  }

  ask(command: Command, request: Request, { answered, lost }: Asked): void {
    const name = command.contract.name as CommandName;
    const asked: Asked = {
      answered(answer) {
        if (answer.kind === 'failure') checkReason(name, answer.reason);
        answered(answer);
      },
      lost,
    };
    this.#asking = asked;
    const number = ++this.#number;
    const progress = execute(this.#hub, this.hubClient, number, command, request);
    assert.equal(this.#asking === null, progress === 'answered', 'a command was not answered');
    this.#asking = null;
    if (progress !== 'answered') this.#later.set(number, { asked, alone: progress === 'alone' });
  }

  /** Sends the queued output. `places` is called with the cursor of each account's plain clients. */
  flush(places: (account: number, upTo: number) => void): void {
    if (!this.#queued) return;
    this.#queued = false;
    const told = this.#wantsTelling;
    this.#wantsTelling = false;
    assert.ok(told || this.unwritten.size === 0, 'nobody asks when a stored message has left');
    for (const [account, upTo] of this.unwritten) places(account, upTo);
    this.unwritten.clear();
    if (told) this.#hub.written(this.hubClient);
  }

  /** The connection ends. */
  disconnect(): void {
    this.gone = true;
    this.identity = null;
    this.#hub.disconnect(this.hubClient, 'closed');
    for (const { asked } of this.#later.values()) asked.lost();
    this.#later.clear();
  }

  // --- Connection ---

  #says(): void {
    assert.ok(!this.gone, 'something is said to a connection that is gone');
    this.#queued = true;
  }

  answered(number: number, answer: Given): void {
    this.#says();
    const held = this.#later.get(number);
    const asked = held?.asked ?? this.#asking;
    assert.ok(asked !== null, 'an answer to nothing, or a second one');
    if (held !== undefined) this.#later.delete(number);
    else {
      assert.equal(number, this.#number);
      this.#asking = null;
    }
    asked.answered(described(answer));
    if (held !== undefined) this.#hears.answered(this);
  }

  message(
    from: Name,
    to: Name,
    bytes: Uint8Array,
    start: number,
    end: number,
    stored: Receipt | null,
  ): boolean {
    if (this.deaf) return false;
    this.#says();
    const text = decodeText(bytes, start, end) ?? assert.fail('a text that is not UTF-8');
    const isLive = stored === null || stored.id < 0;
    this.#hears.message(this, {
      from: this.#called(from),
      to: this.#called(to),
      text,
      as: stored?.as ?? null,
      stored: isLive ? null : stored,
    });
    return true;
  }

  /** The person with this name now. */
  #called(name: Name): Person {
    assert.deepEqual(name.utf8, encodeText(name.text));
    const person = this.#hub.find(name.text);
    assert.equal(person?.named, name, 'the name of nobody');
    return person;
  }

  /** Checks an event; this simulation has no rooms. */
  event({ json }: HubEvent): boolean {
    const isPlain = json.event === 'renamed' && json.was !== undefined;
    assert.ok(this.hello || isPlain, `an event for a plain client: ${json.event}`);
    assert.ok(OWN.has(json.event), `nobody is in a room, and hears ${json.event}`);
    this.#says();
    return true;
  }

  tellWhenWritten(): void {
    this.#wantsTelling = true;
  }

  occupied(by: Name | null): void {
    assert.notEqual(by, this.#name);
    this.#name = by;
  }

  dismiss(): void {
    if (!this.gone) this.disconnect();
  }

  /** A client that does not read does not answer either. */
  get unansweredMs(): number {
    return this.deaf ? 60_000 : 0;
  }

  abandon(): void {
    assert.ok(this.deaf && !this.gone, 'somebody who is there was put out');
    this.#hears.abandoned();
    this.disconnect();
  }
}

function described(answer: Given): Answer {
  if (answer === Reason.none) return { kind: 'success', stored: undefined };
  if (typeof answer === 'number') return { kind: 'failure', reason: answer };
  if ('reason' in answer) return { kind: 'failure', reason: answer.reason };
  if ('data' in answer) return { kind: 'reply', ...answer };
  return 'kind' in answer ? answer : { kind: 'success', stored: answer };
}
