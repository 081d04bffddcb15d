/** The client as a program in a pipe, for a test: the real process, its lines and its end. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { CHINWAG, cleanEnvironment } from './server-process.ts';
import { until } from './until.ts';

/** How a client ended: its exit status, and everything it said. */
export interface Ending {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `chinwag connect` with pipes. Killed at the end of a `using` block if it has not ended. */
export class PipedClient implements Disposable {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';
  /** Of the lines on standard output, so many were taken by `next`. */
  #taken = 0;
  readonly #closed: Promise<unknown>;

  constructor(...args: (string | number)[]) {
    this.child = spawn(process.execPath, [CHINWAG, 'connect', ...args.map(String)], {
      stdio: 'pipe',
      env: cleanEnvironment(),
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    // A client that has ended takes no more input; how it ended is what a test looks at.
    this.child.stdin?.on('error', () => {});
    this.#closed = once(this.child, 'close');
  }

  /** A client of the server at `port` of this machine. */
  static of(port: number): PipedClient {
    return new PipedClient('127.0.0.1', port);
  }

  /** Gives it `text` on standard input, as it is. */
  write(text: string | Uint8Array): void {
    this.child.stdin?.write(text);
  }

  /** Gives it a line. */
  say(line: string): void {
    this.write(`${line}\n`);
  }

  /** The next line on standard output. */
  async next(): Promise<string> {
    const line = await until(
      () => this.#lines[this.#taken],
      () => `another line of the client's; it said ${JSON.stringify([this.stdout, this.stderr])}`,
      () =>
        this.child.exitCode !== null && this.#lines[this.#taken] === undefined && this.#isClosed,
    );
    this.#taken++;
    return line;
  }

  /** Those lines are the next ones. */
  async hears(...lines: string[]): Promise<void> {
    for (const line of lines) assert.equal(await this.next(), line);
  }

  /** Standard input ends; resolves with how the client did. */
  async end(text: string | Uint8Array = ''): Promise<Ending> {
    this.child.stdin?.end(text);
    return this.ended();
  }

  /** Resolves when the client has ended by itself. */
  async ended(): Promise<Ending> {
    await this.#closed;
    return { status: this.child.exitCode, stdout: this.stdout, stderr: this.stderr };
  }

  get #lines(): string[] {
    return this.stdout.split('\n').slice(0, -1);
  }

  get #isClosed(): boolean {
    return this.child.stdout?.readableEnded ?? true;
  }

  [Symbol.dispose](): void {
    this.child.kill('SIGKILL');
  }
}

/**
 * Plays `transcript` with the server at `port`: `alice> login alice` is a line that the client called alice is
 * given, `alice< Success` the next one that it prints. A client starts with its first line. In the end the
 * input of each ends, and it leaves without a word.
 */
export async function playPiped(port: number, transcript: string): Promise<void> {
  const clients = new Map<string, PipedClient>();
  try {
    for (const line of transcript.split('\n').filter((one) => one.trim() !== '')) {
      const [, who = '', direction, said = ''] = /^\s*(\w+)([<>]) ?(.*)$/s.exec(line) ?? [];
      assert.ok(who, `a line of a transcript: ${line}`);
      const client = clients.get(who) ?? PipedClient.of(port);
      clients.set(who, client);
      if (direction === '>') client.say(said);
      else assert.equal(await client.next(), said, line.trim());
    }
    for (const [who, client] of clients) {
      const before = client.stdout;
      assert.deepEqual(await client.end(), { status: 0, stdout: before, stderr: '' }, who);
    }
  } finally {
    for (const client of clients.values()) client[Symbol.dispose]();
  }
}
