/** Secrets that nobody can guess: tokens for programs, codes for people. */
import { createHash, randomBytes } from 'node:crypto';
import {
  groupInvitation,
  INVITATION_ALPHABET,
  INVITATION_CHARACTERS,
} from '../protocol/invitation-code.ts';

/** By it a token is known for one where it should not be: in a repository, in a log. */
export const TOKEN_PREFIX = 'cwt_';

const TOKEN_BYTES = 32;

export function newToken(): string {
  return TOKEN_PREFIX + randomBytes(TOKEN_BYTES).toString('base64url');
}

/** 80 bits: nobody guesses one while it is good. */
export function newCode(): string {
  const letters = Array.from(
    randomBytes(INVITATION_CHARACTERS),
    // 256 is a multiple of 32, so no letter is more likely than another.
    (byte) => INVITATION_ALPHABET[byte % INVITATION_ALPHABET.length],
  );
  return groupInvitation(letters.join(''));
}

/** A token is as random as its digest is long: it needs no salt, and no slow hash. */
export function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
