/** The owner's commands as processes, for a test, and a data folder to use them on. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ending } from './cli.ts';
import { LineClient } from './line-client.ts';
import { QUICK_PASSWORDS } from './people.ts';
import { CHINWAG, cleanEnvironment, ServerProcess } from './server-process.ts';

/** Passwords as cheap as argon2id gets. */
const QUICK = { CHINWAG_PASSWORD_MEMORY: '8KiB', CHINWAG_PASSWORD_PASSES: '1' };

export const PASSWORD = 'a-good-password';

/** Runs `chinwag` (`program`: another than this checkout's) with `args`, `input` on its standard input, to its end. */
export async function chinwag(
  args: readonly string[],
  input: string | Uint8Array = '',
  environment: Record<string, string> = {},
  program = CHINWAG,
): Promise<Ending> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: 'pipe',
    env: cleanEnvironment({ ...QUICK, ...environment }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // It need not read what it is given.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [status] = await once(child, 'close');
  return { status, stdout, stderr };
}

/** A folder for data, and one beside it for what comes out of it; both go at the end of a `using` block. */
export class OwnedData implements Disposable {
  readonly #base = mkdtempSync(join(tmpdir(), 'chinwag-owner-'));
  readonly folder = join(this.#base, 'data');

  /** A path outside the data. */
  beside(name: string): string {
    return join(this.#base, name);
  }

  /** A server of these data. */
  serve(...options: string[]): Promise<ServerProcess> {
    return ServerProcess.start('--data', this.folder, ...QUICK_PASSWORDS, ...options);
  }

  /** Runs a command of the owner's on these data. */
  run(args: readonly string[], input: string | Uint8Array = ''): Promise<Ending> {
    return chinwag([...args, '--data', this.folder], input);
  }

  /** Runs a command that must succeed; resolves with its standard output. */
  async output(args: readonly string[], input: string | Uint8Array = ''): Promise<string> {
    const ending = await this.run(args, input);
    assert.equal(ending.status, 0, `${args.join(' ')}: ${ending.stderr}`);
    return ending.stdout;
  }

  /** Runs a command that must fail; resolves with its only line of error output. */
  async problem(args: readonly string[], input: string | Uint8Array = ''): Promise<string> {
    const { status, stdout, stderr } = await this.run(args, input);
    assert.deepEqual({ status, stdout }, { status: 1, stdout: '' }, stderr);
    assert.match(stderr, /^chinwag: [^\n]+\n$/);
    return stderr.slice('chinwag: '.length, -1);
  }

  /** Registers everybody of `names`. */
  async register(...names: string[]): Promise<void> {
    for (const name of names) await this.output(['account', 'add', name], `${PASSWORD}\n`);
  }

  [Symbol.dispose](): void {
    rmSync(this.#base, { recursive: true, force: true });
  }
}

/** A registered person, logged in at the server at `port`. */
export async function logIn(port: number, name: string, password = PASSWORD): Promise<LineClient> {
  const client = await LineClient.connect(port);
  client.say(`login ${name}`);
  assert.equal(await client.next(), 'Failure');
  client.say(`password ${password}`);
  assert.equal(await client.next(), 'Success');
  return client;
}

/** Has `client` do `line`, which must succeed. */
export async function done(client: LineClient, line: string): Promise<void> {
  client.say(line);
  assert.equal(await client.next(), 'Success', line);
}
