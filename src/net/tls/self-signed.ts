/** A self-signed certificate that the server makes and keeps. */
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  announce,
  type Certificate,
  CertificateError,
  type CertificateLog,
  type CertificateSource,
  readCertificate,
  replacement,
} from './certificate.ts';
import { readKeyFile } from './key-file.ts';
import { makeSelfSigned } from './self-signed-certificate.ts';

const KEY_FILE = 'tls-key.pem';
const CERTIFICATE_FILE = 'tls-cert.pem';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The certificate is replaced when it is valid for less than this. */
const RENEWAL_MS = 30 * DAY_MS;

/** How often a running server checks whether it is due. */
const LOOK_MS = 12 * HOUR_MS;

/**
 * The key is made once and stays, because clients remember its fingerprint. The certificate around it is replaced
 * before it expires.
 */
export class SelfSigned implements CertificateSource {
  readonly #folder: string;
  readonly #names: readonly string[];
  readonly #log: CertificateLog;
  #current: Certificate;
  readonly #timer: NodeJS.Timeout;

  private constructor(
    folder: string,
    names: readonly string[],
    log: CertificateLog,
    current: Certificate,
  ) {
    this.#folder = folder;
    this.#names = names;
    this.#log = log;
    this.#current = current;
    this.#timer = setInterval(() => void this.reload(), LOOK_MS).unref();
    announce(log, 'speaking TLS with a certificate of its own', current);
  }

  /**
   * Takes the certificate from `folder`, or makes one there for `names` (host names and addresses).
   * @throws CertificateError
   */
  static async open(folder: string, names: readonly string[], log: CertificateLog) {
    return new SelfSigned(folder, names, log, await readOrMake(folder, names));
  }

  get current(): Certificate {
    return this.#current;
  }

  async reload(): Promise<void> {
    const read = () => readOrMake(this.#folder, this.#names);
    this.#current = await replacement(this.#current, read, this.#log);
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

async function readOrMake(folder: string, names: readonly string[]): Promise<Certificate> {
  const keyFile = join(folder, KEY_FILE);
  const certificateFile = join(folder, CERTIFICATE_FILE);
  try {
    const keyPem = ifThere(() => readKeyFile(keyFile)) ?? makeKey(folder, keyFile);
    const pem = ifThere(() => readFileSync(certificateFile, 'utf8'));
    if (pem !== null) {
      const certificate = readCertificate(pem, keyPem, certificateFile, keyFile);
      if (certificate.expiresAt.getTime() - Date.now() > RENEWAL_MS) return certificate;
    }
    return await makeCertificate(certificateFile, keyFile, keyPem, names);
  } catch (error) {
    if (error instanceof CertificateError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CertificateError(`cannot keep a TLS certificate in ${folder}: ${message}`);
  }
}

function ifThere(read: () => string): string | null {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Returns the key that is in the file in the end: when two servers start at once, one of them has made it. */
function makeKey(folder: string, file: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const draft = writeDraft(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  try {
    // Unlike a rename, this fails where there is a key already.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, 'utf8');
}

async function makeCertificate(
  file: string,
  keyFile: string,
  keyPem: string,
  names: readonly string[],
): Promise<Certificate> {
  let pem: string;
  try {
    pem = await makeSelfSigned(createPrivateKey(keyPem), names);
  } catch {
    throw new CertificateError(
      `${keyFile} holds no key that a certificate can be made for; delete it to have a new one made`,
    );
  }
  renameSync(writeDraft(file, pem), file);
  return readCertificate(pem, keyPem, file, keyFile);
}

/** Writes `text` to a file beside `file`, readable by its owner only. */
function writeDraft(file: string, text: string): string {
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true });
  return draft;
}
