/** What a command on the line gateway answers with, as lines. Each ends with `Success`, so that its end can be seen. */
import type { ReadMessage, Result } from '../chat/results.ts';
import { decodeLenient, encodeText } from '../protocol/bytes.ts';
import { oneLine } from '../protocol/visible.ts';

/** Who stands where an account is gone. */
const NOBODY_ANY_MORE = '(removed)';

/** `inquiry`: what was asked, where a line says how to go on. */
export function resultLines(result: Result, inquiry: Inquiry): Uint8Array {
  return encodeText([...lines(result, inquiry), 'Success'].map((line) => `${line}\n`).join(''));
}

export interface Inquiry {
  readonly kind: string;
  /** Whose history. */
  readonly name: string;
}

function lines(result: Result, inquiry: Inquiry): string[] {
  switch (result.kind) {
    case 'messages':
      return messageLines(result.messages, result.more, inquiry);
    case 'unread':
      return result.conversations.map(({ with: name, count }) => `${oneLine(name)} ${count}`);
    case 'sessions':
      return result.sessions.map(({ id, label, createdAt, online, here }) => {
        const state = here ? 'here' : online ? 'online' : 'away';
        return `${id} ${dateOf(createdAt)} ${state} ${oneLine(label)}`;
      });
    case 'invitation':
      return [`${result.code} until ${dateOf(result.expiresAt)}`];
    case 'hello':
    case 'welcome':
      return [];
  }
}

function messageLines(messages: readonly ReadMessage[], more: boolean, inquiry: Inquiry): string[] {
  const isSearch = inquiry.kind === 'search';
  const shown = messages.map(({ at, from, to, text }) => {
    const recipient = isSearch ? ` to ${oneLine(to ?? NOBODY_ANY_MORE)}` : '';
    return `${dateOf(at)} ${oneLine(from)}${recipient}: ${oneLine(decodeLenient(text))}`;
  });
  const [oldest] = messages;
  if (!more || oldest === undefined || isSearch) return shown;
  return [`(more: history ${oneLine(inquiry.name)} before ${oldest.id})`, ...shown];
}

/** To the minute, in UTC: a line gateway does not know where its user is. */
function dateOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16)}Z`;
}
