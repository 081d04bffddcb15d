/** Fingerprints of public keys, for people to compare: `SHA256:` and 43 characters. */

const PREFIX = 'SHA256:';
const SHA256_BYTES = 32;

/** The fingerprint of the key whose SHA-256 hash (of its SubjectPublicKeyInfo, DER) is `digest`. */
export function formatFingerprint(digest: Uint8Array): string {
  return PREFIX + digest.toBase64({ omitPadding: true });
}

/** Does `text` have the form that `formatFingerprint` writes? */
export function isFingerprint(text: string): boolean {
  if (!text.startsWith(PREFIX)) return false;
  try {
    const digest = Uint8Array.fromBase64(text.slice(PREFIX.length), {
      lastChunkHandling: 'loose',
    });
    return digest.length === SHA256_BYTES && formatFingerprint(digest) === text;
  } catch {
    return false;
  }
}
