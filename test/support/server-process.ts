/** A real server, as a process of its own, for a test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

export const CHINWAG = fileURLToPath(new URL('../../bin/chinwag.mjs', import.meta.url));

/** The home folder of programs under test, for the lifetime of this process. */
const home = mkdtempSync(join(tmpdir(), 'chinwag-home-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
let homes = 0;

/** The environment without settings for the program under test, and with an empty home folder. */
export function cleanEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('CHINWAG_'));
  const folder = join(home, String(++homes));
  const folders = { XDG_DATA_HOME: join(folder, 'data'), XDG_STATE_HOME: join(folder, 'state') };
  return { ...Object.fromEntries(kept), ...folders, ...more };
}

/** A line of the server's log. */
export interface LogLine {
  readonly msg: string;
  readonly [key: string]: unknown;
}

export interface Launch {
  /** A program, and its arguments, that runs the server. */
  readonly under?: readonly string[];
  /** Additional environment variables. */
  readonly environment?: Record<string, string>;
  /** The `chinwag.mjs` of another Chinwag than this checkout's. */
  readonly program?: string;
}

/** Ended by `stop`, or by the end of an `await using` block. */
export class ServerProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  stdout = '';
  stderr = '';
  port = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.#exited = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  }

  /** Starts `chinwag serve` with `options`, without a rate limit and on a free port unless they say otherwise. */
  static async start(...options: string[]): Promise<ServerProcess> {
    return ServerProcess.launch(options).listening();
  }

  /** The same, without waiting until it listens: it may refuse to, or be killed before. */
  static launch(
    options: readonly string[],
    { under = [], environment, program = CHINWAG }: Launch = {},
  ) {
    const args = [
      ...under,
      process.execPath,
      program,
      'serve',
      '--port',
      '0',
      '--log-format',
      'json',
      // Every line, at once.
      '--log-level',
      'debug',
      '--log-rate-limit',
      'off',
      '--log-repeat-limit',
      'off',
      '--rate-limit',
      'off',
      ...options,
    ];
    const child = spawn(args[0] as string, args.slice(1), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: cleanEnvironment(environment),
    });
    return new ServerProcess(child);
  }

  /** Resolves when it accepts connections. */
  async listening(): Promise<this> {
    const [, port] = await until(
      () => /^chinwag listening on .*:(\d+)\n/.exec(this.stdout),
      () => `the server to listen; it said: ${this.stderr}`,
      () => this.#child.exitCode !== null || this.#child.signalCode !== null,
    );
    this.port = Number(port);
    return this;
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('the server did not start');
    return this.#child.pid;
  }

  /** The log so far, whole lines. */
  get log(): LogLine[] {
    return this.stderr
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as LogLine);
  }

  /** Resident memory in bytes; Linux. */
  get memoryBytes(): number {
    return this.#status('VmRSS');
  }

  /** The peak of resident memory since `restartPeak`. */
  get peakMemoryBytes(): number {
    return this.#status('VmHWM');
  }

  restartPeak(): void {
    writeFileSync(`/proc/${this.pid}/clear_refs`, '5');
  }

  #status(figure: string): number {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
    return Number(new RegExp(`^${figure}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024;
  }

  /** Sockets that are open; Linux. Files are not counted: the database and the runtime open theirs when they like. */
  get openSockets(): number {
    const folder = `/proc/${this.pid}/fd`;
    return readdirSync(folder).filter((fd) => linkOf(`${folder}/${fd}`)?.startsWith('socket:'))
      .length;
  }

  /** Resolves with the first line of the log that `matches`. */
  async logged(matches: (line: LogLine) => boolean): Promise<LogLine> {
    return until(
      () => this.log.find(matches),
      () => `a line in the log:\n${this.stderr}`,
    );
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Resolves with the exit of the process. */
  exited(): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    return this.#exited;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.signal(signal);
    return (await this.#exited).code;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.signal('SIGKILL');
    await this.#exited;
  }
}

/** The target of a symbolic link; null if it is gone. */
function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
