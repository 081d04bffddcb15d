/** The structured log: who connected, logged in, left and why; never the text of a message. */
import type { Writable } from 'node:stream';
import pino, { type DestinationStream, type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { Observer } from './chat/ports.ts';
import type { LogFormat, LogLevel } from './config.ts';
import { LogFile } from './log-file.ts';
import type { ConnectionLog } from './net/connection-log.ts';
import { oneLine } from './protocol/visible.ts';

const STDERR = 2;

export interface ServerLog extends Observer, ConnectionLog {
  note(message: string, details?: Record<string, unknown>): void;
  /** Something failed, in words for the operator. */
  failed(message: string): void;
  /** Resolves when what was logged is written. */
  flush(): Promise<void>;
}

/** A log on standard error; pretty for people on a terminal, JSON lines for programs elsewhere. */
export function openLog(level: LogLevel, format: LogFormat): ServerLog {
  const readable = format === 'pretty' || (format === 'auto' && process.stderr.isTTY === true);
  const file = new LogFile(STDERR);
  const destination: DestinationStream = readable ? prettyTo(file.stream()) : file;
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return new PinoLog(logger, () => file.flush());
}

function prettyTo(destination: Writable): DestinationStream {
  return pretty({
    destination,
    colorize: process.stderr.isTTY === true && !process.env.NO_COLOR,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss',
  });
}

/** Names and addresses are other people's text; `oneLine` keeps them from forging a line. */
class PinoLog implements ServerLog {
  readonly #logger: Logger;
  readonly #flush: () => Promise<void>;

  constructor(logger: Logger, flush: () => Promise<void>) {
    this.#logger = logger;
    this.#flush = flush;
  }

  connected(connection: number, address: string): void {
    this.#logger.info({ connection, address }, 'connected');
  }

  proxied(connection: number, address: string): void {
    this.#logger.info({ connection, address }, 'comes through a proxy');
  }

  refused(connection: number, address: string, why: string): void {
    this.#logger.warn({ connection, address, why }, 'turned away');
  }

  disconnected(connection: number, why: string): void {
    this.#logger.info({ connection, why: oneLine(why) }, 'disconnected');
  }

  trouble(error: Error): void {
    this.#logger.error({ error: error.message }, 'cannot accept connections');
  }

  loggedIn({ id }: { id: number }, { name }: { name: string }): void {
    this.#logger.info({ connection: id, user: oneLine(name) }, 'logged in');
  }

  loggedOut({ id }: { id: number }, { name }: { name: string }, why: string): void {
    this.#logger.info({ connection: id, user: oneLine(name), why: oneLine(why) }, 'logged out');
  }

  account({ id, name }: { id: number; name: string }, what: string): void {
    this.#logger.info({ account: id, user: oneLine(name) }, `account ${what}`);
  }

  guessed({ id, address }: { id: number; address: string }, name: string): void {
    this.#logger.warn({ connection: id, address, user: oneLine(name) }, 'wrong password');
  }

  note(message: string, details: Record<string, unknown> = {}): void {
    this.#logger.info(details, message);
  }

  failed(message: string): void {
    this.#logger.error(message);
  }

  flush(): Promise<void> {
    return this.#flush();
  }
}
