/** One client of a hub in a story: says commands by their names, and writes down what it is answered and told. */

import type { Answer, Receipt, Refusal } from '../../../src/chat/answer.ts';
import { commands } from '../../../src/chat/commands.ts';
import type { Hub } from '../../../src/chat/hub.ts';
import type { Name, Roster } from '../../../src/chat/name.ts';
import type { Connection } from '../../../src/chat/ports.ts';
import type { News, Post } from '../../../src/chat/post.ts';
import type { Event, Result } from '../../../src/chat/results.ts';
import type { Session } from '../../../src/chat/session.ts';
import { decodeText, encodeText } from '../../../src/protocol/bytes.ts';
import type { CommandName } from '../../../src/protocol/contracts.ts';
import { Reason } from '../../../src/protocol/frames.ts';
import { givenOf, type Options } from './given.ts';

/** What somebody says: a COMMAND. */
export type Said = readonly [command: CommandName, name?: string, options?: Options, text?: string];

export type Answered = 'ok' | keyof typeof Reason | Result | Roster | Receipt;

const REASONS = new Map(
  Object.entries(Reason).map(([name, reason]) => [reason, name as keyof typeof Reason]),
);

let connections = 0;

export class Talker implements Connection {
  readonly session: Session;
  /** What it was told since the last `heard`, in words. */
  #heard: string[] = [];
  answers: Answered[] = [];
  /** When what was refused last passes, as it was told; null: it was not. */
  waitMs: number | null = null;
  /** When the last ban or mute ends, as it was told; null: never. */
  heldUntil: number | null = null;
  /** Takes no more messages. */
  deaf = false;
  /** For how long it owes an answer whether it is there. */
  unansweredMs = 0;
  /** Why the hub has ended the connection; null: it has not. */
  ended: string | null = null;
  onAnswer: (answer: Answered) => void = () => {};
  onEvent: (event: Event) => void = () => {};
  onPost: (news: News) => void = () => {};
  readonly #hub: Hub;
  #requests = 0;

  constructor(hub: Hub, address = '192.0.2.1') {
    this.#hub = hub;
    this.session = hub.connect(++connections, address, true, this);
  }

  /** Gives a command; what is answered at once, or undefined where that comes later. */
  say(...[command, name = '', options = {}, text = '']: Said): Answered | undefined {
    const bytes = encodeText(text);
    const given = givenOf(command, name, options);
    const request = { given, bytes, start: 0, end: bytes.length };
    const before = this.answers.length;
    this.#hub.execute(this.session, ++this.#requests, commands[command], request);
    return this.answers[before];
  }

  /** What it was told since the last time. */
  heard(): string[] {
    return this.#heard.splice(0);
  }

  answered(_number: number, answer: Answer): void {
    if (answer === Reason.none) return this.#answer('ok');
    if (typeof answer === 'number') return this.#refused({ reason: answer });
    if ('reason' in answer) return this.#refused(answer);
    if (!('kind' in answer) || answer.kind !== 'hold') return this.#answer(answer);
    // Of a ban or a mute, a story tells that it went well.
    this.heldUntil = answer.until;
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

  post({ news }: Post): boolean {
    if (this.deaf) return false;
    this.onPost(news);
    this.#heard.push(inWords(news));
    return true;
  }

  event(event: Event): void {
    this.onEvent(event);
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

function inWords(news: News): string {
  switch (news.kind) {
    case 'message':
      return `${news.to} ${news.from}: ${decodeText(news.text, 0, news.text.length)}`;
    case 'edited':
      return `${news.to} ${news.from} now: ${decodeText(news.text, 0, news.text.length)}`;
    case 'deleted':
      return `${news.to} ${news.from} deleted by ${news.by}`;
    case 'reacted':
      return `${news.to} ${news.by} ${news.off ? 'not ' : ''}${news.emoji} to ${news.from}`;
    case 'room':
      return [news.room, news.what, news.by, news.name, news.role, news.topic, news.why]
        .filter((part) => part !== null)
        .join(' ');
    case 'typing':
      return `${news.to} ${news.from} types`;
    case 'presence':
      return `${news.name} is ${news.state}`;
  }
}
