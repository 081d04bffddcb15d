/** A client that sends lines and hears lines, as `nc` does. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { until } from './until.ts';

export class LineClient implements Disposable {
  readonly socket: Socket;
  /** Whole lines heard and not yet taken. */
  readonly heard: string[] = [];
  closed = false;
  error: string | null = null;
  /** What was heard since the last line break. */
  rest = '';

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: Buffer | string) => {
      const lines = (this.rest + text).split('\n');
      this.rest = lines.pop() as string;
      this.heard.push(...lines);
    });
    socket.on('close', () => {
      this.closed = true;
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.error = error.code ?? error.message;
    });
  }

  static async connect(port: number, host = '127.0.0.1'): Promise<LineClient> {
    const socket = connect({ port, host, noDelay: true });
    await once(socket, 'connect');
    return new LineClient(socket);
  }

  static async login(port: number, name: string): Promise<LineClient> {
    const client = await LineClient.connect(port);
    client.say(`login ${name}`);
    const answer = await client.next();
    if (answer !== 'Success') throw new Error(`login ${name}: ${answer}`);
    return client;
  }

  say(line: string): void {
    this.socket.write(`${line}\n`);
  }

  send(bytes: Uint8Array | string): void {
    this.socket.write(bytes);
  }

  async next(): Promise<string> {
    await until(
      () => this.heard.length > 0,
      () => `a line from the server (closed: ${this.closed}, error: ${this.error}, ${this.rest})`,
      () => this.closed,
    );
    return this.heard.shift() as string;
  }

  /** All that is heard until the connection is gone. */
  async all(): Promise<string[]> {
    await until(
      () => this.closed,
      () => 'the server to close the connection',
    );
    return [...this.heard.splice(0), ...(this.rest === '' ? [] : [this.rest])];
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}
