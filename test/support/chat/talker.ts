/** A client of a hub in a story: gives commands by name, and records its answers and events. */

import {
  type Answer,
  type Receipt,
  type Refusal,
  type Reply,
  reasonOf,
} from '../../../src/chat/answer.ts';
import { commands } from '../../../src/chat/commands.ts';
import type { EventData, HubEvent } from '../../../src/chat/delivery/event.ts';
import { execute } from '../../../src/chat/execution.ts';
import type { Hub } from '../../../src/chat/hub.ts';
import type { Name, Roster } from '../../../src/chat/name.ts';
import type { Client } from '../../../src/chat/people/client.ts';
import type { Connection } from '../../../src/chat/ports.ts';
import { decodeText, encodeText } from '../../../src/protocol/bytes.ts';
import type { CommandName } from '../../../src/protocol/contracts.ts';
import { Reason } from '../../../src/protocol/frames.ts';
import { checkReason } from '../contract-reasons.ts';
import { givenOf, type Options } from './given.ts';

/** A command with its arguments. */
export type Said = readonly [command: CommandName, name?: string, options?: Options, text?: string];

export type Answered = 'ok' | keyof typeof Reason | Reply | Roster | Receipt;

const REASONS = new Map(
  Object.entries(Reason).map(([name, reason]) => [reason, name as keyof typeof Reason]),
);

let connections = 0;

export class Talker implements Connection {
  readonly hubClient: Client;
  /** Events since the last `heard`, in words. */
  #heard: string[] = [];
  answers: Answered[] = [];
  /** The wait of the last refusal, in milliseconds; null if it had none. */
  waitMs: number | null = null;
  /** The end of the last ban or mute, according to the reply; null if it is permanent. */
  heldUntil: number | null = null;
  /** Does it refuse further messages? */
  deaf = false;
  /** How long a sign of life is overdue. */
  unansweredMs = 0;
  /** Why the hub has ended the connection; null if it has not. */
  ended: string | null = null;
  onAnswer: (answer: Answered) => void = () => {};
  onEvent: (json: EventData, text: Uint8Array) => void = () => {};
  readonly #hub: Hub;
  #requests = 0;
  /** Commands without an answer, by request number. */
  readonly #asked = new Map<number, CommandName>();

  constructor(hub: Hub, address = '192.0.2.1') {
    this.#hub = hub;
    this.hubClient = hub.connect(++connections, address, true, this);
  }

  /** Gives a command; returns its answer, or undefined if that comes later. */
  say(...[command, name = '', options = {}, text = '']: Said): Answered | undefined {
    const bytes = encodeText(text);
    const given = givenOf(command, name, options);
    const request = { given, bytes, start: 0, end: bytes.length };
    const before = this.answers.length;
    this.#asked.set(++this.#requests, command);
    execute(this.#hub, this.hubClient, this.#requests, commands[command], request);
    return this.answers[before];
  }

  /** Returns the events since the last call. */
  heard(): string[] {
    return this.#heard.splice(0);
  }

  answered(number: number, answer: Answer): void {
    const command = this.#asked.get(number);
    this.#asked.delete(number);
    if (command !== undefined) checkReason(command, reasonOf(answer));
    if (answer === Reason.none) return this.#answer('ok');
    if (typeof answer === 'number') return this.#refused({ reason: answer });
    if ('reason' in answer) return this.#refused(answer);
    if (!('data' in answer)) return this.#answer(answer);
    const { until = null, ...others }: Readonly<Record<string, unknown>> = answer.data;
    if (Object.keys(others).length > 0) return this.#answer(answer);
    // In a story, a ban or a mute is just a success.
    this.heldUntil = typeof until === 'number' ? until : null;
    this.#answer('ok');
  }

  #refused({ reason, waitMs }: Refusal): void {
    this.waitMs = waitMs ?? null;
    this.#answer(REASONS.get(reason) ?? 'none');
  }

  #answer(answer: Answered): void {
    this.answers.push(answer);
    this.onAnswer(answer);
  }

  message(from: Name, to: Name, bytes: Uint8Array, start: number, end: number): boolean {
    if (this.deaf) return false;
    this.#heard.push(`${from.text} to ${to.text}: ${decodeText(bytes, start, end)}`);
    return true;
  }

  event({ json, text }: HubEvent): boolean {
    if (this.deaf) return false;
    this.onEvent(json, text);
    const words = inWords(json, decodeText(text, 0, text.length));
    if (words !== null) this.#heard.push(words);
    return true;
  }

  tellWhenWritten(): void {}

  occupied(): void {}

  dismiss(why: string): void {
    this.ended = why;
  }

  abandon(): void {
    this.ended = 'without a word';
  }
}

/** The event in words; null if stories leave it out. */
function inWords(json: EventData, text: string | null): string | null {
  switch (json.event) {
    case 'message':
      return `${json.to} ${json.from}: ${text}`;
    case 'edited':
      return `${json.to} ${json.from} now: ${text}`;
    case 'deleted':
      return `${json.to} ${json.from} deleted by ${json.by}`;
    case 'reacted':
      return `${json.to} ${json.by} ${json.off ? 'not ' : ''}${json.emoji} to ${json.from}`;
    case 'room':
      return [json.room, json.what, json.by, json.name, json.role, json.topic, json.why]
        .filter((part) => part !== undefined)
        .join(' ');
    case 'typing':
      return `${json.to} ${json.from} types`;
    case 'presence':
      return `${json.name} is ${json.state}`;
    default:
      return null;
  }
}
