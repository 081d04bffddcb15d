/** What the hub says to a client that said `hello`, as EVENTs (protocol/event-schemas.ts). */
import type { Stored } from '../chat/ports.ts';
import type { Event, Result } from '../chat/results.ts';
import type { Person, Roster } from '../chat/session.ts';
import { encodeText } from '../protocol/bytes.ts';
import type { EventData, EventKind, MessageDescription } from '../protocol/event-schemas.ts';
import { FrameType, type Reason, reasonTexts } from '../protocol/frames.ts';
import { encodeJsonFrame } from '../protocol/json-frames.ts';

/** Who answers `hello`. */
export const SERVER_NAME = 'chinwag';

function event<Kind extends EventKind>(
  kind: Kind,
  data: EventData<Kind>,
  ...texts: readonly Uint8Array[]
): Uint8Array {
  return encodeJsonFrame(FrameType.event, { event: kind, ...data }, ...texts);
}

/** The reply to the COMMAND `id` that was executed; `data` is what its command answers with. */
function reply(id: number, data: object = {}, ...texts: readonly Uint8Array[]): Uint8Array {
  const json = { event: 'reply', id, result: 'ok', ...data };
  return encodeJsonFrame(FrameType.event, json, ...texts);
}

export function successReply(id: number, stored?: Stored): Uint8Array {
  return reply(id, stored === undefined ? {} : { message: stored.id, at: stored.at });
}

export function failureReply(id: number, reason: Reason): Uint8Array {
  return event('reply', { id, result: 'failure', reason, why: reasonTexts[reason] });
}

export function malformedReply(id: number | null, why: string): Uint8Array {
  return event('reply', { id, result: 'malformed', why });
}

export function rosterReply(id: number, { people }: Roster): Uint8Array {
  const names = encodeText(people.map(({ name }) => `${name}\n`).join(''));
  return reply(id, { names: people.length }, names);
}

export function resultReply(id: number, result: Result, version: string): Uint8Array {
  switch (result.kind) {
    case 'hello':
      return reply(id, { server: SERVER_NAME, version });
    case 'welcome': {
      const { name, registered, device, token } = result;
      const remembered = token === null ? {} : { token };
      const known = device === null ? {} : { device };
      return reply(id, { name, registered, ...known, ...remembered });
    }
    case 'messages': {
      const { messages, more } = result;
      const described = messages.map(
        ({ id: message, at, from, to, text }): MessageDescription => ({
          id: message,
          at,
          from,
          to,
          bytes: text.length,
        }),
      );
      return reply(id, { messages: described, more }, ...messages.map(({ text }) => text));
    }
    case 'unread':
      return reply(id, { conversations: result.conversations });
    case 'sessions': {
      const sessions = result.sessions.map(({ id: device, label, createdAt, online, here }) => ({
        id: device,
        label,
        created: createdAt,
        online,
        here,
      }));
      return reply(id, { sessions });
    }
    case 'invitation':
      return reply(id, { code: result.code, expires: result.expiresAt });
  }
}

export function messageEvent(
  from: Person,
  to: Person,
  text: Uint8Array,
  stored: Stored | null,
): Uint8Array {
  const named = { from: from.name, to: to.name };
  return event('message', stored === null ? named : { ...named, ...stored }, text);
}

export function eventFrame(happened: Event): Uint8Array {
  const { kind, ...data } = happened;
  return encodeJsonFrame(FrameType.event, { event: kind, ...data });
}
