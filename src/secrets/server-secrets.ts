/** Implements the port Secrets with Node's cryptography. */
import type { Secrets } from '../chat/secrets.ts';
import { Passwords } from './passwords.ts';
import type { PasswordSettings } from './settings.ts';
import { digest, newCode, newToken } from './tokens.ts';

/** @throws RangeError where argon2id does not accept the parameters, or they exceed the limits */
export function serverSecrets(settings: PasswordSettings): Secrets {
  const passwords = new Passwords(settings);
  return {
    hash: (...asked) => passwords.hash(...asked),
    verify: (...asked) => passwords.verify(...asked),
    outdated: (record) => passwords.outdated(record),
    newToken,
    newCode,
    digest,
  };
}
