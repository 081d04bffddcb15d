/** Whom a client means by a nick. */
import { personNameFits } from '../../protocol/names.ts';
import { dataOf } from './entering.ts';
import type { Reply } from './reply.ts';
import type { IrcSession } from './session.ts';

/**
 * The names of whom this client may mean by `nick`; the first of them who is here is meant, or else the last. A name
 * and an alias, as they are spelled, mean who has them. Spelled otherwise, a nick means whom the client knows by it; if
 * it knows nobody, who has exactly that name, and then anybody.
 */
export function namesOf(session: IrcSession, nick: string): string[] {
  const known = session.network.people.withNick(nick);
  if (known === undefined) return [nick];
  return known.nick === nick || session.knows(known) ? [known.name] : [nick, known.name];
}

/** Calls `then` with the name of whom this client calls `nick`. */
export function meant(
  session: IrcSession,
  reply: Reply,
  nick: string,
  then: (name: string) => void,
): void {
  const [exact = nick, known] = namesOf(session, nick);
  if (known === undefined) return then(exact);
  if (!personNameFits(exact)) return then(known);
  session.request(reply, 'presence', { names: [exact] }, (answer) => {
    const [one] = dataOf<'presence'>(answer)?.people ?? [];
    then(one === undefined || one.state === 'offline' ? known : one.name);
  });
}
