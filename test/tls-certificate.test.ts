/** The server's certificate: its sources, its checks, and its renewal while connections continue. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { before, describe, test } from 'node:test';
import { makeSelfSigned } from '../src/net/tls/self-signed-certificate.ts';
import { CHINWAG, cleanEnvironment, ServerProcess } from './support/server-process.ts';
import {
  Authority,
  dialTls,
  Folder,
  makeKey,
  type Pair,
  startSelfSigned,
  tlsLogin,
} from './support/tls.ts';
import { until } from './support/until.ts';
import type { WireClient } from './support/wire-client.ts';

let authority: Authority;
let first: Pair;
let second: Pair;
before(async () => {
  authority = await Authority.create();
  first = await authority.issue('first.test');
  second = await authority.issue('second.test');
});

/** Starts a server that fails at once. */
function failedStart(...options: string[]) {
  const args = [CHINWAG, 'serve', '--port', '0', '--log-level', 'silent', ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: cleanEnvironment(),
    timeout: 30_000,
  });
  return { status, stdout, stderr };
}

/** The certificate that a new connection is given. */
async function served(port: number): Promise<X509Certificate> {
  const socket = await dialTls(port);
  const certificate = socket.getPeerX509Certificate();
  socket.destroy();
  assert.ok(certificate);
  return certificate;
}

function startWith(certificate: string, key: string): Promise<ServerProcess> {
  return ServerProcess.start('--tls-cert', certificate, '--tls-key', key);
}

/** The connection goes on. */
async function stillTalks(client: WireClient): Promise<void> {
  client.say('list');
  assert.match(await client.next(), /^\[alice/);
}

describe('the options', () => {
  test('that contradict each other are named', () => {
    using folder = new Folder();
    const certificate = folder.write('cert.pem', first.certificate);
    const key = folder.write('key.pem', first.key);
    assert.deepEqual(failedStart('--tls-cert', certificate), {
      status: 2,
      stdout: '',
      stderr: 'chinwag: --tls-cert needs --tls-key, the file with its key\n',
    });
    assert.deepEqual(failedStart('--tls-key', key), {
      status: 2,
      stdout: '',
      stderr: 'chinwag: --tls-key needs --tls-cert, the file with its certificate\n',
    });
    assert.deepEqual(failedStart('--require-tls'), {
      status: 2,
      stdout: '',
      stderr: 'chinwag: --require-tls needs --tls-cert and --tls-key, or --tls self-signed\n',
    });
    assert.deepEqual(
      failedStart('--tls', 'self-signed', '--tls-cert', certificate, '--tls-key', key),
      {
        status: 2,
        stdout: '',
        stderr: 'chinwag: --tls self-signed makes a certificate, and --tls-cert has one: choose\n',
      },
    );
  });
});

describe('a certificate in files', () => {
  test('that cannot be used is one line at the start, and status 1', () => {
    using folder = new Folder();
    const certificate = folder.write('cert.pem', first.certificate);
    const key = folder.write('key.pem', first.key);
    const otherKey = folder.write('other.pem', second.key);
    const nonsense = folder.write('nonsense.pem', 'nonsense\n');
    const missing = folder.file('missing.pem');
    const { keyObject } = makeKey();
    const locked = folder.write(
      'locked.pem',
      keyObject
        .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'secret' })
        .toString(),
    );
    const open = folder.write('open.pem', first.key);
    chmodSync(open, 0o644);
    const cases: readonly (readonly [string, string, string | RegExp])[] = [
      [certificate, otherKey, `the key in ${otherKey} is not that of ${certificate}`],
      [missing, key, `${missing}: there is no such file`],
      [certificate, missing, `${missing}: there is no such file`],
      [folder.path, key, `${folder.path} cannot be read (EISDIR)`],
      [
        certificate,
        open,
        `${open}: others may use this key (mode 644); chmod 600 makes it yours alone, if nobody has read it yet`,
      ],
      [certificate, nonsense, `${nonsense} holds no private key in PEM`],
      [
        certificate,
        locked,
        `the key in ${locked} is encrypted; it must be one without a passphrase`,
      ],
    ];
    for (const [cert, keyFile, problem] of cases) {
      assert.deepEqual(failedStart('--tls-cert', cert, '--tls-key', keyFile), {
        status: 1,
        stdout: '',
        stderr: `chinwag: ${problem}\n`,
      });
    }
    const { status, stderr } = failedStart('--tls-cert', nonsense, '--tls-key', key);
    assert.equal(status, 1);
    assert.match(stderr, /^chinwag: \S+nonsense\.pem holds no certificate in PEM \(.*\)\n$/);
  });

  test('is read again on SIGHUP, and no connection is dropped', async () => {
    using folder = new Folder();
    const certificate = folder.write('cert.pem', first.certificate);
    const key = folder.write('key.pem', first.key);
    await using server = await startWith(certificate, key);
    assert.match((await served(server.port)).subjectAltName ?? '', /first\.test/);
    using alice = await tlsLogin(server.port, 'alice');
    folder.write('cert.pem', second.certificate);
    folder.write('key.pem', second.key);
    server.signal('SIGHUP');
    await server.logged(({ msg }) => msg === 'TLS certificate replaced');
    assert.match((await served(server.port)).subjectAltName ?? '', /second\.test/);
    await stillTalks(alice);
  });

  test('is read again when its files change, however they are replaced', async () => {
    using folder = new Folder();
    // As certbot has it: names that are symbolic links to the files of the day.
    for (const [day, pair] of Object.entries({ day1: first, day2: second })) {
      mkdirSync(folder.file(day));
      folder.write(`${day}/cert.pem`, pair.certificate);
      folder.write(`${day}/key.pem`, pair.key);
    }
    const [certificate, key] = [folder.file('cert.pem'), folder.file('key.pem')];
    symlinkSync('day1/cert.pem', certificate);
    symlinkSync('day1/key.pem', key);
    await using server = await startWith(certificate, key);
    using alice = await tlsLogin(server.port, 'alice');
    const replacements = (): number =>
      server.log.filter(({ msg }) => msg === 'TLS certificate replaced').length;

    for (const [name, file] of Object.entries({ 'cert.pem': certificate, 'key.pem': key })) {
      symlinkSync(`day2/${name}`, folder.file('link'));
      renameSync(folder.file('link'), file);
    }
    await until(
      () => replacements() === 1,
      () => `links that are turned elsewhere to be noticed:\n${server.stderr}`,
    );
    assert.match((await served(server.port)).subjectAltName ?? '', /second\.test/);

    renameSync(folder.write('new-cert', first.certificate), certificate);
    renameSync(folder.write('new-key', first.key), key);
    await until(
      () => replacements() === 2,
      () => `files that are renamed over to be noticed:\n${server.stderr}`,
    );
    assert.match((await served(server.port)).subjectAltName ?? '', /first\.test/);

    folder.write('cert.pem', second.certificate);
    folder.write('key.pem', second.key);
    await until(
      () => replacements() === 3,
      () => `files that are written over to be noticed:\n${server.stderr}`,
    );
    assert.match((await served(server.port)).subjectAltName ?? '', /second\.test/);
    await stillTalks(alice);
  });

  test('that is replaced by a bad one is kept in use, and the log says why in a line', async () => {
    using folder = new Folder();
    const certificate = folder.write('cert.pem', first.certificate);
    const key = folder.write('key.pem', first.key);
    await using server = await startWith(certificate, key);
    using alice = await tlsLogin(server.port, 'alice');
    const bad: readonly (readonly [() => unknown, string])[] = [
      [
        () => folder.write('cert.pem', second.certificate),
        `the key in ${key} is not that of ${certificate}`,
      ],
      [() => folder.write('cert.pem', ''), `${certificate} holds no certificate in PEM`],
      [() => rmSync(certificate), `${certificate}: there is no such file`],
    ];
    for (const [change, problem] of bad) {
      change();
      server.signal('SIGHUP');
      await server.logged(
        ({ msg, level }) =>
          level === 50 && msg.startsWith(`keeping the TLS certificate in use: ${problem}`),
      );
      assert.match((await served(server.port)).subjectAltName ?? '', /first\.test/);
    }
    folder.write('cert.pem', second.certificate);
    folder.write('key.pem', second.key);
    server.signal('SIGHUP');
    await server.logged(({ msg }) => msg === 'TLS certificate replaced');
    assert.match((await served(server.port)).subjectAltName ?? '', /second\.test/);
    await stillTalks(alice);
  });
});

describe('a certificate of the server itself', () => {
  function fingerprintPrinted(server: ServerProcess): Promise<string> {
    return until(
      () => /^chinwag TLS fingerprint (SHA256:\S{43})\n/m.exec(server.stdout)?.[1],
      () => `a fingerprint: ${server.stdout}`,
    );
  }

  test('is made once: a restart has the same, and the fingerprint printed is the one served', async () => {
    using folder = new Folder();
    const fingerprints = new Set<string>();
    const certificates = new Set<string>();
    for (const _ of ['first start', 'second start']) {
      await using server = await startSelfSigned(folder);
      const printed = await fingerprintPrinted(server);
      const certificate = await served(server.port);
      assert.equal(printed, await fingerprintOf(certificate));
      fingerprints.add(printed);
      certificates.add(certificate.fingerprint256);
      assert.equal(await server.stop(), 0);
    }
    assert.equal(fingerprints.size, 1);
    assert.equal(certificates.size, 1);
    const data = folder.file('data');
    assert.equal(statSync(data).mode & 0o777, 0o700);
    assert.equal(statSync(`${data}/tls-key.pem`).mode & 0o777, 0o600);
  });

  test('is for this machine and the host that was given, and valid for years', async () => {
    using folder = new Folder();
    await using server = await startSelfSigned(folder, '--host', '127.0.0.1');
    const certificate = await served(server.port);
    for (const name of ['localhost']) assert.equal(certificate.checkHost(name), name);
    for (const address of ['127.0.0.1', '::1']) assert.ok(certificate.checkIP(address));
    assert.ok(certificate.validToDate.getTime() > Date.now() + 800 * 86_400_000);
    assert.equal(certificate.ca, false);
    assert.ok(certificate.verify(certificate.publicKey));
  });

  test('is made anew before it expires, with the same key', async () => {
    using folder = new Folder();
    const { key, keyObject } = makeKey();
    const week = await makeSelfSigned(keyObject, ['localhost'], 7 * 86_400_000);
    mkdirSync(folder.file('data'), { mode: 0o700 });
    folder.write('data/tls-key.pem', key);
    folder.write('data/tls-cert.pem', week);
    await using server = await startSelfSigned(folder);
    const certificate = await served(server.port);
    assert.notEqual(certificate.fingerprint256, new X509Certificate(week).fingerprint256);
    assert.equal(await fingerprintPrinted(server), await fingerprintOf(new X509Certificate(week)));
    assert.equal(readFileSync(folder.file('data/tls-key.pem'), 'utf8'), key);
  });

  test('that cannot be kept is one line at the start, and status 1', () => {
    using folder = new Folder();
    const file = folder.write('file', '');
    const { status, stderr } = failedStart('--tls', 'self-signed', '--data', file);
    assert.equal(status, 1);
    assert.match(stderr, /^chinwag: \S+file: not a folder\n$/);
    folder.write('tls-key.pem', 'nonsense');
    const bad = failedStart('--tls', 'self-signed', '--data', folder.path);
    assert.equal(bad.status, 1);
    assert.match(bad.stderr, /^chinwag: \S+tls-key\.pem holds no key .*; delete it .*\n$/);
  });
});

/** Reckoned here by other means than the server's. */
async function fingerprintOf({ publicKey }: X509Certificate): Promise<string> {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(der));
  return `SHA256:${Buffer.from(digest).toString('base64').replace('=', '')}`;
}
