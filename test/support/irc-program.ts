/** A program of IRC that runs in the background, as Debian has it, with files of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { cleanEnvironment } from './server-process.ts';
import { Folder } from './tls.ts';
import { until } from './until.ts';

/** Nobody: these programs warn root for half a minute, or refuse to run. */
const NOBODY = 65_534;

export class IrcProgram implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #folder: Folder;
  said = '';

  private constructor(child: ChildProcess, folder: Folder) {
    this.#child = child;
    this.#folder = folder;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.said += text;
      });
    }
  }

  /** Runs what `command` makes of a folder that has `files`: text by path. */
  static start(
    command: (folder: string) => readonly [string, ...string[]],
    files: Readonly<Record<string, string>>,
  ): IrcProgram {
    const folder = new Folder();
    const isRoot = process.getuid?.() === 0;
    const give = (path: string) => isRoot && chownSync(path, NOBODY, NOBODY);
    give(folder.path);
    for (const [name, text] of Object.entries(files)) {
      const path = folder.file(name);
      const inside = path
        .slice(folder.path.length + 1)
        .split('/')
        .slice(0, -1);
      mkdirSync(dirname(path), { recursive: true });
      for (let depth = 1; depth <= inside.length; depth++) {
        give(folder.file(inside.slice(0, depth).join('/')));
      }
      writeFileSync(path, text);
      chmodSync(path, 0o600);
      give(path);
    }
    const [program, ...args] = command(folder.path);
    const child = spawn(program, args, {
      cwd: folder.path,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: cleanEnvironment({ HOME: folder.path }),
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    });
    return new IrcProgram(child, folder);
  }

  /** Resolves when it has said what matches `expected`. */
  async says(expected: RegExp): Promise<void> {
    await until(
      () => expected.test(this.said),
      () => `${expected} in:\n${this.said}`,
      () => this.#child.exitCode !== null,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const isRunning = this.#child.exitCode === null && this.#child.signalCode === null;
    if (isRunning && this.#child.kill('SIGKILL')) await once(this.#child, 'exit');
    this.#folder[Symbol.dispose]();
  }
}
