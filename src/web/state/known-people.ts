/** Whom one may mean by a few letters: those one has written with, the last first, then those who are here. */
import { ranked } from '../text/completion.ts';
import type { Chat } from './chat.ts';
import { orderedPeople } from './order.ts';

export interface KnownPerson {
  readonly name: string;
  readonly isHere: boolean;
  /** Has one written with them? */
  readonly isKnown: boolean;
}

/** At most `limit` who fit `query`, without oneself and `except`. */
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
