/** People with new names, as clients are told of them: NICK (RFC 2812 section 3.1.2), and CHGHOST where they have it. */
import { Cap } from './capabilities.ts';
import { hostLine } from './network.ts';
import type { IrcSession } from './session.ts';

/**
 * Somebody else who was called `was` is called `name`. Calling what is returned tells the client, where it knows them by
 * the former nick and has not been told yet; false where it does not read.
 */
export function personRenamed(session: IrcSession, was: string, name: string): () => boolean {
  const { network } = session;
  const isKnown = session.knows(network.people.named(was));
  const rename = network.renamed(was, name, session);
  if (rename === null) return () => true;
  const { before, now } = rename;
  if (!isKnown && !session.sees(now)) return () => true;
  session.meet(now);
  if (before.nick === now.nick) return () => true;
  const host = session.has(Cap.chghost) ? hostLine(before, now) : '';
  return () => session.tell(`:${before.source} NICK ${now.nick}\r\n${host}`);
}
