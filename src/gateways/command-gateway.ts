/** What gateways have in common whose clients send commands one after the other and get an answer to each. */
import type { Command, Request } from '../chat/commands.ts';
import type { Hub } from '../chat/hub.ts';
import type { Connection, Gateway, Transport } from '../chat/ports.ts';
import type { Person, Roster, Session } from '../chat/session.ts';
import { copyBytes } from '../protocol/bytes.ts';
import { type Reason, reasonTexts } from '../protocol/frames.ts';

const NOTHING: Uint8Array = new Uint8Array(0);

/** Up to this size a copy among the other output is cheaper than a piece of its own. */
const COPY_BYTES_MAX = 2048;

/** What all connections to one hub share. */
export class HubAccess {
  readonly hub: Hub;
  /** The parameters of the command being executed: one at a time, so one for all. */
  readonly request: Request = { name: '', bytes: NOTHING, start: 0, end: 0 };

  constructor(hub: Hub) {
    this.hub = hub;
  }
}

/** A gateway of one connection. Commands are executed in order, and only while their answers are read. */
export abstract class CommandGateway implements Gateway, Connection {
  protected readonly transport: Transport;
  readonly #access: HubAccess;
  readonly #session: Session;
  /** Why there will be no more input; null while there may be. */
  #inputEnded: string | null = null;
  /** Nothing more is executed or answered. */
  #left = false;

  constructor(access: HubAccess, transport: Transport) {
    this.#access = access;
    this.transport = transport;
    this.#session = access.hub.connect(transport.id, transport.address, this);
  }

  /** Takes input, to be executed by `next`. */
  protected abstract push(chunk: Uint8Array): void;
  /** Executes the next message, by one of the methods below; false when none is whole. */
  protected abstract next(inputEnded: boolean): boolean;
  /** Bytes of input that are held. */
  protected abstract get held(): number;
  /** Answers the first message of a peer that is not welcome. */
  protected abstract refuse(reason: Reason): void;

  // --- Gateway: from the transport ---

  data(chunk: Uint8Array): void {
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
    this.#left = true;
    this.#access.hub.disconnect(this.#session, why);
  }

  #execute(): void {
    const { transport } = this;
    let progress = false;
    while (!this.#left && transport.mayExecute()) {
      if (!this.next(this.#inputEnded !== null)) {
        if (this.#inputEnded !== null) this.leave(this.#inputEnded);
        break;
      }
      progress = true;
      transport.executed();
    }
    transport.holds(this.held, progress);
  }

  // --- for `next` ---

  /** Executes a command, with as many of its parameters as it has; the text is `bytes[start, end)`. */
  protected command(command: Command, name = '', bytes = NOTHING, start = 0, end = 0): void {
    if (this.turnedAway()) return;
    const { hub, request } = this.#access;
    request.name = name;
    request.bytes = bytes;
    request.start = start;
    request.end = end;
    hub.execute(this.#session, command, request);
  }

  /** Is this peer not welcome? Then it has been told so, and this was its last message. */
  protected turnedAway(): boolean {
    const { refusal } = this.transport;
    if (refusal === null) return false;
    this.refuse(refusal);
    this.leave(`turned away: ${reasonTexts[refusal]}`);
    return true;
  }

  /** Executes and answers nothing more; closes when the answers so far are delivered. */
  protected leave(why: string): void {
    if (this.#left) return;
    this.#left = true;
    this.#access.hub.disconnect(this.#session, why);
    this.transport.end(why);
  }

  /** Writes a copy of `bytes`. */
  protected write(bytes: Uint8Array): void {
    const at = this.transport.reserve(bytes.length);
    copyBytes(bytes, 0, bytes.length, this.transport.output, at);
  }

  /** Writes `bytes`, which never change again: a copy while they are few. */
  protected writeOrShare(bytes: Uint8Array): void {
    if (bytes.length <= COPY_BYTES_MAX) this.write(bytes);
    else this.transport.share(bytes);
  }

  // --- Connection: from the hub ---

  abstract success(): void;
  abstract failure(reason: Reason): void;
  abstract roster(roster: Roster): void;
  abstract message(from: Person, bytes: Uint8Array, start: number, end: number): boolean;

  occupied(yes: boolean): void {
    this.transport.occupied(yes);
  }
}
