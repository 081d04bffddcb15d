/** One client of a simulation: says commands, and checks what the hub says to it as it comes. */

import assert from 'node:assert/strict';
import type { Answer as Given, Receipt, Reply } from '../../../src/chat/answer.ts';
import type { Event } from '../../../src/chat/delivery/event.ts';
import { execute } from '../../../src/chat/execution.ts';
import type { Hub } from '../../../src/chat/hub.ts';
import type { Name, Roster } from '../../../src/chat/name.ts';
import type { Person, Session } from '../../../src/chat/people/session.ts';
import type { Connection } from '../../../src/chat/ports.ts';
import type { Command, Request } from '../../../src/chat/request.ts';
import { decodeText, encodeText } from '../../../src/protocol/bytes.ts';
import type { CommandName } from '../../../src/protocol/contracts.ts';
import { Reason } from '../../../src/protocol/frames.ts';
import { checkReason } from '../contract-reasons.ts';

export type Answer =
  | { readonly kind: 'success'; readonly stored: Receipt | undefined }
  | { readonly kind: 'failure'; readonly reason: Reason }
  | Roster
  | ({ readonly kind: 'reply' } & Reply);

/** A command that was said. */
export interface Asked {
  readonly answered: (answer: Answer) => void;
  /** The connection ended before the answer. */
  readonly lost: () => void;
}

/** Who is logged in: a guest, or an account, maybe with a device that is remembered. */
export type Identity =
  | { readonly guest: string }
  | { readonly account: number; readonly device: number | null };

/** A message as it arrived. */
export interface Heard {
  readonly from: Person;
  readonly to: Person;
  readonly text: string;
  readonly stored: Receipt | null;
}

/** Is told what a client hears. */
export interface ClientListener {
  message(client: SimulatedClient, heard: Heard): void;
  /** An answer has come that took a while: the client may go on, within the same call. */
  answered(client: SimulatedClient): void;
  /** Its place was needed. */
  abandoned(): void;
}

/** What one hears of oneself. */
const OWN: ReadonlySet<string> = new Set(['unread', 'read', 'renamed', 'blocked']);

export class SimulatedClient implements Connection {
  readonly session: Session;
  readonly #hub: Hub;
  readonly #hears: ClientListener;
  identity: Identity | null = null;
  hello = false;
  /** No longer reads: takes no more messages, until it is cut off. */
  deaf = false;
  gone = false;
  /** Of a plain client with an account: the last message from others that it was given, or was given elsewhere. */
  cursor = 0;
  /** By account, the last message given here that has not left yet. */
  readonly unwritten = new Map<number, number>();
  /** The last stored message that it heard, as it happened. */
  lastHeard = 0;
  /** Of a plain client, the last that its own account sent to it. */
  lastFromSelf = 0;
  /** As whom the hub says that it is logged in. */
  #name: Name | null = null;
  #queued = false;
  #wantsTelling = false;
  /** The number of the last request. */
  #number = 0;
  /** Null: it was answered, or is answered later. */
  #asking: Asked | null = null;
  /** Requests that are answered later, by their numbers. */
  readonly #later = new Map<number, { readonly asked: Asked; readonly alone: boolean }>();

  constructor(hub: Hub, id: number, address: string, hears: ClientListener) {
    this.#hub = hub;
    this.#hears = hears;
    this.session = hub.connect(id, address, true, this);
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

  /** May it say another command? */
  get mayAsk(): boolean {
    return !this.gone && !Array.from(this.#later.values()).some(({ alone }) => alone);
  }

  /** Has it every answer, and has everything left that was said to it? */
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
    const progress = execute(this.#hub, this.session, number, command, request);
    assert.equal(this.#asking === null, progress === 'answered', 'a command was not answered');
    this.#asking = null;
    if (progress !== 'answered') this.#later.set(number, { asked, alone: progress === 'alone' });
  }

  /** What was queued has left. `places` is told how far the plain clients of each account are. */
  flush(places: (account: number, upTo: number) => void): void {
    if (!this.#queued) return;
    this.#queued = false;
    const told = this.#wantsTelling;
    this.#wantsTelling = false;
    assert.ok(told || this.unwritten.size === 0, 'nobody asks when a stored message has left');
    for (const [account, upTo] of this.unwritten) places(account, upTo);
    this.unwritten.clear();
    if (told) this.#hub.written(this.session);
  }

  /** The connection ends. */
  disconnect(): void {
    this.gone = true;
    this.identity = null;
    this.#hub.disconnect(this.session, 'closed');
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
      stored: isLive ? null : stored,
    });
    return true;
  }

  /** Who has this name now. */
  #called(name: Name): Person {
    assert.deepEqual(name.utf8, encodeText(name.text));
    const person = this.#hub.find(name.text);
    assert.equal(person?.named, name, 'the name of nobody');
    return person;
  }

  /** Nobody in this simulation is in a room. */
  event({ json }: Event): boolean {
    assert.ok(this.hello, `an event for a plain client: ${json.event}`);
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

  /** Whoever does not read does not answer either. */
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
