/** Events that features handle, besides those that the parts of the chat know (events.ts). */
import type { ClientEvent } from '../../client/browser.ts';
import type { Chat } from './chat.ts';

export interface Heard {
  readonly kind: ClientEvent['kind'];
  readonly told: (chat: Chat, what: ClientEvent) => void;
}

/** Has the parts of the chat handle an event, and then those `features` that hear of it. */
export function hear(chat: Chat, what: ClientEvent, features: readonly Heard[]): void {
  chat.events.event(what);
  for (const { kind, told } of features) if (kind === what.kind) told(chat, what);
}

/** `told` handles the events of `kind`. */
export function heard<Kind extends ClientEvent['kind']>(
  kind: Kind,
  told: (chat: Chat, what: Extract<ClientEvent, { kind: Kind }>) => void,
): Heard {
  return { kind, told: told as Heard['told'] };
}
