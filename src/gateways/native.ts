/** The native gateway: wire protocol version 1 (docs/PROTOCOL.md) to commands, and back. */
import { commands } from '../chat/commands.ts';
import type { Hub } from '../chat/hub.ts';
import type { OpenGateway, Transport } from '../chat/ports.ts';
import type { Person, Roster } from '../chat/session.ts';
import { ClientFrameParser, type ClientFrames } from '../protocol/client-frames.ts';
import { FrameReader } from '../protocol/frame-reader.ts';
import { Reason, Result, reasonTexts } from '../protocol/frames.ts';
import { CLIENT_PAYLOAD_BYTES_MAX, MALFORMED_MAX } from '../protocol/limits.ts';
import {
  encodeNames,
  encodeResponse,
  messageBytes,
  writeMessage,
} from '../protocol/server-frames.ts';
import { CommandGateway, HubAccess } from './command-gateway.ts';
import { RosterCache } from './roster-cache.ts';

const SUCCESS = encodeResponse(Result.ok, Reason.none);

/** The RESPONSE of each failure, encoded once. */
const FAILURES: ReadonlyMap<Reason, Uint8Array> = new Map(
  Object.values(Reason).map((reason) => [
    reason,
    encodeResponse(Result.failure, reason, reasonTexts[reason]),
  ]),
);

class NativeGateway extends CommandGateway implements ClientFrames {
  readonly #rosters: RosterCache;
  readonly #reader = new FrameReader(CLIENT_PAYLOAD_BYTES_MAX);
  readonly #parser = new ClientFrameParser();
  #malformed = 0;

  constructor(access: HubAccess, rosters: RosterCache, transport: Transport) {
    super(access, transport);
    this.#rosters = rosters;
  }

  // --- CommandGateway ---

  protected push(chunk: Uint8Array): void {
    this.#reader.push(chunk);
  }

  protected next(): boolean {
    const reader = this.#reader;
    if (reader.next()) {
      this.#parser.read(reader, this);
      return true;
    }
    if (reader.error !== null) this.#unbelievable(reader.error);
    return false;
  }

  protected get held(): number {
    return this.#reader.held;
  }

  protected refuse(reason: Reason): void {
    this.failure(reason);
  }

  // --- ClientFrames: what the frames say ---

  login(name: string): void {
    this.command(commands.login, name);
  }

  list(): void {
    this.command(commands.list);
  }

  sendto(name: string, bytes: Uint8Array, start: number, end: number): void {
    this.command(commands.sendto, name, bytes, start, end);
  }

  logout(): void {
    this.command(commands.logout);
  }

  malformed(why: string): void {
    if (this.turnedAway()) return;
    this.write(encodeResponse(Result.malformed, Reason.none, why));
    if (++this.#malformed === MALFORMED_MAX) this.leave(`${MALFORMED_MAX} malformed messages`);
  }

  /** Where the next frame would begin is unknown: this answer is the last. */
  #unbelievable(why: string): void {
    if (this.turnedAway()) return;
    this.write(encodeResponse(Result.malformed, Reason.none, why));
    this.leave(`malformed header: ${why}`);
  }

  // --- Connection: from the hub ---

  success(): void {
    this.write(SUCCESS);
  }

  failure(reason: Reason): void {
    this.write(FAILURES.get(reason) as Uint8Array);
  }

  roster(roster: Roster): void {
    this.writeOrShare(this.#rosters.encoded(roster));
  }

  message(from: Person, bytes: Uint8Array, start: number, end: number): boolean {
    const { transport } = this;
    const length = messageBytes(from.nameBytes.length, end - start);
    if (!transport.admits(length)) return false;
    const at = transport.reserve(length);
    writeMessage(transport.output, at, from.nameBytes, bytes, start, end);
    return true;
  }
}

/** Opens native gateways to `hub`. */
export function nativeGateway(hub: Hub): OpenGateway {
  const access = new HubAccess(hub);
  const rosters = new RosterCache(({ people }) =>
    encodeNames(people.map(({ nameBytes }) => nameBytes)),
  );
  return (transport) => new NativeGateway(access, rosters, transport);
}
