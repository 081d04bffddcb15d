/** Accepts or refuses connections on the one port. */

import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AddressLimits } from '../chat/limits/addresses.ts';
import { shareOf } from '../chat/limits/shares.ts';
import type { OpenGateway } from '../chat/ports.ts';
import { Reason, reasonTexts } from '../protocol/frames.ts';
import { plainAddress } from './addresses.ts';
import { Admission } from './admission.ts';
import type { ConnectionLog } from './connection-log.ts';
import { PeerTransport } from './peer-transport.ts';
import { Peers } from './peers.ts';
import { behindProxies } from './proxy-gateway.ts';
import type { NetSettings } from './settings.ts';
import type { TrustedProxies } from './trusted-proxies.ts';

/** Connections waiting to be accepted; the system caps it (net.core.somaxconn). */
const BACKLOG = 4096;

/** Refused connections that may wait for an explanation; further ones are closed at once. */
const REFUSED_MAX = 64;

export class SocketListener {
  readonly #settings: NetSettings;
  readonly #log: ConnectionLog;
  readonly #open: OpenGateway;
  readonly #peers: Peers;
  readonly #admission: Admission;
  readonly #server: Server;
  #lastId = 0;
  #refused = 0;

  constructor(
    settings: NetSettings,
    proxies: TrustedProxies,
    limits: AddressLimits,
    log: ConnectionLog,
    open: OpenGateway,
  ) {
    this.#settings = settings;
    this.#log = log;
    this.#open = settings.proxyProtocol ? behindProxies(proxies, open) : open;
    const { connectionsMax, connectionsPerAddressMax } = settings;
    const perAddressMax = shareOf(connectionsMax, connectionsPerAddressMax);
    this.#admission = new Admission(perAddressMax, limits);
    this.#peers = new Peers(settings, this.#admission, log);
    this.#server = createServer(
      {
        // A client that has closed its side may still read the answers.
        allowHalfOpen: true,
        noDelay: true,
        keepAlive: true,
        keepAliveInitialDelay: settings.keepAliveMs,
      },
      (socket) => this.#accept(socket),
    );
  }

  /** Resolves with the address once connections are accepted; rejects where it cannot be bound. */
  listen(): Promise<AddressInfo> {
    const { host, port } = this.#settings;
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host, port, backlog: BACKLOG }, () => {
        this.#server.off('error', reject);
        this.#server.on('error', (error) => this.#log.trouble(error));
        const address = this.#server.address() as AddressInfo;
        this.#peers.start(address.port);
        resolve(address);
      });
    });
  }

  /**
   * Stops accepting, delivers queued output, and closes every connection; resolves when all are closed, by force after
   * the configured time.
   */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const peer of this.#peers) peer.close('server shutting down');
    const force = setTimeout(() => {
      for (const peer of this.#peers) peer.cut('server shutting down');
    }, this.#settings.shutdownMsMax);
    await closed;
    clearTimeout(force);
    // The server learns of the last socket's end a moment before its user does.
    while (this.#peers.count > 0) await nextTurn();
    this.#peers.stop();
  }

  #accept(socket: Socket): void {
    const id = ++this.#lastId;
    const { remoteAddress } = socket;
    // It was closed before it was accepted.
    if (remoteAddress === undefined) return void socket.destroy();
    const address = plainAddress(remoteAddress);
    const reason = this.#admit(address);
    if (reason !== Reason.none) return this.#refuse(id, address, reason, socket);
    this.#log.connected(id, address);
    new PeerTransport(id, address, null, socket, this.#peers, this.#open);
  }

  #admit(address: string): Reason {
    const reason = this.#admission.enter(address);
    if (reason !== Reason.none) return reason;
    if (this.#peers.count - this.#refused < this.#settings.connectionsMax) return Reason.none;
    if (this.#peers.makeRoom()) return Reason.none;
    this.#admission.leave(address);
    return Reason.serverFull;
  }

  /** In this protocol the server must not speak first, so the reason waits for the client's first message. */
  #refuse(id: number, address: string, reason: Reason, socket: Socket): void {
    this.#log.refused(id, address, reasonTexts[reason]);
    if (this.#refused >= REFUSED_MAX) {
      socket.destroy();
      return this.#log.disconnected(id, 'turned away');
    }
    this.#refused++;
    socket.on('close', () => this.#refused--);
    new PeerTransport(id, address, reason, socket, this.#peers, this.#open);
  }
}
