/** The native gateway: wire protocol version 1 (docs/PROTOCOL.md) to commands, and back. */

import type { Answer, Receipt } from '../chat/answer.ts';
import { commands } from '../chat/commands.ts';
import type { HubEvent } from '../chat/delivery/event.ts';
import type { Entrance } from '../chat/entrance.ts';
import type { Name } from '../chat/name.ts';
import type { Gateway, Transport } from '../chat/ports.ts';
import { encodeText } from '../protocol/bytes.ts';
import { ClientFrameParser, type ClientFrames } from '../protocol/client-frames.ts';
import type { Contract } from '../protocol/contract.ts';
import { type CommandName, contractOf } from '../protocol/contracts.ts';
import { FrameReader } from '../protocol/frame-reader.ts';
import { FrameType, Reason, Result, reasonTexts, refusalText } from '../protocol/frames.ts';
import {
  CLIENT_PAYLOAD_BYTES_MAX,
  COMMAND_BYTES_MAX,
  MALFORMED_MAX,
  TOKEN_PREFIX,
} from '../protocol/limits.ts';
import { ME } from '../protocol/manner.ts';
import {
  encodeNames,
  encodeResponse,
  messageBytes,
  writeMessage,
} from '../protocol/server-frames.ts';
import { CommandGateway } from './command-gateway.ts';
import type { EventFormat } from './event-formats.ts';
import { readCommand } from './json-commands.ts';
import {
  aliveEvent,
  answerReply,
  closingEvent,
  jsonEvents,
  malformedReply,
  messageEvent,
  rosterReply,
} from './json-events.ts';
import { nativeEvents } from './plain-events.ts';
import { RosterCache, rosterLines } from './roster-cache.ts';

const SUCCESS = encodeResponse(Result.ok, Reason.none);

/** The beginning of what somebody does, where there is no other way to say so. */
const ACTION = encodeText(ME);

/** The arguments of `sendto` for SENDTO frames: one object for all, since it is lent while they are executed. */
const RECIPIENT = { to: '' };

/** The RESPONSE for each failure, encoded once. */
const FAILURES: ReadonlyMap<Reason, Uint8Array> = new Map(
  Object.values(Reason).map((reason) => [
    reason,
    encodeResponse(Result.failure, reason, reasonTexts[reason]),
  ]),
);

/** The list of people who are logged in, encoded once for each kind of client. */
interface Rosters {
  readonly plain: RosterCache;
  readonly extended: RosterCache;
}

/** What the reply to a COMMAND needs of the request; null for other frames. */
type Asked = {
  readonly id: number;
  readonly contract: Contract;
  /** Is it a `hello` that says the client answers `alive`? */
  readonly alive: boolean;
} | null;

class NativeGateway extends CommandGateway<Asked> implements ClientFrames {
  readonly #rosters: Rosters;
  readonly #reader = new FrameReader(CLIENT_PAYLOAD_BYTES_MAX, COMMAND_BYTES_MAX);
  readonly #parser = new ClientFrameParser();
  #malformed = 0;
  /** The client has said `hello`: messages are sent as EVENTs. */
  #extended = false;
  /** The client has also said that it answers `alive`. */
  #answersAlive = false;
  #saidFarewell = false;

  constructor(entrance: Entrance, rosters: Rosters, transport: Transport, token: string | null) {
    super(entrance, transport, null, token);
    this.#rosters = rosters;
  }

  // --- CommandGateway ---

  protected push(chunk: Uint8Array): void {
    this.#reader.push(chunk);
  }

  protected next(): boolean {
    const reader = this.#reader;
    if (reader.next()) {
      if (reader.type === FrameType.command) this.#command();
      else this.#parser.read(reader, this);
      return true;
    }
    if (reader.error !== null) this.#unbelievable(reader.error);
    return false;
  }

  protected get held(): number {
    return this.#reader.held;
  }

  protected refusal(reason: Reason, asked: Asked): Uint8Array {
    return this.reply(reason, asked);
  }

  protected reply(answer: Answer, asked: Asked): Uint8Array {
    if (asked === null) return this.#response(answer);
    const { id, contract, alive } = asked;
    if (typeof answer === 'number') return answerReply(id, contract, answer);
    if ('kind' in answer) return rosterReply(id, answer, this.#rosters.extended.encoded(answer));
    if (contract.name === 'hello' && 'data' in answer) {
      this.#extended = true;
      this.#answersAlive = alive;
    }
    return answerReply(id, contract, answer);
  }

  /** A RESPONSE says no more than success or failure, unlike the reply to a COMMAND. */
  #response(answer: Answer): Uint8Array {
    if (answer === Reason.none) return SUCCESS;
    if (typeof answer === 'number') return FAILURES.get(answer) as Uint8Array;
    if ('reason' in answer) {
      const { reason, waitMs, why = refusalText(reason, waitMs) } = answer;
      return encodeResponse(Result.failure, reason, why);
    }
    return 'kind' in answer ? this.#rosters.plain.encoded(answer) : SUCCESS;
  }

  // --- ClientFrames: from the parser ---

  login(name: string): void {
    this.command(null, commands.login, { name });
  }

  list(): void {
    this.command(null, commands.list);
  }

  auth(name: string, secret: string): void {
    const isToken = secret.startsWith(TOKEN_PREFIX);
    const proof = isToken ? { token: secret } : { password: secret };
    this.command(null, commands.login, { name, ...proof });
  }

  sendto(name: string, bytes: Uint8Array, start: number, end: number): void {
    RECIPIENT.to = name;
    this.command(null, commands.sendto, RECIPIENT, bytes, start, end);
  }

  logout(): void {
    this.command(null, commands.logout);
  }

  malformed(why: string): void {
    this.#refuse(encodeResponse(Result.malformed, Reason.none, why));
  }

  #refuse(answer: Uint8Array): void {
    if (this.turnedAway(null)) return;
    this.answerMyself(answer);
    if (++this.#malformed === MALFORMED_MAX) this.leave(`${MALFORMED_MAX} malformed messages`);
  }

  #command(): void {
    const read = readCommand(this.#reader);
    if ('why' in read) {
      // Only clients that know EVENTs get one.
      if (this.#extended) this.#refuse(malformedReply(read.id, read.why));
      else this.malformed(read.why);
      return;
    }
    if (!this.#extended && read.command !== 'hello') {
      return this.malformed('the first COMMAND is hello');
    }
    const { id, command, given, bytes, start, end } = read;
    const alive = 'alive' in given && given.alive === true;
    const asked = { id, contract: contractOf(command), alive };
    this.command<CommandName>(asked, commands[command], given, bytes, start, end);
  }

  /** The start of the next frame is unknown, so this answer is the last. */
  #unbelievable(why: string): void {
    if (this.turnedAway(null)) return;
    this.answerMyself(encodeResponse(Result.malformed, Reason.none, why));
    this.leave(`malformed header: ${why}`);
  }

  // --- Connection: from the hub ---

  message(
    from: Name,
    to: Name,
    bytes: Uint8Array,
    start: number,
    end: number,
    stored: Receipt | null,
  ): boolean {
    const { transport } = this;
    if (this.#extended) {
      return this.#push(messageEvent(from, to, bytes.subarray(start, end), stored));
    }
    if (stored?.as === 'action') return this.#action(from, bytes.subarray(start, end));
    const length = messageBytes(from.utf8.length, end - start);
    if (!transport.admits(length)) return false;
    const at = transport.reserve(length);
    writeMessage(transport.output, at, from.utf8, bytes, start, end);
    return true;
  }

  /** What somebody does, for a client of the core: as it is typed, which fits where the prefix of a room would. */
  #action(from: Name, text: Uint8Array): boolean {
    const whole = new Uint8Array(ACTION.length + text.length);
    whole.set(ACTION);
    whole.set(text, ACTION.length);
    const frame = new Uint8Array(messageBytes(from.utf8.length, whole.length));
    writeMessage(frame, 0, from.utf8, whole, 0, whole.length);
    return this.#push(frame);
  }

  protected formatOf(event: HubEvent): EventFormat {
    return this.#extended ? jsonEvents : nativeEvents.of(event, this.ownName);
  }

  ask(ms: number): boolean {
    if (!this.#answersAlive) return false;
    // Without a login there is a separate deadline, and only a client that waits for an answer is asked.
    if (this.ownName === null && !this.owesAnswer) return false;
    return this.#push(aliveEvent(ms));
  }

  protected override farewell(why: string, again: boolean): void {
    if (!this.#extended || this.#saidFarewell) return;
    this.#saidFarewell = true;
    this.#push(closingEvent(why, again));
  }

  #push(frame: Uint8Array): boolean {
    if (!this.transport.admits(frame.length)) return false;
    this.write(frame);
    return true;
  }
}

/** Opens native gateways; `token` came with the connection and proves a name. */
export type OpenNative = (transport: Transport, token?: string | null) => Gateway;

/** Opens native gateways to a hub through its `entrance`. */
export function nativeGateway(entrance: Entrance): OpenNative {
  const rosters = {
    plain: new RosterCache(({ names }) => encodeNames(names.map(({ utf8 }) => utf8))),
    extended: new RosterCache(rosterLines),
  };
  return (transport, token = null) => new NativeGateway(entrance, rosters, transport, token);
}
