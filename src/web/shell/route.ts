/** Routes, as written in the hash of the page's address: a conversation or a message. */
import { isRoomName, nameMayExist, roomNameMayExist } from '../../protocol/names.ts';

export type Route =
  | { readonly kind: 'nowhere' }
  /** The name of a person or a room. */
  | { readonly kind: 'conversation'; readonly name: string }
  | { readonly kind: 'message'; readonly id: number };

export const NOWHERE: Route = { kind: 'nowhere' };

/** Parses `hash`, which anybody may have written; an invalid one leads nowhere. */
export function routeOf(hash: string): Route {
  const message = /^#message-([1-9]\d{0,15})$/.exec(hash);
  if (message !== null) {
    const id = Number(message[1]);
    return Number.isSafeInteger(id) ? { kind: 'message', id } : NOWHERE;
  }
  const conversation = /^#in=(.+)$/.exec(hash);
  const name = decoded(conversation?.[1] ?? '');
  const isName = isRoomName(name) ? roomNameMayExist(name) : nameMayExist(name);
  return isName ? { kind: 'conversation', name } : NOWHERE;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** The hash of `route`, with its `#`; empty for nowhere. */
export function hashOf(route: Route): string {
  switch (route.kind) {
    case 'nowhere':
      return '';
    case 'conversation':
      return `#in=${encodeURIComponent(route.name)}`;
    case 'message':
      return `#message-${route.id}`;
  }
}
