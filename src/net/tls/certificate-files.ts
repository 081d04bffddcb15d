/** A certificate in files that another program renews, such as certbot. */
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
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

/**
 * How often the files are checked. Polling sees every way to replace a file: overwriting, renaming, a symbolic link in
 * its path, a network file system.
 */
const POLL_MS = 2000;

/** After a change, the other file of the pair gets this long to follow. */
const SETTLE_MS = 500;

export class CertificateFiles implements CertificateSource {
  readonly #certificateFile: string;
  readonly #keyFile: string;
  readonly #log: CertificateLog;
  #current: Certificate;
  #settling: NodeJS.Timeout | undefined;

  private constructor(certificateFile: string, keyFile: string, log: CertificateLog) {
    this.#certificateFile = certificateFile;
    this.#keyFile = keyFile;
    this.#log = log;
    this.#current = this.#read();
    announce(log, 'speaking TLS', this.#current);
    for (const file of [certificateFile, keyFile]) {
      watchFile(file, { interval: POLL_MS, persistent: false }, this.#changed);
    }
  }

  /** @throws CertificateError where the files do not hold a certificate and its key */
  static async open(certificateFile: string, keyFile: string, log: CertificateLog) {
    return new CertificateFiles(certificateFile, keyFile, log);
  }

  get current(): Certificate {
    return this.#current;
  }

  async reload(): Promise<void> {
    clearTimeout(this.#settling);
    this.#current = await replacement(this.#current, () => this.#read(), this.#log);
  }

  close(): void {
    clearTimeout(this.#settling);
    for (const file of [this.#certificateFile, this.#keyFile]) unwatchFile(file, this.#changed);
  }

  readonly #changed = (): void => {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => void this.reload(), SETTLE_MS);
  };

  #read(): Certificate {
    const [certificate, key] = [this.#certificateFile, this.#keyFile];
    return readCertificate(
      attempt(certificate, () => readFileSync(certificate, 'utf8')),
      attempt(key, () => readKeyFile(key)),
      certificate,
      key,
    );
  }
}

function attempt(file: string, read: () => string): string {
  try {
    return read();
  } catch (error) {
    if (error instanceof CertificateError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new CertificateError(`${file}: there is no such file`);
    throw new CertificateError(`${file} cannot be read (${code ?? message})`);
  }
}
