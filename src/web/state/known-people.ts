/** Suggests people by a few letters: first correspondents, the latest first, then people online. */
import { ranked } from '../text/completion.ts';
import type { Chat } from './chat.ts';
import { orderedPeople } from './order.ts';

export interface KnownPerson {
  readonly name: string;
  readonly isHere: boolean;
  /** Is it a correspondent? */
  readonly isKnown: boolean;
}

/** At most `limit` people who fit `query`, without oneself and those in `except`. */
export function knownPeople(
  chat: Chat,
  query: string,
  limit: number,
  except: readonly string[] = [],
): readonly KnownPerson[] {
  const written = new Set(orderedPeople(chat).map(({ name }) => name));
  const here = new Set(chat.directory.online.value);
  const presence = chat.directory.presence.value;
  const names = new Set([...written, ...here]);
  for (const name of [chat.me.value.name, ...except]) names.delete(name);
  return ranked([...names], query, limit).map((name) => ({
    name,
    isHere: here.has(name) || presence.get(name)?.state === 'here',
    isKnown: written.has(name),
  }));
}
