/**
 * Networks that can be taken away: the server in a network namespace of its own, and each peer in another, behind a
 * cable. Linux, and whoever may make namespaces.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import type { Socket } from 'node:net';
import { Duplex, type Readable, type Writable } from 'node:stream';
import { ServerProcess } from './server-process.ts';
import { until } from './until.ts';

/** Why they are unavailable here; null if they are available. */
export function networksRefused(): string | null {
  try {
    const script = 'ip link add a0 type veth peer name b0';
    execFileSync('unshare', ['-n', 'sh', '-c', script], { stdio: 'ignore' });
    return null;
  } catch {
    return 'network namespaces need Linux, its ip and unshare, and root';
  }
}

/** Carries standard input and output over a connection to the host and port that its first line names. */
const RELAY = `
  const { connect } = require('node:net');
  process.stdin.once('data', (line) => {
    const [host, port] = String(line).split(' ');
    const socket = connect({ host, port, noDelay: true }, () => process.stdout.write('\\n'));
    process.stdin.pipe(socket).pipe(process.stdout);
    socket.on('error', () => process.exit());
  });`;

function inNetworkOf(pid: number, command: string): void {
  execFileSync('nsenter', ['-t', String(pid), '-n', 'sh', '-c', command]);
}

/** A peer with a cable of its own. */
export class RemotePeer implements Disposable {
  readonly socket: Socket;
  readonly #relay: ChildProcess;

  constructor(relay: ChildProcess, socket: Socket) {
    this.#relay = relay;
    this.socket = socket;
  }

  /** Cuts the cable: nothing arrives in either direction, and neither side is told. */
  cut(): void {
    inNetworkOf(this.#relay.pid as number, 'ip link set b0 down');
  }

  [Symbol.dispose](): void {
    this.#relay.kill('SIGKILL');
  }
}

export class ServerNetwork implements AsyncDisposable {
  readonly server: ServerProcess;
  #peers = 0;

  private constructor(server: ServerProcess) {
    this.server = server;
  }

  static async start(...options: string[]): Promise<ServerNetwork> {
    const under = ['unshare', '-n', 'sh', '-c', 'ip link set lo up; exec "$@"', 'sh'];
    const server = ServerProcess.launch(['--host', '0.0.0.0', ...options], { under });
    return new ServerNetwork(await server.listening());
  }

  async peer(): Promise<RemotePeer> {
    const net = `10.77.${++this.#peers}`;
    const relay = spawn('unshare', ['-n', process.execPath, '-e', RELAY], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const { pid } = relay;
    const server = this.server.pid;
    // It is in a namespace of its own as soon as that differs from ours.
    await until(
      () => !['', namespaceOf(process.pid)].includes(namespaceOf(pid as number)),
      () => 'a network namespace for the peer',
    );
    const device = `a${this.#peers}`;
    execFileSync('ip', [
      ...['link', 'add', device, 'netns', String(server), 'type', 'veth'],
      ...['peer', 'name', 'b0', 'netns', String(pid)],
    ]);
    inNetworkOf(server, `ip addr add ${net}.1/24 dev ${device} && ip link set ${device} up`);
    inNetworkOf(pid as number, `ip addr add ${net}.2/24 dev b0 && ip link set b0 up`);
    const stream = duplexOf(relay);
    stream.on('error', () => {});
    const opened = new Promise((resolve) => stream.once('data', resolve));
    stream.write(`${net}.1 ${this.server.port}\n`);
    await opened;
    return new RemotePeer(relay, stream as unknown as Socket);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }
}

/** The connection through `relay`, as a stream. */
function duplexOf({ stdin, stdout }: { stdin: Writable; stdout: Readable }): Duplex {
  const stream = new Duplex({
    read: () => stdout.resume(),
    write: (chunk, _encoding, done) => stdin.write(chunk, () => done()),
    final: (done) => stdin.end(() => done()),
  });
  stdout.on('data', (chunk) => {
    if (!stream.push(chunk)) stdout.pause();
  });
  stdout.on('end', () => stream.push(null));
  stdin.on('error', () => {});
  return stream;
}

function namespaceOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return '';
  }
}
