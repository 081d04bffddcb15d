/** Runs the client as a real process in a pipe. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { CHINWAG, cleanEnvironment } from './server-process.ts';
import { until } from './until.ts';

/** The end of a client: its exit status and its output. */
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
  /** How many lines of standard output `next` has returned. */
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
    // Errors of writing to an ended client are ignored: tests check how it ended.
    this.child.stdin?.on('error', () => {});
    this.#closed = once(this.child, 'close');
  }

  /** A client of the server at `port` of this machine. */
  static of(port: number): PipedClient {
    return new PipedClient('127.0.0.1', port);
  }

  /** Writes `text` to standard input, unchanged. */
  write(text: string | Uint8Array): void {
    this.child.stdin?.write(text);
  }

  /** Writes a line to standard input. */
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

  /** Checks that the next lines are `lines`. */
  async hears(...lines: string[]): Promise<void> {
    for (const line of lines) assert.equal(await this.next(), line);
  }

  /** Ends standard input; resolves with the client's end. */
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
 * Plays `transcript` with the server at `port`: `alice> login alice` is a line of input to the client alice, and
 * `alice< Success` the next line that it prints. A client starts with its first line. At the end of the transcript,
 * the input of each client ends, and it must print nothing more.
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
