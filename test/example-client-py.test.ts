/** The second implementation of the protocol, examples/client.py, against the server. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { WireClient } from './support/wire-client.ts';

const CLIENT = fileURLToPath(new URL('../examples/client.py', import.meta.url));

class PythonClient implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown[]>;
  stdout = '';
  stderr = '';

  constructor(port: number) {
    this.#child = spawn('python3', [CLIENT, '127.0.0.1', String(port)]);
    this.#child.stdout?.setEncoding('utf8').on('data', (text) => {
      this.stdout += text;
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text) => {
      this.stderr += text;
    });
    this.#ended = once(this.#child, 'close');
  }

  type(text: string): void {
    this.#child.stdin?.write(text);
  }

  end(): void {
    this.#child.stdin?.end();
  }

  async prints(text: string): Promise<void> {
    await until(
      () => this.stdout.includes(text),
      () => `${JSON.stringify(text)} in ${JSON.stringify(this.stdout + this.stderr)}`,
    );
  }

  async status(): Promise<unknown> {
    return (await this.#ended)[0];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}

describe('examples/client.py', () => {
  let server: ServerProcess;
  before(async () => {
    server = await ServerProcess.start();
  });
  after(() => server[Symbol.asyncDispose]());

  test('says and hears every frame of the protocol', async () => {
    await using python = new PythonClient(server.port);
    using alice = await WireClient.login(server.port, 'alice');
    python.type('sendto alice too early\nlogin Zoë\nlogin again\nlist\n');
    await python.prints('Failure\nSuccess\nFailure\nalice\nZoë\n');
    python.type('sendto alice   Grüße 🎈\nsendto bob hi\n');
    assert.equal(await alice.next(), 'Zoë:   Grüße 🎈');
    await python.prints('Zoë\nSuccess\nFailure\n');
    alice.say('sendto Zoë a\u2028b\u001b[31m');
    await python.prints('alice: a␤b^[[31m\n');
    python.type('list all\nsendto Zoë me\nnonsense\nlogout\nlogout\nexit\nlist\n');
    assert.equal(await python.status(), 0);
    assert.equal(
      python.stdout.split('^[[31m\n')[1],
      'Invalid command\nZoë: me\nSuccess\nInvalid command\nSuccess\nFailure\n',
    );
    assert.equal(python.stderr, '');
  });

  test('waits for what is owed at the end of its input', async () => {
    await using python = new PythonClient(server.port);
    python.type('login\nlogin end\nsendto end x\nlogout');
    python.end();
    assert.equal(await python.status(), 0);
    assert.equal(python.stdout, 'Bad username\nSuccess\nend: x\nSuccess\nSuccess\n');
  });

  test('says in a line that nobody listens, or that the connection was lost', async () => {
    const other = await ServerProcess.start();
    await using python = new PythonClient(other.port);
    python.type('login alice\n');
    await python.prints('Success\n');
    await other[Symbol.asyncDispose]();
    assert.equal(await python.status(), 1);
    assert.match(python.stderr, /^client: connection to .*\n$/);
    await using late = new PythonClient(other.port);
    assert.equal(await late.status(), 1);
    assert.match(late.stderr, /^client: connection to .*refused\n$/);
  });
});
