/** Pages of messages, for the simulated archive. */
import type { StoredMessage, StoredPage } from '../../../src/chat/archive.ts';
import type { MessagePosition } from '../../../src/chat/stored/history.ts';

export function isBefore(
  { id, at }: StoredMessage,
  position: MessagePosition,
  inclusive: boolean,
): boolean {
  if ('at' in position) return at < position.at;
  return inclusive ? id <= position.id : id < position.id;
}

export function firstOf(messages: StoredMessage[], limit: number): StoredPage {
  return { messages: messages.slice(0, limit), more: messages.length > limit };
}

export function lastOf(messages: StoredMessage[], limit: number): StoredPage {
  return { messages: messages.slice(-limit), more: messages.length > limit };
}
