/** The native gateway: wire protocol version 1 (docs/PROTOCOL.md) to commands, and back. */
import { type Command, commands, type Request } from '../chat/commands.ts';
import type { Hub } from '../chat/hub.ts';
import type { Connection, Gateway, OpenGateway, Transport } from '../chat/ports.ts';
import type { Person, Roster, Session } from '../chat/session.ts';
import { copyBytes } from '../protocol/bytes.ts';
import { type ClientFrames, readClientFrame } from '../protocol/client-frames.ts';
import { FrameReader } from '../protocol/frame-reader.ts';
import { Reason, Result, reasonTexts } from '../protocol/frames.ts';
import { CLIENT_PAYLOAD_BYTES_MAX, MALFORMED_MAX } from '../protocol/limits.ts';
import {
  encodeNames,
  encodeResponse,
  messageBytes,
  writeMessage,
} from '../protocol/server-frames.ts';

const SUCCESS = encodeResponse(Result.ok, Reason.none);

/** The RESPONSE of each failure, encoded once. */
const FAILURES: ReadonlyMap<Reason, Uint8Array> = new Map(
  Object.values(Reason).map((reason) => [
    reason,
    encodeResponse(Result.failure, reason, reasonTexts[reason]),
  ]),
);

/** A roster up to this size is copied among the other output; a larger one is shared by reference. */
const ROSTER_COPY_BYTES_MAX = 2048;

/** What all native connections of one hub share. */
class NativeShared {
  readonly hub: Hub;
  /** The parameters of the command being executed: one at a time, so one for all. */
  readonly request: Request = { name: '', bytes: new Uint8Array(0), start: 0, end: 0 };
  #roster: Roster | null = null;
  #rosterFrame: Uint8Array = new Uint8Array(0);

  constructor(hub: Hub) {
    this.hub = hub;
  }

  /** The LIST frame of `roster`, encoded once for as long as nobody comes or goes. */
  rosterFrame(roster: Roster): Uint8Array {
    if (this.#roster !== roster) {
      this.#roster = roster;
      this.#rosterFrame = encodeNames(roster.people.map(({ nameBytes }) => nameBytes));
    }
    return this.#rosterFrame;
  }
}

class NativeGateway implements Gateway, Connection, ClientFrames {
  readonly #shared: NativeShared;
  readonly #transport: Transport;
  readonly #session: Session;
  readonly #reader = new FrameReader(CLIENT_PAYLOAD_BYTES_MAX);
  #malformed = 0;
  #inputEnded = false;
  /** Nothing more is executed or answered. */
  #left = false;

  constructor(shared: NativeShared, transport: Transport) {
    this.#shared = shared;
    this.#transport = transport;
    this.#session = shared.hub.connect(transport.id, this);
  }

  // --- Gateway: from the transport ---

  data(chunk: Uint8Array): void {
    this.#reader.push(chunk);
    this.#execute();
  }

  resume(): void {
    this.#execute();
  }

  ended(): void {
    this.#inputEnded = true;
    this.#execute();
  }

  closed(why: string): void {
    this.#left = true;
    this.#shared.hub.disconnect(this.#session, why);
  }

  /** Executes the frames that are there, as long as their answers are read. */
  #execute(): void {
    const reader = this.#reader;
    const transport = this.#transport;
    let progress = false;
    while (!this.#left && !transport.congested) {
      if (!reader.next()) {
        if (reader.error !== null) this.#unbelievable(reader.error);
        else if (this.#inputEnded) this.#leave('closed by the client');
        break;
      }
      progress = true;
      readClientFrame(reader.type, reader.bytes, reader.start, reader.end, this);
    }
    transport.holds(reader.held, progress);
  }

  // --- ClientFrames: what the frames say ---

  login(name: string): void {
    this.#shared.request.name = name;
    this.#command(commands.login);
    this.#transport.occupied(this.#session.person !== null);
  }

  list(): void {
    this.#command(commands.list);
  }

  sendto(name: string, bytes: Uint8Array, start: number, end: number): void {
    const { request } = this.#shared;
    request.name = name;
    request.bytes = bytes;
    request.start = start;
    request.end = end;
    this.#command(commands.sendto);
  }

  logout(): void {
    this.#command(commands.logout);
    this.#transport.occupied(this.#session.person !== null);
  }

  malformed(why: string): void {
    if (this.#transport.refusal !== null) return this.#turnAway(this.#transport.refusal);
    this.#write(encodeResponse(Result.malformed, Reason.none, why));
    if (++this.#malformed === MALFORMED_MAX) this.#leave(`${MALFORMED_MAX} malformed messages`);
  }

  #command(command: Command): void {
    const { refusal } = this.#transport;
    if (refusal !== null) return this.#turnAway(refusal);
    this.#shared.hub.execute(this.#session, command, this.#shared.request);
  }

  #turnAway(refusal: Reason): void {
    this.failure(refusal);
    this.#leave(`turned away: ${reasonTexts[refusal]}`);
  }

  /** Where the next frame would begin is unknown: this answer is the last. */
  #unbelievable(why: string): void {
    this.#write(encodeResponse(Result.malformed, Reason.none, why));
    this.#leave(`malformed header: ${why}`);
  }

  #leave(why: string): void {
    this.#left = true;
    this.#shared.hub.disconnect(this.#session, why);
    this.#transport.end(why);
  }

  // --- Connection: from the hub ---

  success(): void {
    this.#write(SUCCESS);
  }

  failure(reason: Reason): void {
    this.#write(FAILURES.get(reason) as Uint8Array);
  }

  roster(roster: Roster): void {
    const frame = this.#shared.rosterFrame(roster);
    if (frame.length <= ROSTER_COPY_BYTES_MAX) this.#write(frame);
    else this.#transport.share(frame);
  }

  message(from: Person, bytes: Uint8Array, start: number, end: number): boolean {
    const transport = this.#transport;
    const length = messageBytes(from.nameBytes.length, end - start);
    if (!transport.admits(length)) return false;
    const at = transport.reserve(length);
    writeMessage(transport.output, at, from.nameBytes, bytes, start, end);
    return true;
  }

  #write(frame: Uint8Array): void {
    const at = this.#transport.reserve(frame.length);
    copyBytes(frame, 0, frame.length, this.#transport.output, at);
  }
}

/** Opens native gateways to `hub`. */
export function nativeGateway(hub: Hub): OpenGateway {
  const shared = new NativeShared(hub);
  return (transport) => new NativeGateway(shared, transport);
}
