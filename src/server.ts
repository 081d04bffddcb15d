/** The composition root: the only file that knows every part of the server. */
import { fileURLToPath } from 'node:url';
import { Entrance } from './chat/entrance.ts';
import { Hub } from './chat/hub.ts';
import { AddressLimits } from './chat/limits/addresses.ts';
import type { Gateway, Transport } from './chat/ports.ts';
import { DatedLog } from './clock/dated-log.ts';
import { SteadyClock } from './clock/steady-clock.ts';
import { ircGateway } from './gateways/irc/irc-gateway.ts';
import type { IrcSettings } from './gateways/irc/settings.ts';
import { lineGateway } from './gateways/lines.ts';
import { nativeGateway } from './gateways/native.ts';
import { Assets } from './gateways/web/assets.ts';
import { authorizing, forgetting } from './gateways/web/authorization.ts';
import { webGateway } from './gateways/web/web-gateway.ts';
import type { ServerLog } from './log/log.ts';
import { detecting } from './net/detection.ts';
import { SocketListener } from './net/listener.ts';
import {
  CertificateError,
  type CertificateLog,
  type CertificateSource,
} from './net/tls/certificate.ts';
import { CertificateFiles } from './net/tls/certificate-files.ts';
import { Handshakes } from './net/tls/handshakes.ts';
import { SelfSigned } from './net/tls/self-signed.ts';
import { tlsGateway } from './net/tls/tls-gateway.ts';
import { TrustedProxies } from './net/trusted-proxies.ts';
import type { ServerConfig } from './options/config.ts';
import type { IrcConfig } from './options/irc-options.ts';
import type { TlsConfig } from './options/tls-options.ts';
import { Administration } from './owner/administration.ts';
import { ControlServer } from './owner/control-server.ts';
import { AddressRate } from './rates/address-rate.ts';
import { AddressCallGate } from './rates/call-gate.ts';
import { AddressPasswordGate, PASSWORD_GATE_DEFAULTS } from './rates/password-gate.ts';
import { AddressRegistrationGate } from './rates/registration-gate.ts';
import { AddressRoomNameGate } from './rates/room-name-gate.ts';
import { serverSecrets } from './secrets/server-secrets.ts';
import type { Store } from './store/store.ts';

/** The built web client, in a checkout and in a package. */
const WEB_CLIENT = fileURLToPath(new URL('../dist/web', import.meta.url));

/** How often the hub retries failed reads. */
const TRY_AGAIN_MS = 1000;

export interface Server {
  /** `HOST:PORT`, as a client would dial it. */
  readonly address: string;
  /** The fingerprint of the self-signed certificate's key, for people to compare; null without one. */
  readonly fingerprint: string | null;
  /** Reads the certificate again; null without one. */
  readonly reload: (() => Promise<void>) | null;
  /** Stops accepting, delivers what was accepted, and closes every connection. */
  close(): Promise<void>;
}

/**
 * Starts a server on `store`, which is closed with it, or where it cannot start.
 * @throws CertificateError, or the system's error where the address cannot be bound
 */
export async function startServer(
  store: Store,
  config: ServerConfig,
  version: string,
  log: ServerLog,
): Promise<Server> {
  try {
    return await startWith(store, config, version, log);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function startWith(
  store: Store,
  config: ServerConfig,
  version: string,
  log: ServerLog,
): Promise<Server> {
  const proxies = new TrustedProxies(config.proxies.networks);
  const trusts = (address: string) => proxies.trusts(address);
  const limits = new AddressLimits(config.limitLoopback, trusts);
  const clock = () => performance.now();
  const steady = new SteadyClock();
  const logins = new AddressRate(config.rates.logins, limits, clock);
  const registrations = new AddressRegistrationGate(config.rates.registrations, limits, clock);
  const roomNames = new AddressRoomNameGate(config.rates.roomNames, limits, clock);
  const calls = new AddressCallGate(config.rates.calls, limits, clock);
  const guesses = new AddressPasswordGate(PASSWORD_GATE_DEFAULTS, limits, clock);
  const hub = new Hub(config.hub, {
    version,
    limits,
    logins,
    registrations,
    roomNames,
    calls,
    guesses,
    secrets: serverSecrets(config.passwords),
    observer: log,
    log: new DatedLog(store, steady),
    archive: store,
    stored: store.stored,
    now: () => steady.now(),
    date: Date.now,
    dated: (time) => steady.dated(time),
  });
  store.released = (account, bytes) => hub.texts.released(account, bytes);
  const certificates = config.tls === null ? null : await openCertificates(config.tls, log);
  if (config.web.hsts !== null && certificates?.current.selfSigned === true) {
    certificates.close();
    throw new CertificateError(
      'with --hsts browsers accept no self-signed certificate any more, as the one of --tls-cert is',
    );
  }
  // An HTTP connection may be a health check: its gateway reports use.
  const used = <More extends unknown[]>(open: (one: Transport, ...more: More) => Gateway) => {
    return (one: Transport, ...more: More): Gateway => {
      log.used(one.id);
      return open(one, ...more);
    };
  };
  const entrance = new Entrance(hub);
  const native = used(nativeGateway(entrance));
  const believed = {
    trusts,
    client: (address: string, peer: string) => proxies.client([address], peer).address,
  };
  const reload = certificates === null ? null : () => void certificates.reload();
  const ircSettings = ({ webircPassword: password, ...more }: IrcConfig): IrcSettings => ({
    ...more,
    version,
    reload,
    networkName: config.hub.serverName,
    webirc: password === null ? null : { password, ...believed },
    now: Date.now,
  });
  const irc = config.irc === null ? null : used(ircGateway(entrance, ircSettings(config.irc)));
  const plain = {
    native,
    lines: used(lineGateway(entrance)),
    irc,
    http: webGateway(
      {
        ...config.web,
        proxies: {
          header: config.proxies.header,
          trusts,
          client: (chain, peer) => proxies.client(chain, peer),
        },
        silentProxy: once((address) => {
          const header = config.proxies.header;
          log.failed(`the proxy ${address} sends no ${header}: its clients count as unknown`);
        }),
        assets: Assets.read(WEB_CLIENT, config.hub),
        authorize: authorizing(entrance),
        forget: forgetting(entrance),
        trouble: () => store.trouble,
        used: (connection) => log.used(connection),
      },
      native,
      irc,
    ),
    tls: null,
  };
  const tls =
    certificates === null
      ? null
      : tlsGateway(
          certificates,
          {
            any: detecting(plain),
            http: detecting({ native: null, lines: null, irc: null, tls: null, http: plain.http }),
          },
          new Handshakes(config.net.handshakesMax, limits),
        );
  const listener = new SocketListener(
    config.net,
    proxies,
    limits,
    log,
    detecting({ ...plain, tls }),
  );
  const { address, port, family } = await listener.listen().catch((error) => {
    certificates?.close();
    throw error;
  });
  const control = await ControlServer.open(config.dataFolder, new Administration(hub, store), log);
  const retries = setInterval(() => hub.tryAgain(), TRY_AGAIN_MS);
  return {
    address: `${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    fingerprint:
      config.tls?.kind === 'self-signed' ? (certificates?.current.fingerprint ?? null) : null,
    reload: certificates === null ? null : () => certificates.reload(),
    close: async () => {
      clearInterval(retries);
      certificates?.close();
      await control.close();
      await within(store.flush(), config.net.shutdownMsMax);
      await listener.close();
      await store.close();
    },
  };
}

/** Waits for `work`, but at most `ms`. */
async function within(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

function openCertificates(config: TlsConfig, log: CertificateLog): Promise<CertificateSource> {
  switch (config.kind) {
    case 'files':
      return CertificateFiles.open(config.certificateFile, config.keyFile, log);
    case 'self-signed':
      return SelfSigned.open(config.folder, config.names, log);
  }
}

/** Calls `tell` the first time only. */
function once<T>(tell: (value: T) => void): (value: T) => void {
  let isTold = false;
  return (value) => {
    if (!isTold) tell(value);
    isTold = true;
  };
}
