/** strace on a server that runs: it writes down the system calls, or makes some of them fail or take long. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { until } from './until.ts';

/** Why no process can be traced here; false where one can. */
export function noStrace(): string | false {
  const sleeper = spawn('sleep', ['60'], { stdio: 'ignore' });
  try {
    const tried = spawnSync('timeout', ['5', 'strace', '-o', '/dev/null', '-p', `${sleeper.pid}`], {
      encoding: 'utf8',
    });
    // It ends only because its time is over.
    if (tried.status === 124) return false;
    return `strace cannot be used here: ${tried.error?.message ?? tried.stderr}`;
  } finally {
    sleeper.kill();
  }
}

export class Strace implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #stderr = '';

  private constructor(pid: number, args: readonly string[]) {
    this.#child = spawn('strace', ['-f', '-p', String(pid), ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    this.#ended = once(this.#child, 'close');
  }

  /** Resolves when every thread of the process `pid` is traced; `args` as strace has them. */
  static async attach(pid: number, ...args: string[]): Promise<Strace> {
    const strace = new Strace(pid, args);
    await until(
      () => / attached/.test(strace.#stderr),
      () => `strace to attach; it said: ${strace.#stderr}`,
      () => strace.#child.exitCode !== null,
    );
    return strace;
  }

  /** Resolves when the process goes on as if nothing had been, and all that happened is written down. */
  async detach(): Promise<void> {
    this.#child.kill('SIGINT');
    await this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.detach();
  }
}
