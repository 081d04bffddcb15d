/** The structured log: connections, logins, departures and their reasons; never the text of a message. */
import type { Writable } from 'node:stream';
import pino, { type DestinationStream, type Logger } from 'pino';
import type { Deed, Observer } from '../chat/observer.ts';
import type { Actor } from '../chat/people/client.ts';
import type { NamedCommand } from '../chat/refusals.ts';
import type { ConnectionLog } from '../net/connection-log.ts';
import type { LogFormat, LogLevel } from '../options/server-options.ts';
import { type Reason, reasonText } from '../protocol/frames.ts';
import { oneLine } from '../protocol/visible.ts';
import { LogFile } from './log-file.ts';
import { type Counted, type Level, type LogLimits, LogRepeats } from './log-repeats.ts';

const STDERR = 2;

export interface ServerLog extends Observer, ConnectionLog {
  note(message: string, details?: Record<string, unknown>): void;
  /** Logs a choice of the operator's that is dangerous. */
  warned(message: string): void;
  /** Logs a fault, in words for the operator. */
  failed(message: string): void;
  /** Resolves when logged lines are written. */
  flush(): Promise<void>;
}

/**
 * Opens the log on standard error: readable lines on a terminal, JSON lines elsewhere. `limits` apply to lines caused
 * by peers.
 */
export async function openLog(
  level: LogLevel,
  format: LogFormat,
  limits: LogLimits,
): Promise<ServerLog> {
  const readable = format === 'pretty' || (format === 'auto' && process.stderr.isTTY === true);
  const file = new LogFile(STDERR);
  const destination: DestinationStream = readable ? await prettyTo(file.stream()) : file;
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return new PinoLog(logger, limits, () => file.flush());
}

async function prettyTo(destination: Writable): Promise<DestinationStream> {
  const { default: pretty } = await import('pino-pretty');
  return pretty({
    destination,
    colorize: process.stderr.isTTY === true && !process.env.NO_COLOR,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss',
  });
}

/** The log's knowledge of a connection. */
interface Known {
  /** Its address, as last reported. */
  address: string;
  /** Lines that wait until it turns out to be no health check. */
  waiting: { readonly address: string; readonly message: string }[];
}

/** A connection closed without a byte, as by a load balancer that checks the port. */
const UNUSED = /^(?:closed by the client|connection lost \(\w+\))$/;
const HEALTH_CHECK = /^HTTP (?:200|503) to (?:GET|HEAD) \S*\/(?:healthz|readyz)(?:\?|$)/;

/** Names and addresses are other people's text; `oneLine` keeps them from forging a line. */
class PinoLog implements ServerLog {
  readonly #logger: Logger;
  readonly #flush: () => Promise<void>;
  readonly #repeats: LogRepeats;
  readonly #connections = new Map<number, Known>();

  constructor(logger: Logger, limits: LogLimits, flush: () => Promise<void>) {
    this.#logger = logger;
    this.#flush = flush;
    this.#repeats = new LogRepeats(limits, (counted) => this.#counted(counted));
  }

  connected(connection: number, address: string): void {
    this.#connections.set(connection, { address, waiting: [] });
    this.#whenUsed(connection, address, 'connected');
  }

  proxied(connection: number, address: string): void {
    this.#whenUsed(connection, address, 'comes through a proxy');
  }

  /** Writes a line when the connection is used; at once where everything is logged. */
  #whenUsed(connection: number, address: string, message: string): void {
    const known = this.#connections.get(connection);
    if (known === undefined) return;
    known.address = address;
    known.waiting.push({ address, message });
    if (this.#logger.isLevelEnabled('debug')) this.used(connection);
  }

  used(connection: number): void {
    const waiting = this.#connections.get(connection)?.waiting.splice(0) ?? [];
    for (const { address, message } of waiting) {
      this.#byPeer('info', address, { connection, address }, message);
    }
  }

  refused(connection: number, address: string, why: string): void {
    this.#connections.set(connection, { address, waiting: [] });
    this.#byPeer('warn', address, { connection, address, why }, 'turned away', why);
  }

  disconnected(connection: number, said: string): void {
    const why = oneLine(said);
    const known = this.#connections.get(connection);
    const unused = known !== undefined && known.waiting.length > 0;
    if (!unused || !(UNUSED.test(why) || HEALTH_CHECK.test(why))) {
      this.used(connection);
      this.#of(connection, 'info', { connection, why }, 'disconnected');
    }
    this.#connections.delete(connection);
  }

  trouble(error: Error): void {
    this.#byPeer('error', '', { error: error.message }, 'cannot accept connections');
  }

  loggedIn({ id }: { id: number }, { name }: { name: string }): void {
    const user = oneLine(name);
    this.#of(id, 'info', { connection: id, user }, 'logged in', user);
  }

  loggedOut({ id }: { id: number }, { name }: { name: string }, why: string): void {
    const user = oneLine(name);
    this.#of(id, 'info', { connection: id, user, why: oneLine(why) }, 'logged out', user);
  }

  renamed(actor: Actor, { name }: { name: string }, was: string): void {
    const [user, before] = [oneLine(name), oneLine(was)];
    this.#at(actor, 'info', { user, was: before }, 'renamed', `${before} ${user}`);
  }

  account({ id, name }: { id: number; name: string }, what: string, by?: Actor | null): void {
    const who = { account: id, user: oneLine(name) };
    if (by) this.#at(by, 'info', who, `account ${what}`, who.user);
    else this.#logger.info(who, `account ${what}`);
  }

  denied(actor: Actor, command: NamedCommand, reason: Reason): void {
    const details = { command: command.contract.name, why: reasonText(reason) };
    this.#at(actor, 'warn', details, 'denied', `${details.command} ${details.why}`);
  }

  acted({ by, actor, what, room, whom, role }: Deed): void {
    const details = {
      user: oneLine(by.name),
      room: oneLine(room),
      ...(whom === null ? {} : { whom: oneLine(whom) }),
      ...(role === null ? {} : { role }),
    };
    const message = `room: ${what}`;
    if (actor === null) this.#byPeer('info', '', details, message, JSON.stringify(details));
    else this.#at(actor, 'info', details, message, JSON.stringify(details));
  }

  /** A line about an action of `actor`, with its identity where that is known. */
  #at(actor: Actor, level: Level, details: object, message: string, about: string): void {
    const { id, address, person } = actor;
    const user = person === null ? {} : { user: oneLine(person.name) };
    this.used(id);
    this.#byPeer(level, address, { connection: id, address, ...user, ...details }, message, about);
  }

  guessed({ id, address }: { id: number; address: string }, name: string): void {
    const user = oneLine(name);
    this.used(id);
    this.#byPeer('warn', address, { connection: id, address, user }, 'wrong password', user);
  }

  /** A line caused by the peer of a connection. */
  #of(connection: number, level: Level, details: object, message: string, about = ''): void {
    this.used(connection);
    const address = this.#connections.get(connection)?.address ?? '';
    this.#byPeer(level, address, details, message, about);
  }

  /** A line caused by a peer at `address`; above the limit, similar lines (with the same `about`) are counted. */
  #byPeer(level: Level, address: string, details: object, message: string, about = ''): void {
    if (!this.#logger.isLevelEnabled(level)) return;
    if (this.#repeats.allows(level, message, address, about)) this.#logger[level](details, message);
  }

  #counted({ level, message, source, more }: Counted): void {
    const details = source === null || source === '' ? {} : { address: source };
    const count = more.toLocaleString('en');
    this.#logger[level](details, `${message}: ${count} more in the last minute`);
  }

  note(message: string, details: Record<string, unknown> = {}): void {
    this.#logger.info(details, message);
  }

  warned(message: string): void {
    this.#logger.warn(message);
  }

  failed(message: string): void {
    this.#logger.error(message);
  }

  flush(): Promise<void> {
    this.#repeats.close();
    return this.#flush();
  }
}
