/** What the replies to a login and to a message say, as far as a session goes by it. */
import { nameFits } from '../protocol/names.ts';
import { readIfGood } from './reply-reader.ts';
import type { Reply, Request } from './requests.ts';

export interface Welcome {
  readonly name: string;
  readonly registered: boolean;
  /** Of the server. */
  readonly operator: boolean;
  /** Logs in instead of the password; null where the server gave none. */
  readonly token: string | null;
}

/** A token is sent back to the server, and has to fit a COMMAND: so many UTF-16 code units. */
const TOKEN_LENGTH_MAX = 200;

/** What a login or a registration answered; null where it said no more than ok. */
export function welcomeOf(reply: Reply): Welcome | null {
  const welcome = readIfGood('login', reply);
  if (welcome === null || !nameFits(welcome.name)) return null;
  const { token } = welcome;
  return { ...welcome, token: token !== null && token.length <= TOKEN_LENGTH_MAX ? token : null };
}

/** The id of a message that was sent; null where the server gave none, negative where it is kept nowhere. */
export function messageIdOf(reply: Reply): number | null {
  return readIfGood('sendto', reply)?.message ?? null;
}

/** The id of the message that `request` sent, where it is stored. */
export function storedIdOf(request: Request, reply: Reply): number | null {
  if (request.command !== 'sendto') return null;
  const id = messageIdOf(reply);
  return id !== null && id >= 0 ? id : null;
}
