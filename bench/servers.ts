/** Starts the servers that Chinwag is compared with, each a process of its own on a free loopback port. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Child, nextLine, startChild, startNode } from './children.ts';
import type { Protocol } from './dialects.ts';

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}

export interface ServerKind {
  readonly name: string;
  readonly protocol: Protocol;
  /** Over TLS? */
  readonly secure: boolean;
  start(): Promise<RunningServer>;
}

const BARE_RELAY = fileURLToPath(new URL('bare-relay.ts', import.meta.url));
const NGIRCD = '/usr/sbin/ngircd';
const START_MS_MAX = 5000;

export const bareRelay: ServerKind = {
  name: 'bare Node relay',
  protocol: 'native',
  secure: false,
  start: () => announced(startNode(BARE_RELAY, ['0'])),
};

/** Null where ngircd is not installed. */
export const ngircd: ServerKind | null = existsSync(NGIRCD)
  ? { name: 'ngircd', protocol: 'irc', secure: false, start: startNgircd }
  : null;

/** The same with a PING after each message, so that every one is answered, as by Chinwag. */
export const ngircdAcknowledging: ServerKind | null = existsSync(NGIRCD)
  ? {
      name: 'ngircd, acknowledging',
      protocol: 'irc-acknowledged',
      secure: false,
      start: startNgircd,
    }
  : null;

/** Waits for `… listening on HOST:PORT`. */
export async function announced(child: Child): Promise<RunningServer> {
  const line = await nextLine(child);
  const port = Number(/ listening on .*:(\d+)$/.exec(line)?.[1]);
  if (!port) throw new Error(`a server said ${JSON.stringify(line)} and not where it listens`);
  return { pid: child.pid, port, stop: child.stop };
}

async function startNgircd(): Promise<RunningServer> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'chinwag-bench-'));
  const file = join(folder, 'ngircd.conf');
  await writeFile(file, ngircdConfig(port));
  // In the foreground it does not fork: the child is the server.
  const child = startChild(NGIRCD, ['-n', '-f', file]);
  void drain(child);
  await accepting(port);
  // The file has been read.
  await rm(folder, { recursive: true });
  return { pid: child.pid, port, stop: child.stop };
}

/** Lifts every limit that the load would meet, and turns off queries to other programs. */
function ngircdConfig(port: number): string {
  return `[Global]
Name = bench.invalid
Info = benchmark
Listen = 127.0.0.1
Ports = ${port}
MotdPhrase = benchmark
[Limits]
MaxConnections = 0
MaxConnectionsIP = 0
MaxPenaltyTime = 0
PingTimeout = 3600
[Options]
DNS = no
Ident = no
PAM = no
`;
}

/** Reads and drops its log: a full pipe would hold the server up. */
async function drain(child: Child): Promise<void> {
  for await (const _ of child.lines);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function accepting(port: number): Promise<void> {
  for (const deadline = Date.now() + START_MS_MAX; Date.now() < deadline; await sleep(20)) {
    const accepted = await new Promise<boolean>((resolve) => {
      const socket = createConnection({ host: '127.0.0.1', port });
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (accepted) return;
  }
  throw new Error(`nothing listens on port ${port} after ${START_MS_MAX / 1000} s`);
}
