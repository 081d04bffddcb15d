/** Performs the owner's operations over a socket in the data folder, which only the owner may open. */
import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { oneLine } from '../protocol/visible.ts';
import type { Administration } from './administration.ts';
import {
  ControlAddress,
  type ControlAnswer,
  controlPath,
  REQUEST_BYTES_MAX,
  unreachable,
} from './control-socket.ts';
import { parseOperation } from './operation-schemas.ts';
import { OwnerError } from './owner-error.ts';

const CONNECTIONS_MAX = 8;
/** The time limit of a complete request. */
const REQUEST_MS_MAX = 10_000;
/** A client that reads nothing of its answer for this long is cut off. */
const STALL_MS_MAX = 60_000;

/** Only the owner may read and write it. */
const PRIVATE_UMASK = 0o177;
const PRIVATE = 0o600;

const NEWLINE = 0x0a;

export interface ControlLog {
  note(message: string, details?: Record<string, unknown>): void;
  failed(message: string): void;
}

export class ControlServer {
  readonly #server: Server;
  readonly #connections = new Set<Socket>();
  #address: ControlAddress | null = null;

  private constructor(administration: Administration, log: ControlLog) {
    this.#server = createServer({ allowHalfOpen: true }, (socket) => {
      this.#connections.add(socket);
      socket.on('close', () => this.#connections.delete(socket));
      // A client may disconnect at any time.
      socket.on('error', () => socket.destroy());
      void serve(socket, administration, log);
    });
    this.#server.maxConnections = CONNECTIONS_MAX;
  }

  /**
   * Listens in `folder`, which the caller has locked, so that an existing socket there is stale. Without a socket, the
   * server logs a warning and goes on.
   */
  static async open(
    folder: string,
    administration: Administration,
    log: ControlLog,
  ): Promise<ControlServer> {
    const path = controlPath(folder);
    const control = new ControlServer(administration, log);
    try {
      control.#address = new ControlAddress(folder);
      rmSync(path, { force: true });
      if (control.#address.path !== null) await control.#listen(control.#address.path);
      else log.failed(`the owner's commands cannot reach this server: ${unreachable(folder)}`);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      log.failed(`${path}: ${code ?? message}; the owner's commands cannot reach this server`);
    }
    // A client notices when its connection is not accepted.
    control.#server.on('error', () => {});
    return control;
  }

  async #listen(path: string): Promise<void> {
    const before = process.umask(PRIVATE_UMASK);
    try {
      // The file exists when this returns.
      this.#server.listen(path);
    } finally {
      process.umask(before);
    }
    await once(this.#server, 'listening');
    chmodSync(path, PRIVATE);
  }

  /** Removes the socket, and cuts off clients that are being answered. */
  async close(): Promise<void> {
    // The server removes its socket by this address.
    using _held = this.#address;
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#connections) socket.destroy();
    await closed;
  }
}

/** Handles the one request of `socket`. */
async function serve(
  socket: Socket,
  administration: Administration,
  log: ControlLog,
): Promise<void> {
  const line = await requestOf(socket);
  if (line === null) return;
  socket.setTimeout(STALL_MS_MAX, () => {
    if (socket.writableNeedDrain) socket.destroy();
  });
  const operation = parseOperation(line);
  if (operation === null) {
    return last(socket, {
      kind: 'problem',
      message: 'the server does not know this operation: is it another version?',
    });
  }
  const whom = 'name' in operation ? { user: oneLine(operation.name) } : {};
  log.note('asked by the owner', { operation: operation.operation, ...whom });
  try {
    for await (const item of administration.perform(operation)) {
      if (!(await send(socket, item))) return;
    }
    last(socket, { kind: 'done' });
  } catch (error) {
    if (!(error instanceof OwnerError)) throw error;
    last(socket, { kind: 'problem', message: error.message });
  }
}

/** The first line of input; null when there is none, and the connection is closed then. */
function requestOf(socket: Socket): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = (line: string | null): void => {
      clearTimeout(late);
      socket.off('data', read).off('end', refuse).off('close', refuse);
      if (line === null) socket.destroy();
      // Further input is dropped.
      else socket.resume();
      resolve(line);
    };
    const refuse = (): void => end(null);
    const read = (chunk: Buffer): void => {
      const at = chunk.indexOf(NEWLINE);
      chunks.push(at < 0 ? chunk : chunk.subarray(0, at));
      bytes += chunks.at(-1)?.length ?? 0;
      if (bytes > REQUEST_BYTES_MAX) refuse();
      else if (at >= 0) end(Buffer.concat(chunks).toString('utf8'));
    };
    const late = setTimeout(refuse, REQUEST_MS_MAX);
    socket.on('data', read).on('end', refuse).on('close', refuse);
  });
}

function line(answer: ControlAnswer): string {
  return `${JSON.stringify(answer)}\n`;
}

/** Resolves to true when more may be sent, and to false when the client is gone. */
async function send(socket: Socket, answer: ControlAnswer): Promise<boolean> {
  if (socket.destroyed) return false;
  if (!socket.write(line(answer))) await drained(socket);
  return !socket.destroyed;
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      socket.off('drain', end).off('close', end);
      resolve();
    };
    socket.on('drain', end).on('close', end);
  });
}

function last(socket: Socket, answer: ControlAnswer): void {
  if (socket.destroyed) return;
  // Closed in both directions: nothing more is read.
  socket.end(line(answer), () => socket.destroy());
}
