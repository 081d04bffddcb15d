/** Pages of messages, for the simulated archive. */
import type { MessagePage, MessagePlace, StoredMessage } from '../../../src/chat/archive.ts';

export function isBefore(
  { id, at }: StoredMessage,
  place: MessagePlace,
  inclusive: boolean,
): boolean {
  if ('at' in place) return at < place.at;
  return inclusive ? id <= place.id : id < place.id;
}

export function firstOf(messages: StoredMessage[], limit: number): MessagePage {
  return { messages: messages.slice(0, limit), more: messages.length > limit };
}

export function lastOf(messages: StoredMessage[], limit: number): MessagePage {
  return { messages: messages.slice(-limit), more: messages.length > limit };
}
