/** Reads the file of a private key, and refuses one that others can read. */
import { readFileSync, statSync } from 'node:fs';
import { CertificateError } from './certificate.ts';

/** The owner may do anything, and the group may read: Debian's group ssl-cert has its keys so. */
const NOT_FOR_OTHERS = 0o027;

/**
 * @throws CertificateError where others could have read or replaced the key; the system's error where it cannot be read
 */
export function readKeyFile(file: string): string {
  const { mode } = statSync(file);
  if ((mode & NOT_FOR_OTHERS) !== 0) {
    const shown = (mode & 0o777).toString(8);
    throw new CertificateError(
      `${file}: others may use this key (mode ${shown}); chmod 600 makes it yours alone, if nobody has read it yet`,
    );
  }
  return readFileSync(file, 'utf8');
}
