/** Readers of the replies to a login and to a message, as far as a session needs them. */
import { TOKEN_CHARACTERS_MAX } from '../protocol/limits.ts';
import { personNameFits } from '../protocol/names.ts';
import { readIfGood } from './reply-reader.ts';
import type { Reply, Request } from './requests.ts';

export interface Welcome {
  readonly name: string;
  readonly registered: boolean;
  /** Is it an operator of the server? */
  readonly operator: boolean;
  /** The token that logs in instead of the password; null if the server gave none. */
  readonly token: string | null;
}

/** The content of the reply to a login or a registration; null if it is a bare success. */
export function welcomeOf(reply: Reply): Welcome | null {
  const welcome = readIfGood('login', reply);
  if (welcome === null || !personNameFits(welcome.name)) return null;
  const { token } = welcome;
  // A longer one could not be sent back.
  return {
    ...welcome,
    token: token !== null && token.length <= TOKEN_CHARACTERS_MAX ? token : null,
  };
}

/** The id of a message that was sent; negative if it is not stored, null if the server gave none. */
export function messageIdOf(reply: Reply): number | null {
  return readIfGood('sendto', reply)?.message ?? null;
}

/** The id of the message that `request` sent; null if it is not stored. */
export function storedIdOf(request: Request, reply: Reply): number | null {
  if (request.command !== 'sendto') return null;
  const id = messageIdOf(reply);
  return id !== null && id >= 0 ? id : null;
}
