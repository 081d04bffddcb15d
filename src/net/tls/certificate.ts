/** Reads a certificate and its key, and checks that they belong together. */
import {
  constants,
  createHash,
  createPrivateKey,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { CIPHER_SUITES } from '../../protocol/cipher-suites.ts';
import { formatFingerprint } from '../../protocol/fingerprint.ts';

/** A certificate that cannot be used; the message says why in one line, for the operator. */
export class CertificateError extends Error {}

export interface Certificate {
  /** The context for new connections. */
  readonly context: SecureContext;
  /** The fingerprint of the public key, which outlives a renewal: `SHA256:…`. */
  readonly fingerprint: string;
  /** The fingerprint of the certificate itself, as browsers and openssl show it: `AB:CD:…`. */
  readonly certificateFingerprint: string;
  readonly expiresAt: Date;
  /** Did nobody but itself sign it? */
  readonly selfSigned: boolean;
  /** Its PEM source, which identifies it. */
  readonly pem: string;
}

/** The source of the current certificate. */
export interface CertificateSource {
  readonly current: Certificate;
  /** Checks for a new certificate; if that is invalid, it is logged and the old one stays. */
  reload(): Promise<void>;
  close(): void;
}

/** The part of the log that certificates use. */
export interface CertificateLog {
  note(message: string, details?: Record<string, unknown>): void;
  failed(message: string): void;
}

/**
 * Reads the certificate in `certificatePem` (its chain may follow) with the key in `keyPem`.
 * @throws CertificateError that names them `certificateName` and `keyName`
 */
export function readCertificate(
  certificatePem: string,
  keyPem: string,
  certificateName: string,
  keyName: string,
): Certificate {
  const certificate = attempt(
    () => new X509Certificate(certificatePem),
    `${certificateName} holds no certificate in PEM`,
  );
  const key = readKey(keyPem, keyName);
  if (!certificate.checkPrivateKey(key)) {
    throw new CertificateError(`the key in ${keyName} is not that of ${certificateName}`);
  }
  const context = attempt(
    () => secureContext(certificatePem, keyPem),
    `${certificateName} and ${keyName} cannot be used`,
  );
  return {
    context,
    fingerprint: formatFingerprint(
      createHash('sha256')
        .update(certificate.publicKey.export({ type: 'spki', format: 'der' }))
        .digest(),
    ),
    certificateFingerprint: certificate.fingerprint256,
    expiresAt: certificate.validToDate,
    selfSigned: certificate.verify(certificate.publicKey),
    pem: certificatePem + keyPem,
  };
}

function readKey(pem: string, name: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    // Both forms of encrypted keys (RFC 7468 section 11, RFC 1421 section 4.6.1.1).
    throw new CertificateError(
      /^-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(pem)
        ? `the key in ${name} is encrypted; it must be one without a passphrase`
        : `${name} holds no private key in PEM`,
    );
  }
}

function secureContext(cert: string, key: string): SecureContext {
  return createSecureContext({
    cert,
    key,
    ciphers: CIPHER_SUITES,
    // Set explicitly, because node --tls-min-v1.0 would change the default.
    minVersion: 'TLSv1.2',
    // Renegotiation would let a client of TLS 1.2 cause work again and again.
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
  });
}

function attempt<T>(work: () => T, problem: string): T {
  try {
    return work();
  } catch (error) {
    const { reason, message } = error as Error & { reason?: string };
    throw new CertificateError(`${problem} (${reason ?? message})`);
  }
}

/** Replaces `current` by the result of `read`; where that fails, it is logged and `current` stays. */
export async function replacement(
  current: Certificate,
  read: () => Certificate | Promise<Certificate>,
  log: CertificateLog,
): Promise<Certificate> {
  try {
    const found = await read();
    if (found.pem === current.pem) return current;
    announce(log, 'TLS certificate replaced', found);
    return found;
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    log.failed(`keeping the TLS certificate in use: ${error.message}`);
    return current;
  }
}

/** Logs that a certificate is in use from now on. */
export function announce(log: CertificateLog, what: string, certificate: Certificate): void {
  const { fingerprint, certificateFingerprint, expiresAt } = certificate;
  log.note(what, {
    key: fingerprint,
    certificate: `SHA-256 ${certificateFingerprint}`,
    expires: expiresAt.toISOString(),
  });
  if (expiresAt.getTime() < Date.now()) {
    log.failed('the TLS certificate has expired: clients will refuse it');
  }
}
