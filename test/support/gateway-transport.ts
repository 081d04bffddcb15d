/** A transport that records its output, and a hub for guests only, for tests of gateways. */

import { Hub } from '../../src/chat/hub.ts';
import type { Gateway, OpenGateway, PeerStream, Transport } from '../../src/chat/ports.ts';
import type { HubSettings } from '../../src/chat/settings.ts';
import type { Stored } from '../../src/chat/storage.ts';
import type { HubWorld } from '../../src/chat/world.ts';
import { OPEN_GATES } from './chat/open-gates.ts';

const SETTINGS: HubSettings = {
  list: 'anyone',
  peopleMax: 10_000,
  guestsMax: 10_000,
  reserve: 0,
  newcomerMs: 0,
  serverName: 'Chinwag',
  passwordBytesMin: 8,
  guests: true,
  registration: 'open',
  accountsMax: 10,
  devicesMax: 10,
  storedBytesMax: 1_000_000,
  guestBytesMax: 1_000_000,
  strangerBytesPerDayMax: 1_000_000,
  waitingMax: 100,
  waitingPerSenderMax: 100,
  pendingBytesMax: 1_000_000,
  roomsMax: 100,
  roomsPerPersonMax: 100,
  roomsPerAddressMax: 100,
  groupsPerPersonMax: 100,
  membersMax: 10_000,
  callsPerAccountMax: 1000,
  callsPerAddressMax: 1000,
  listenersMax: 1000,
  listenerBehindMax: 1000,
  reservedMs: 1000,
  invitationMs: 1000,
};

const none: never[] = [];

/** Nothing is stored. */
const NOTHING: Stored = {
  ...{ accounts: none, waiting: none, devices: none, invitations: none, reservations: none },
  ...{ guestBytes: 0, nextEntry: 1, nextAccount: 1, nextDevice: 1, nextRoom: 1 },
  ...{ rooms: none, members: none, bans: none, roomMutes: none, roomInvitations: none },
  blocks: none,
};

/** A hub that stores nothing, so all its people are guests. */
export function guestsHub(): Hub {
  const world = {
    ...OPEN_GATES,
    limits: { groupOf: () => null },
    log: { pendingBytes: 0, append() {}, note() {}, grown() {} },
    archive: {},
    secrets: {},
    stored: NOTHING,
    now: () => 1_795_409_400_000,
    date: () => 1_795_409_400_000,
    dated: (time: number) => time,
  };
  return new Hub(SETTINGS, world as unknown as HubWorld);
}

let connections = 0;

/** A peer: its gateway's output is in `written`, and shared output in `shared`. */
export class FakeTransport implements Transport {
  readonly id = ++connections;
  readonly address: string;
  readonly secure = false;
  readonly confidential = true;
  readonly refusal = null;
  readonly released = false;
  refusalIf(): null {
    return null;
  }
  output: Uint8Array = new Uint8Array(0);
  readonly written: Uint8Array[] = [];
  readonly shared: Uint8Array[] = [];
  /** Reads nothing more. */
  deaf = false;
  /** Why the gateway has ended the connection; null: it has not. */
  ending: string | null = null;
  readonly #gateway: Gateway;
  #waiting = false;

  constructor(open: OpenGateway, address = '192.0.2.1') {
    this.address = address;
    this.#gateway = open(this);
  }

  /** The peer sends `bytes`. */
  send(bytes: string | Uint8Array): void {
    this.#gateway.data(Buffer.from(bytes));
  }

  /** The connection breaks. */
  hangUp(): void {
    this.#gateway.closed('connection lost');
  }

  /** Returns the output since the last call. */
  take(): Buffer {
    return Buffer.concat(this.written.splice(0));
  }

  reserve(bytes: number): number {
    this.output = new Uint8Array(bytes);
    this.written.push(this.output);
    return 0;
  }

  share(bytes: Uint8Array): void {
    this.written.push(bytes);
  }

  shareMessage(bytes: Uint8Array): void {
    this.written.push(bytes);
    this.shared.push(bytes);
  }

  admits(): boolean {
    return !this.deaf;
  }

  mayExecute(): boolean {
    return true;
  }

  executed(): void {}
  tookTime(): void {}
  waits(yes: boolean): void {
    const isOver = this.#waiting && !yes;
    this.#waiting = yes;
    if (isOver) this.#gateway.resume();
  }
  tellWhenWritten(): void {}
  holds(): void {}
  underway(): void {}
  occupied(): void {}
  comesFrom(): void {}
  readonly unansweredMs = 0;
  end(why: string): void {
    this.ending ??= why;
  }
  cut(why: string): void {
    this.ending ??= why;
  }
  become(): void {}

  release(): PeerStream {
    throw new Error('not over this transport');
  }

  adopt(): void {}
}
