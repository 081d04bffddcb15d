/** The base of gateways whose clients send commands one after the other and get an answer to each. */

import type { Answer, Receipt } from '../chat/answer.ts';
import { commands } from '../chat/commands.ts';
import type { HubEvent } from '../chat/delivery/event.ts';
import { type Entrance, NOTHING_GIVEN, type Seat } from '../chat/entrance.ts';
import type { Name } from '../chat/name.ts';
import type { Connection, Gateway, Transport } from '../chat/ports.ts';
import type { Command, Request } from '../chat/request.ts';
import { copyBytes } from '../protocol/bytes.ts';
import type { Arguments, CommandName } from '../protocol/contracts.ts';
import { type Reason, reasonTexts } from '../protocol/frames.ts';
import { type EventFormat, formOf } from './event-formats.ts';
import { HeldAnswers } from './held-answers.ts';

const NOTHING: Uint8Array = new Uint8Array(0);

/** Up to this size, copying into the shared output is cheaper than a separate chunk. */
const COPY_BYTES_MAX = 2048;

/** The only command whose cost the transport measures itself. */
const SENDTO = commands.sendto;

/** Up to this size, scanning a text costs next to nothing. */
const QUICK_TEXT_BYTES_MAX = 4096;

/** Commands with answers under way; past it, no more are executed. */
const HELD_ANSWERS_MAX = 256;

/**
 * The gateway of one connection. Commands are executed in order, and only while the client reads its answers. `Asked`:
 * what is needed of a request to encode its answer.
 */
export abstract class CommandGateway<Asked> implements Gateway, Connection {
  protected readonly transport: Transport;
  readonly #request: Request;
  readonly #seat: Seat;
  #ownName: Name | null = null;
  /** Why the input has ended; null while more may come. */
  #inputEnded: string | null = null;
  /** Why nothing more is executed: the connection closes once the answers under way are written. */
  #leaving: string | null = null;
  /** The gateway has left the hub: nothing more is executed or answered. */
  #left = false;
  /** The number of the newest request. */
  #number = 0;
  #asked: Asked;
  readonly #answers = new HeldAnswers<Asked>((bytes) => this.writeOrShare(bytes));
  /** Has the transport been told that nothing more can be executed? */
  #waiting = false;
  /** Must every answer under way come before anything else is executed? For `next` to say. */
  protected settling = false;

  /** `nothing`: the `Asked` of a request that needs none; `token`: came with the connection and proves a name. */
  constructor(
    entrance: Entrance,
    transport: Transport,
    nothing: Asked,
    token: string | null = null,
  ) {
    this.#request = entrance.request;
    this.#asked = nothing;
    this.transport = transport;
    this.#seat = entrance.connect(transport, this, token);
  }

  /** Takes input, to be executed by `next`. */
  protected abstract push(chunk: Uint8Array): void;
  /** Executes the next message, through one of the methods below; false when none is complete. */
  protected abstract next(inputEnded: boolean): boolean;
  /** Bytes of input that it holds. */
  protected abstract get held(): number;
  /** Encodes the answer to a request. */
  protected abstract reply(answer: Answer, asked: Asked): Uint8Array;
  /** Encodes the answer to the first message of a peer that is refused. */
  protected abstract refusal(reason: Reason, asked: Asked): Uint8Array;

  // --- Gateway: from the transport ---

  data(chunk: Uint8Array): void {
    if (this.#leaving !== null) return;
    this.push(chunk);
    this.#execute();
  }

  resume(): void {
    this.#execute();
  }

  ended(why = 'closed by the client'): void {
    this.#inputEnded = why;
    this.#execute();
  }

  closed(why: string): void {
    this.#leaving ??= why;
    this.#left = true;
    this.#seat.leave(why, null);
  }

  written(): void {
    this.#seat.written();
  }

  closing(why: string): void {
    this.farewell(why, true);
  }

  #execute(): void {
    const { transport } = this;
    let progress = false;
    const answers = this.#answers;
    // Checked first, as most connections have no answers under way.
    while (
      this.#leaving === null &&
      (answers.count === 0 || !this.#mustWait) &&
      transport.mayExecute()
    ) {
      if (!this.next(this.#inputEnded !== null)) {
        if (this.#inputEnded !== null) this.leave(this.#inputEnded);
        break;
      }
      progress = true;
      transport.executed();
    }
    transport.holds(this.held, progress);
    this.#waiting = answers.count > 0 && this.#leaving === null && this.#mustWait;
    if (this.#waiting) transport.waits(true);
  }

  /** Must answers come before anything else is executed? */
  get #mustWait(): boolean {
    const { count } = this.#answers;
    if (count === 0) return false;
    if (this.settling || this.#answers.alone || count >= HELD_ANSWERS_MAX) return true;
    return this.#seat.congested;
  }

  /** An answer has come: continues what waited for it. */
  #goOn(): void {
    if (this.#leaving !== null) return this.leave(this.#leaving);
    if (this.#mustWait || !this.#waiting) return;
    this.#waiting = false;
    this.transport.waits(false);
  }

  // --- for `next` ---

  /** Executes a command with its arguments, lent for this call only; the text is `bytes[start, end)`. */
  protected command<Name extends CommandName>(
    asked: Asked,
    command: Command<Name>,
    given: Arguments<Name> | typeof NOTHING_GIVEN = NOTHING_GIVEN,
    bytes = NOTHING,
    start = 0,
    end = 0,
  ): void {
    if (this.turnedAway(asked)) return;
    this.#asked = asked;
    const request = this.#request;
    request.given = given as Arguments<Name>;
    request.bytes = bytes;
    request.start = start;
    request.end = end;
    const number = ++this.#number;
    const progress = this.#seat.execute(number, command, request);
    if (progress !== 'answered') this.#answers.hold(number, progress === 'alone', asked);
    // The cost of a message is measured on its way; that of other commands is unknown.
    if (command !== SENDTO || end - start > QUICK_TEXT_BYTES_MAX) this.transport.tookTime();
  }

  /** Is this peer refused? Then it gets the refusal as its last answer. */
  protected turnedAway(asked: Asked): boolean {
    const { refusal } = this.transport;
    if (refusal === null) return false;
    this.answerMyself(this.refusal(refusal, asked));
    this.leave(`turned away: ${reasonTexts[refusal]}`);
    return true;
  }

  /** Executes nothing more; closes once all requests so far are answered, and the answers written. */
  protected leave(why: string): void {
    this.#leaving ??= why;
    if (this.#left || this.#answers.count > 0) return;
    this.#left = true;
    this.#seat.leave(why, this.parting);
    // A client that ended the connection itself needs no farewell.
    if (this.#inputEnded === null) this.farewell(why, false);
    this.transport.end(why);
  }

  /** Why its person leaves, in their own words; null: they did not say. */
  protected get parting(): string | null {
    return null;
  }

  /** Tells the client, where it understands that, why the connection is about to close; `again`: it may come back. */
  protected farewell(_why: string, _again: boolean): void {}

  /** Writes a copy of `bytes`. */
  protected write(bytes: Uint8Array): void {
    const at = this.transport.reserve(bytes.length);
    copyBytes(bytes, 0, bytes.length, this.transport.output, at);
  }

  /** Writes `bytes`, which must never change again: copied if they are few. */
  protected writeOrShare(bytes: Uint8Array): void {
    if (bytes.length <= COPY_BYTES_MAX) this.write(bytes);
    else this.transport.share(bytes);
  }

  /** Answers a request that does not reach the hub; `bytes` must never change again. */
  protected answerMyself(bytes: Uint8Array): void {
    this.#answer(++this.#number, bytes);
  }

  /** Writes an answer in the order of the requests. */
  #answer(number: number, bytes: Uint8Array): void {
    if (this.#answers.count === 0) return this.writeOrShare(bytes);
    this.#answers.answer(number, bytes);
    this.#goOn();
  }

  // --- Connection: from the hub ---

  answered(number: number, answer: Answer): void {
    const held = this.#answers.count === 0 ? undefined : this.#answers.asked(number);
    this.#answer(number, this.reply(answer, held === undefined ? this.#asked : held));
  }

  abstract message(
    from: Name,
    to: Name,
    bytes: Uint8Array,
    start: number,
    end: number,
    stored: Receipt | null,
  ): boolean;
  /** The format in which this client hears `event`. */
  protected abstract formatOf(event: HubEvent): EventFormat;

  event(event: HubEvent): boolean {
    const { transport } = this;
    const bytes = formOf(event, this.formatOf(event));
    const { length } = bytes;
    if (length === 0) return true;
    if (!transport.admits(length)) return false;
    if (length <= COPY_BYTES_MAX) this.write(bytes);
    else transport.shareMessage(bytes);
    return true;
  }

  /** The name of the person logged in here; null: nobody is. */
  protected get ownName(): string | null {
    return this.#ownName?.text ?? null;
  }

  tellWhenWritten(): void {
    this.transport.tellWhenWritten();
  }

  occupied(by: Name | null): void {
    this.#ownName = by;
    this.transport.occupied(by !== null);
  }

  dismiss(why: string): void {
    this.leave(why);
  }

  get owesAnswer(): boolean {
    return this.#answers.count > 0;
  }

  get unansweredMs(): number {
    return this.transport.unansweredMs;
  }

  abandon(why: string): void {
    this.#leaving ??= why;
    this.transport.cut(why);
  }
}
