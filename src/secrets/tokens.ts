/** Generates secrets that nobody can guess: tokens for programs, codes for people. */
import { createHash, randomBytes } from 'node:crypto';
import {
  groupInvitation,
  INVITATION_ALPHABET,
  INVITATION_CHARACTERS,
} from '../protocol/invitation-code.ts';

/** Identifies a token in the wrong place, such as a repository or a log. */
export const TOKEN_PREFIX = 'cwt_';

const TOKEN_BYTES = 32;

export function newToken(): string {
  return TOKEN_PREFIX + randomBytes(TOKEN_BYTES).toString('base64url');
}

/** 80 bits: nobody guesses one while it is valid. */
export function newCode(): string {
  const letters = Array.from(
    randomBytes(INVITATION_CHARACTERS),
    // 256 is a multiple of 32, so all letters are equally likely.
    (byte) => INVITATION_ALPHABET[byte % INVITATION_ALPHABET.length],
  );
  return groupInvitation(letters.join(''));
}

/** A token has as many random bits as its digest: it needs no salt, and no slow hash. */
export function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
