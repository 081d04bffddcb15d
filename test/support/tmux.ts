/** A real terminal for a test: a tmux server of its own, with one pane. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHINWAG, cleanEnvironment } from './server-process.ts';
import { until } from './until.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Quotes `word` for a shell. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** A pane in which `command` runs under a shell; everything is ended with a `using` block. */
export class TmuxTerminal implements Disposable {
  /** Holds the socket of a tmux server that no other test, and nobody on this machine, has. */
  readonly #folder = mkdtempSync(join(tmpdir(), 'chinwag-tmux-'));

  constructor(
    command: readonly string[],
    { columns, rows }: Size,
    environment: Record<string, string>,
  ) {
    const words = command.map(quoted).join(' ');
    const set = Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`);
    // An interactive shell, as with people: it has job control. Its prompt tells how the program ended.
    const shell = `PS1='[$?]$ ' exec bash --norc --noprofile -i`;
    this.#tmux(
      ...['-f', '/dev/null', 'new-session', '-d', '-x', String(columns), '-y', String(rows), shell],
    );
    try {
      this.enter(`clear; env ${set.join(' ')} ${words}`);
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  /** `chinwag connect` with `options` to the server at `port`. */
  static chinwag(
    port: number,
    size: Size = { columns: 60, rows: 20 },
    environment: Record<string, string> = {},
    ...options: string[]
  ): TmuxTerminal {
    const command = [process.execPath, CHINWAG, 'connect', ...options, '127.0.0.1', String(port)];
    return new TmuxTerminal(command, size, environment);
  }

  /** Types `text` as it is. */
  type(text: string): void {
    this.#tmux('send-keys', '-l', text);
  }

  /** Presses keys by tmux's names for them, such as `Enter`, `C-c` and `Up`. */
  press(...keys: string[]): void {
    this.#tmux('send-keys', ...keys);
  }

  /** Types a line and presses Return. */
  enter(line: string): void {
    this.type(line);
    this.press('Enter');
  }

  /** Types bytes, as they are, at once. */
  send(bytes: string | Uint8Array): void {
    const codes = Array.from(Buffer.from(bytes), (byte) => byte.toString(16));
    this.#tmux('send-keys', '-H', ...codes);
  }

  /** Pastes `text`, with the marks of a paste around it where the program wants them; `plainly`: without. */
  paste(text: string, plainly = false): void {
    const file = join(this.#folder, 'clipboard');
    writeFileSync(file, text);
    this.#tmux('load-buffer', file);
    this.#tmux('paste-buffer', '-d', ...(plainly ? [] : ['-p']));
  }

  /** Does a program read key by key, unseen? */
  get raw(): boolean {
    const tty = this.#tmux('display-message', '-p', '#{pane_tty}').trim();
    const modes = execFileSync('stty', ['-F', tty, '-a'], { encoding: 'utf8' });
    // A shell that edits a line leaves Ctrl-C to the terminal.
    return /^-isig\b/m.test(modes) && / -echo\b/.test(modes);
  }

  /** The process that the shell has started. */
  get pid(): number {
    const shell = this.#tmux('display-message', '-p', '#{pane_pid}').trim();
    return Number(readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').split(' ')[0]);
  }

  resize(columns: number, rows = 20): void {
    this.#tmux('resize-window', '-x', String(columns), '-y', String(rows));
  }

  /** What the screen shows, without empty lines at the end. */
  get screen(): string {
    return this.#tmux('capture-pane', '-p').replace(/\s+$/, '');
  }

  /** The screen, and what has scrolled off it. */
  get history(): string {
    return this.#tmux('capture-pane', '-p', '-S', '-').replace(/\s+$/, '');
  }

  /** The screen, as somebody copies it: what the terminal has broken into several rows is one line. */
  get unbroken(): string {
    return this.#tmux('capture-pane', '-p', '-J');
  }

  /** The screen with the escape sequences of its colours. */
  get colouredScreen(): string {
    return this.#tmux('capture-pane', '-p', '-e').replace(/\s+$/, '');
  }

  get lines(): string[] {
    return this.screen.split('\n');
  }

  /** Where the cursor is, from 0. */
  get cursor(): { readonly x: number; readonly y: number } {
    const [x, y] = this.#tmux('display-message', '-p', '#{cursor_x} #{cursor_y}').split(' ');
    return { x: Number(x), y: Number(y) };
  }

  /** Resolves when the screen matches `expected`; a string is how it ends. */
  async shows(expected: string | RegExp | ((screen: string) => boolean)): Promise<void> {
    const matches =
      typeof expected === 'function'
        ? expected
        : (screen: string) =>
            typeof expected === 'string' ? screen.endsWith(expected) : expected.test(screen);
    await until(
      () => matches(this.screen),
      () => `${expected} on the screen, which shows:\n${this.screen}`,
    );
  }

  /** Enters `line` on a screen of its own, and resolves with that screen once the answer is whole. */
  async answer(line: string): Promise<string> {
    this.press('C-l');
    // Or the answer to the same line before would be taken for this one.
    await this.shows(/^\S*>$/);
    this.enter(line);
    const asked = RegExp.escape(line);
    let screen = '';
    await this.shows((now) => {
      screen = now;
      return new RegExp(`^\\S*> ${asked}\n(.+\n)+\\S*>$`).test(now);
    });
    return screen;
  }

  /** Enters `line` again and again, each time after the answer to the last, until one matches `wanted`. */
  async answers(line: string, wanted: RegExp): Promise<void> {
    await until(
      async () => wanted.test(await this.answer(line)),
      () => `${wanted} in answer to ${line}; the screen shows:\n${this.screen}`,
    );
  }

  #tmux(...args: string[]): string {
    return execFileSync('tmux', ['-u', '-S', join(this.#folder, 'socket'), ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: cleanEnvironment({ TMUX: '', LC_ALL: 'C.UTF-8' }),
    });
  }

  [Symbol.dispose](): void {
    try {
      this.#tmux('kill-server');
    } finally {
      rmSync(this.#folder, { recursive: true, force: true });
    }
  }
}
