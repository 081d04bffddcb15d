/** TLS for tests: certificates, and clients that trust them blindly. */
import { createPrivateKey, generateKeyPairSync, type webcrypto } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { ServerProcess } from './server-process.ts';
import { until } from './until.ts';
import { WireClient } from './wire-client.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
};
const DAY_MS = 86_400_000;

/** A certificate and its key, PEM. */
export interface Pair {
  readonly certificate: string;
  readonly key: string;
}

/** An authority that signs whatever it is asked to. */
export class Authority {
  /** Its own certificate, PEM. */
  readonly certificate: string;
  readonly #keys: webcrypto.CryptoKeyPair;

  private constructor(certificate: string, keys: webcrypto.CryptoKeyPair) {
    this.certificate = certificate;
    this.#keys = keys;
  }

  static async create(): Promise<Authority> {
    const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const certificate = await X509CertificateGenerator.createSelfSigned({
      serialNumber: '01',
      name: 'CN=An authority',
      notBefore: new Date(Date.now() - DAY_MS),
      notAfter: new Date(Date.now() + DAY_MS),
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [new BasicConstraintsExtension(true, undefined, true)],
    });
    return new Authority(certificate.toString('pem'), keys);
  }

  /** A certificate for `names`, with a key of its own. */
  async issue(...names: string[]): Promise<Pair> {
    return this.#sign(names, await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']));
  }

  /** The same with a key that a client of TLS 1.2 could encrypt a secret for. */
  async issueRsa(...names: string[]): Promise<Pair> {
    return this.#sign(names, await crypto.subtle.generateKey(RSA, true, ['sign', 'verify']));
  }

  async #sign(names: readonly string[], keys: webcrypto.CryptoKeyPair): Promise<Pair> {
    const certificate = await X509CertificateGenerator.create({
      serialNumber: '02',
      subject: 'CN=A server',
      issuer: 'CN=An authority',
      notBefore: new Date(Date.now() - DAY_MS),
      notAfter: new Date(Date.now() + DAY_MS),
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new SubjectAlternativeNameExtension(
          names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
        ),
      ],
    });
    const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
    return { certificate: certificate.toString('pem'), key: pem('PRIVATE KEY', key) };
  }
}

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** A key such as the server makes for itself. */
export function makeKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { key, keyObject: createPrivateKey(key) };
}

/** A folder that is gone at the end of a `using` block. */
export class Folder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'chinwag-tls-'));

  /** The path of a file in it. */
  file(name: string): string {
    return join(this.path, name);
  }

  write(name: string, content: string): string {
    // Keys are secret, so every file is private.
    writeFileSync(this.file(name), content, { mode: 0o600 });
    return this.file(name);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}

/** A server that speaks TLS with a certificate of its own, kept in `folder`. */
export async function startSelfSigned(
  folder: Folder,
  ...options: string[]
): Promise<ServerProcess> {
  const own = ['--tls', 'self-signed', '--data', folder.file('data')];
  const server = await ServerProcess.start(...own, ...options);
  // It says so after it has said where it listens.
  await until(
    () => server.stdout.includes('fingerprint'),
    () => `the fingerprint; it said: ${server.stdout}`,
  );
  return server;
}

/** A socket to the server at `port`, inside TLS. */
export async function dialTls(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options });
  socket.setNoDelay(true);
  await once(socket, 'secureConnect');
  return socket;
}

export async function tlsClient(port: number, options?: ConnectionOptions): Promise<WireClient> {
  return new WireClient(await dialTls(port, options));
}

/** Connects inside TLS and logs in. */
export async function tlsLogin(port: number, name: string): Promise<WireClient> {
  const client = await tlsClient(port);
  client.say(`login ${name}`);
  const answer = await client.next();
  if (answer !== 'Success') throw new Error(`login ${name}: ${answer}`);
  return client;
}
