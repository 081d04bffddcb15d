/** `chinwag connect --tls` with servers whose certificates verify, are pinned, are new, or have changed. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { before, describe, test } from 'node:test';
import { createServer } from 'node:tls';
import { CHINWAG, cleanEnvironment, ServerProcess } from './support/server-process.ts';
import { Authority, Folder, startSelfSigned } from './support/tls.ts';
import { TmuxTerminal } from './support/tmux.ts';
import { until } from './support/until.ts';

/** Runs `chinwag connect` in a pipe, with `folder` as its user's. */
async function chat(
  folder: Folder,
  args: readonly (string | number)[],
  environment: Record<string, string> = {},
  input = 'login ann\nlist\n',
) {
  const child = spawn(process.execPath, [CHINWAG, 'connect', ...args.map(String)], {
    stdio: 'pipe',
    env: cleanEnvironment({ XDG_STATE_HOME: folder.file('state'), ...environment }),
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  await once(child, 'close');
  return { status: child.exitCode, stdout, stderr };
}

const FINE = { status: 0, stdout: 'Success\nann\n', stderr: '' };

/** The client on a terminal, with `folder` as its user's. */
function terminal(folder: Folder, ...args: (string | number)[]): TmuxTerminal {
  const command = [process.execPath, CHINWAG, 'connect', ...args.map(String)];
  return new TmuxTerminal(
    command,
    { columns: 100, rows: 24 },
    { XDG_STATE_HOME: folder.file('state') },
  );
}

function knownHosts(folder: Folder): string {
  const file = folder.file('state/chinwag/known_hosts');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function fingerprintOf(server: ServerProcess): Promise<string> {
  return until(
    () => /^chinwag TLS fingerprint (\S+)\n/m.exec(server.stdout)?.[1],
    () => `a fingerprint: ${server.stdout}`,
  );
}

/** A fingerprint that no key has. */
const OTHER = `SHA256:${'A'.repeat(43)}`;

describe('a certificate that an authority has signed', () => {
  let authority: Authority;
  before(async () => {
    authority = await Authority.create();
  });

  async function start(folder: Folder, ...names: string[]): Promise<ServerProcess> {
    const { certificate, key } = await authority.issue(...names);
    const options = ['--tls-cert', folder.write('cert.pem', certificate)];
    return ServerProcess.start(...options, '--tls-key', folder.write('key.pem', key));
  }

  test('is of no use where what is said could be read later, with its key', async () => {
    using folder = new Folder();
    const { certificate: cert, key } = await authority.issueRsa('localhost');
    const server = createServer({
      ...{ cert, key, maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' },
    });
    server.on('tlsClientError', () => {}).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const environment = { NODE_EXTRA_CA_CERTS: folder.write('ca.pem', authority.certificate) };
    const { status, stdout, stderr } = await chat(
      folder,
      ['--tls', 'localhost', port],
      environment,
    );
    server.close();
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /^chinwag: .*the TLS handshake failed/);
  });

  test('is verified by name and by address, and nothing is remembered', async () => {
    using folder = new Folder();
    await using server = await start(folder, 'localhost', '127.0.0.1');
    const environment = { NODE_EXTRA_CA_CERTS: folder.write('ca.pem', authority.certificate) };
    for (const host of ['localhost', '127.0.0.1']) {
      assert.deepEqual(await chat(folder, ['--tls', host, server.port], environment), FINE);
    }
    assert.equal(knownHosts(folder), '');
  });

  test('is verified by the authorities of the system', async () => {
    using folder = new Folder();
    await using server = await start(folder, '127.0.0.1');
    // OpenSSL's way to say which file has the authorities of the system.
    const environment = { SSL_CERT_FILE: folder.write('ca.pem', authority.certificate) };
    assert.deepEqual(await chat(folder, ['--tls', '127.0.0.1', server.port], environment), FINE);
  });

  test('is refused where the authority is not known, or the certificate is for another host', async () => {
    using folder = new Folder();
    await using server = await start(folder, 'elsewhere.test');
    const environment = { NODE_EXTRA_CA_CERTS: folder.write('ca.pem', authority.certificate) };
    const unknown = await chat(folder, ['--tls', '127.0.0.1', server.port]);
    assert.deepEqual([unknown.status, unknown.stdout], [1, '']);
    assert.match(unknown.stderr, /no authority that this system knows has signed it/);
    const misnamed = await chat(folder, ['--tls', 'localhost', server.port], environment);
    assert.deepEqual([misnamed.status, misnamed.stdout], [1, '']);
    assert.match(misnamed.stderr, /it is not for localhost/);
  });
});

describe('in a pipe', () => {
  test('an unknown key is refused in one line, that tells how to accept it', async () => {
    using folder = new Folder();
    await using server = await startSelfSigned(folder);
    const fingerprint = await fingerprintOf(server);
    const { status, stdout, stderr } = await chat(folder, ['--tls', '127.0.0.1', server.port]);
    assert.deepEqual([status, stdout], [1, '']);
    assert.equal(
      stderr,
      `chinwag: will not talk to 127.0.0.1:${server.port}: its certificate does not verify (it is signed by nobody but itself) and its key is not known; if ${fingerprint} is its fingerprint, connect once on a terminal, or with --fingerprint ${fingerprint}\n`,
    );
    assert.equal(knownHosts(folder), '');
    // Not a byte of what was typed has reached it.
    assert.ok(server.log.every(({ msg }) => msg !== 'logged in'));
  });

  test('--fingerprint names the key that the server must have', async () => {
    using folder = new Folder();
    await using server = await startSelfSigned(folder);
    const address = ['127.0.0.1', server.port];
    const fingerprint = await fingerprintOf(server);
    assert.deepEqual(await chat(folder, ['--fingerprint', fingerprint, ...address]), FINE);
    const other = await chat(folder, [...address, `--fingerprint=${OTHER}`]);
    assert.deepEqual([other.status, other.stdout], [1, '']);
    assert.match(
      other.stderr,
      /its key has the fingerprint \S+, and not the one that was asked for\n$/,
    );
    const nonsense = await chat(folder, ['--fingerprint', 'abc', ...address]);
    assert.equal(nonsense.status, 2);
    assert.match(nonsense.stderr, /^chinwag: --fingerprint: "abc" is not a fingerprint/);
  });

  test('a key that was remembered is accepted, and one that has changed refused loudly', async () => {
    using folder = new Folder();
    await using server = await startSelfSigned(folder);
    const address = `127.0.0.1:${server.port}`;
    mkdirSync(folder.file('state/chinwag'), { recursive: true });
    const file = 'state/chinwag/known_hosts';
    folder.write(file, `# mine\n${address} ${await fingerprintOf(server)} 2026-01-01\n`);
    assert.deepEqual(await chat(folder, ['--tls', '127.0.0.1', server.port]), FINE);
    folder.write(file, `${address} ${OTHER}\n`);
    const { status, stdout, stderr } = await chat(folder, ['--tls', '127.0.0.1', server.port]);
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /^chinwag: will not talk to \S+ THE KEY OF THE SERVER HAS CHANGED: .*\n$/);
    assert.ok(stderr.includes(`delete the line of ${address} in ${folder.file(file)}`), stderr);
    assert.equal(knownHosts(folder), `${address} ${OTHER}\n`);
  });

  test('a server without TLS is told apart', async () => {
    using folder = new Folder();
    await using server = await ServerProcess.start();
    const { status, stdout, stderr } = await chat(folder, ['--tls', '127.0.0.1', server.port]);
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /^chinwag: cannot connect to \S+: .*perhaps it does not speak TLS\n$/);
  });
});

describe('on a terminal', () => {
  test('a new key is shown and asked about once, then known, and TLS used again after a loss', async () => {
    using folder = new Folder();
    await using server = await startSelfSigned(folder);
    const { port } = server;
    const fingerprint = await fingerprintOf(server);
    using first = terminal(folder, '--tls', '127.0.0.1', port);
    await first.shows(
      new RegExp(`is\n +${RegExp.escape(fingerprint)}\n[\\s\\S]*Trust it\\? \\(yes/no\\)$`),
    );
    first.enter('perhaps');
    await first.shows('Please answer yes or no:');
    first.enter('yes');
    await first.shows(/\* connected to \S+; help shows the commands\n>$/);
    first.enter('login ann');
    await first.shows('\nSuccess\nann>');
    const file = folder.file('state/chinwag/known_hosts');
    assert.match(
      knownHosts(folder),
      new RegExp(
        `^#.*\n127\\.0\\.0\\.1:${port} ${RegExp.escape(fingerprint)} \\d{4}-\\d\\d-\\d\\d\n$`,
      ),
    );
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(statSync(folder.file('state/chinwag')).mode & 0o777, 0o700);

    using second = terminal(folder, '--tls', '127.0.0.1', port);
    await second.shows(/\* connected to \S+; help shows the commands\n>$/);

    await server.stop();
    await first.shows(/connection lost: [\s\S]*trying again\n>$/);
    await using again = await startSelfSigned(folder, '--port', String(port));
    await first.shows(/\* connected again\n\* logged in again as ann\nann>$/);
    await again.stop();
    rmSync(folder.file('data'), { recursive: true });
    await using _changed = await startSelfSigned(folder, '--port', String(port));
    await first.shows(/THE KEY OF THE SERVER HAS CHANGED[\s\S]*\n\[1\]\$$/);
  });

  test('a key that is not accepted is not talked to, nor remembered', async () => {
    using folder = new Folder();
    await using server = await startSelfSigned(folder);
    using client = terminal(folder, '--tls', '127.0.0.1', server.port);
    await client.shows('(yes/no)');
    client.enter('no');
    await client.shows(/will not talk to \S+: its key was not accepted\n\[1\]\$$/);
    assert.equal(knownHosts(folder), '');
  });

  test('a server that goes away while it is asked about ends the question', async () => {
    using folder = new Folder();
    await using server = await startSelfSigned(folder);
    using client = terminal(folder, '--tls', '127.0.0.1', server.port);
    await client.shows('(yes/no)');
    await server.stop();
    await client.shows(/cannot connect to \S+: the server closed the connection\n\[1\]\$$/);
    assert.equal(knownHosts(folder), '');
  });
});
