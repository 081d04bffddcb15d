/** Derives the configuration of each part of a server from the options. */

import type { WebSettings } from '../gateways/web/settings.ts';
import type { LogLimits } from '../log/log-repeats.ts';
import type { NetSettings } from '../net/settings.ts';
import { type MachineMemory, memoryFound } from '../system/memory.ts';
import { dataFolder } from './data-folder.ts';
import { type IrcConfig, readIrcConfig } from './irc-options.ts';
import { type KeptConfig, keptConfig } from './kept-config.ts';
import { limitsFor, type MemoryLimits, memoryLimitsIn, memoryOf } from './memory-limits.ts';
import { isServiceLink, readOptions } from './option-table.ts';
import { type ProxyConfig, readProxyConfig } from './proxy-options.ts';
import { type Rates, readRates } from './rate-options.ts';
import { type LogFormat, type LogLevel, serverOptions } from './server-options.ts';
import { readTlsConfig, type TlsConfig } from './tls-options.ts';
import { readWebAddressConfig } from './web-options.ts';

/** The configuration of a server, by the part that uses it. */
export interface ServerConfig extends KeptConfig {
  readonly net: NetSettings;
  /** The folder of persistent data. */
  readonly dataFolder: string;
  /** Do the limits per address apply to loopback too? */
  readonly limitLoopback: boolean;
  readonly rates: Rates;
  readonly proxies: ProxyConfig;
  readonly web: Omit<
    WebSettings,
    'proxies' | 'silentProxy' | 'assets' | 'speaksIrc' | 'authorize' | 'forget' | 'trouble' | 'used'
  >;
  /** Null: IRC is not served. */
  readonly irc: IrcConfig | null;
  /** Null: without TLS. */
  readonly tls: TlsConfig | null;
  /** The available memory, and the limits that fit it. */
  readonly memory: { readonly found: MachineMemory; readonly limits: MemoryLimits };
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
  readonly logLimits: LogLimits;
  /** Ignored variables, which Kubernetes sets for its Services. */
  readonly ignoredVariables: readonly string[];
}

/** @throws OptionsError with everything that is wrong */
export function readServerConfig(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  memory: MachineMemory = memoryFound(),
): ServerConfig {
  const values = readOptions(serverOptions, args, environment, {}, (read) =>
    limitsFor(memoryOf(read, memory), read),
  );
  const folder = dataFolder(values.data, environment);
  const rates = readRates(values);
  const proxies = readProxyConfig(values);
  const tls = readTlsConfig(values, folder);
  const { publicUrl, hsts } = readWebAddressConfig(values, tls);
  const publicHost = publicUrl === null ? [] : [publicUrl.hostname];
  return {
    ...keptConfig(values),
    dataFolder: folder,
    net: {
      host: values.host,
      port: values.port,
      connectionsMax: values['max-connections'],
      connectionsPerAddressMax: values['max-connections-per-address'],
      messageRate: rates.messages,
      proxyProtocol: proxies.proxyProtocol,
      sendQueueBytesMax: values['max-send-queue'],
      replyQueueBytesMax: values['max-reply-queue'],
      queuedBytesTotalMax: values['max-queued-total'],
      unfinishedBytesTotalMax: values['max-unfinished-total'],
      unfinishedMsMax: values['unfinished-timeout'],
      handshakesMax: values['max-handshakes'],
      handshakeMsMax: values['handshake-timeout'],
      stalledMsMax: values['stall-timeout'],
      idleMsMax: values['idle-timeout'],
      keepAliveMs: values['keep-alive'],
      silentMsMax: values['alive-after'],
      answerMsMax: values['alive-timeout'],
      unacknowledgedMsMax: values['unacknowledged-timeout'],
      shutdownMsMax: values['shutdown-timeout'],
      requireTls: values['require-tls'],
    },
    limitLoopback: values['limit-loopback'],
    rates,
    proxies,
    web: {
      // The name that it listens on is one that clients use.
      hostNames: [...values['host-names'], values.host.toLowerCase(), ...publicHost],
      allowedOrigins: values['allow-origins'],
      requestMsMax: values['unfinished-timeout'],
      pingMs: values['ping-interval'],
      publicUrl,
      hsts,
      speaksTls: tls !== null,
    },
    irc: readIrcConfig(values, values.host, publicUrl),
    memory: { found: memoryOf(values, memory), limits: memoryLimitsIn(values) },
    tls,
    logLevel: values['log-level'],
    logFormat: values['log-format'],
    logLimits: {
      linesPerSecond: values['log-rate-limit'],
      repeatsPerMinute: values['log-repeat-limit'],
    },
    ignoredVariables: Object.entries(environment).flatMap(([name, value = '']) =>
      isServiceLink(name, value) ? [name] : [],
    ),
  };
}
