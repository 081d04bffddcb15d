/** Measures the cost of many logins, and of idle connections. */
import { createConnection, type Socket } from 'node:net';
import { dialects } from './dialects.ts';
import { cpuMs, openFilesMax, settledKib } from './process-usage.ts';
import type { ServerKind } from './servers.ts';

const CONNECTIONS = 10_000;
/** Concurrent logins. */
const LANES = 64;
/** Open files reserved for other purposes than connections. */
const OTHER_FILES = 200;
/** Of the answer to a login: the welcome of IRC is the longest. */
const ANSWER_BYTES_MAX = 4096;
/** Shared by these connections only; they are read one at a time. */
const input = Buffer.allocUnsafeSlow(1024);

export interface IdleSample {
  readonly server: string;
  readonly connections: number;
  /** Milliseconds from the first connect to the last answer. */
  readonly loginsMs: number;
  /** Microseconds of the server's processor time for each login. */
  readonly cpuUsPerLogin: number;
  /** Growth of the server's resident memory for each connection, in KiB. */
  readonly kibPerConnection: number;
}

/** Connects and logs in 10,000 clients (fewer where the limit of open files is lower). */
export async function measureIdle(kind: ServerKind): Promise<IdleSample> {
  const connections = Math.min(CONNECTIONS, openFilesMax() - OTHER_FILES);
  const server = await kind.start();
  const residentBefore = await settledKib(server.pid);
  const cpuBefore = cpuMs(server.pid);
  const startedAt = performance.now();
  const sockets = await logInMany(kind, server.port, connections);
  const loginsMs = performance.now() - startedAt;
  const cpuAfter = cpuMs(server.pid);
  const residentAfter = await settledKib(server.pid);
  for (const socket of sockets) socket.resetAndDestroy();
  await server.stop();
  return {
    server: kind.name,
    connections,
    loginsMs,
    cpuUsPerLogin: ((cpuAfter - cpuBefore) / connections) * 1000,
    kibPerConnection: (residentAfter - residentBefore) / connections,
  };
}

async function logInMany(kind: ServerKind, port: number, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) sockets.push(await logIn(kind, port, `idle${next++}`));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return sockets;
}

/** Resolves with the socket when the login is answered as the dialect says. */
function logIn(kind: ServerKind, port: number, name: string): Promise<Socket> {
  const [greeting] = dialects[kind.protocol].greetings(name);
  if (greeting === undefined) throw new Error(`nobody logs in over ${kind.protocol}`);
  return new Promise((resolve, reject) => {
    let heard = '';
    const callback = (length: number): boolean => {
      heard += input.toString('latin1', 0, length);
      if (greeting.answer.test(heard)) resolve(socket);
      else if (heard.length > ANSWER_BYTES_MAX) reject(new Error(`${name} was not logged in`));
      return true;
    };
    const socket = createConnection({
      host: '127.0.0.1',
      port,
      onread: { buffer: input, callback },
    });
    socket.on('error', reject);
    socket.write(greeting.says);
  });
}
