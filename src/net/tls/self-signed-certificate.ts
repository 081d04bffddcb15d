/** Makes a self-signed certificate. */
import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The longest that the strictest platforms (Apple's) accept for a certificate that a user has trusted. */
const VALID_MS = 825 * DAY_MS;

/** Clients' clocks may be behind ours. */
const BACKDATED_MS = HOUR_MS;

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A certificate (PEM) for `names`, host names and addresses; `key` is a P-256 key. */
export async function makeSelfSigned(
  key: KeyObject,
  names: readonly string[],
  validMs = VALID_MS,
): Promise<string> {
  // Loaded only when needed, which is rare: these modules take longer than the rest of the server.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const now = Date.now();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: ['Chinwag'] }],
    notBefore: new Date(now - BACKDATED_MS),
    notAfter: new Date(now + validMs),
    keys: {
      privateKey: key.toCryptoKey(ALGORITHM, false, ['sign']),
      publicKey: createPublicKey(key).toCryptoKey(ALGORITHM, true, ['verify']),
    },
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
      ),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}

/** Positive and random (RFC 5280 section 4.1.2.2): 16 bytes, of which the first is neither 0 nor negative. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f);
  return bytes.toString('hex');
}
