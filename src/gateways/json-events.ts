/** What the hub says to a client that said `hello`, as EVENTs (protocol/event-schemas.ts). */

import type { Answer, Receipt, Refusal } from '../chat/answer.ts';
import type { Name, Roster } from '../chat/name.ts';
import type { News, RoomNews } from '../chat/post.ts';
import type { Event } from '../chat/results.ts';
import type { EventData, EventKind } from '../protocol/event-schemas.ts';
import { FrameType, Reason, refusalText } from '../protocol/frames.ts';
import { encodeJsonFrame } from '../protocol/json-frames.ts';
import { conversationData, resultParts } from './json-results.ts';
import type { PostFormat } from './post-formats.ts';

/** The names of a roster are encoded once for all: see `rosterReply`. */
export type OtherAnswer = Exclude<Answer, Roster>;

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

/** The reply to the COMMAND `id`; `version` is the server's. */
export function answerReply(id: number, answer: OtherAnswer, version: string): Uint8Array {
  if (answer === Reason.none) return reply(id);
  if (typeof answer === 'number') return failureReply(id, { reason: answer });
  if ('reason' in answer) return failureReply(id, answer);
  if (!('kind' in answer)) return reply(id, { message: answer.id, at: answer.at });
  const { data, texts = [] } = resultParts(answer, version);
  return reply(id, data, ...texts);
}

function failureReply(id: number, { reason, waitMs, why }: Refusal): Uint8Array {
  const said = why ?? refusalText(reason, waitMs);
  const wait = waitMs === undefined ? {} : { wait: Math.ceil(waitMs / 1000) };
  return event('reply', { id, result: 'failure', reason, why: said, ...wait });
}

export function malformedReply(id: number | null, why: string): Uint8Array {
  return event('reply', { id, result: 'malformed', why });
}

/** `lines`: as `rosterLines` has them. */
export function rosterReply(id: number, { names }: Roster, lines: Uint8Array): Uint8Array {
  return reply(id, { names: names.length }, lines);
}

export function messageEvent(
  from: Name,
  to: Name,
  text: Uint8Array,
  stored: Receipt | null,
): Uint8Array {
  const named = { from: from.text, to: to.text };
  return event('message', stored === null ? named : { ...named, ...stored }, text);
}

export function eventFrame(happened: Event): Uint8Array {
  if (happened.kind === 'unread') {
    const { place, conversations } = happened;
    return event('unread', { place, conversations: conversations.map(conversationData) });
  }
  const { kind, ...data } = happened;
  return encodeJsonFrame(FrameType.event, { event: kind, ...data });
}

/** Asks a client whether it is there. */
export function aliveEvent(withinMs: number): Uint8Array {
  return event('alive', { within: Math.ceil(withinMs / 1000) });
}

/** `again`: whoever is there may come back as who they were. */
export function closingEvent(why: string, again: boolean): Uint8Array {
  return event('closing', again ? { why, again } : { why });
}

/** Posts as EVENTs. */
export const eventPosts: PostFormat = { encode: newsEvent };

function newsEvent(news: News): Uint8Array {
  switch (news.kind) {
    case 'message': {
      const { from, to, guest, text, stored, reply: answered } = news;
      const kept = stored === null ? {} : { id: stored.id, at: stored.at };
      const marked = guest ? { guest } : {};
      const answer = answered === null ? {} : { reply: answered };
      return event('message', { from, to, ...kept, ...marked, ...answer }, text);
    }
    case 'edited': {
      const { message, from, to, at, text } = news;
      return event('edited', { message, from, to, at }, text);
    }
    case 'deleted': {
      const { message, from, to, by } = news;
      return event('deleted', { message, from, to, by });
    }
    case 'reacted': {
      const { message, from, to, by, emoji, off } = news;
      return event('reacted', { message, from, to, by, emoji, ...(off ? { off } : {}) });
    }
    case 'room':
      return event('room', actData(news));
    case 'typing':
      return event('typing', { from: news.from, to: news.to });
    case 'presence': {
      const { name, state, text } = news;
      return event('presence', { name, state, ...(text === null ? {} : { text }) });
    }
  }
}

/** What does not belong to the act is left out. */
function actData({ kind: _, ...news }: RoomNews): EventData<'room'> {
  const said = Object.entries(news).filter(([, value]) => value !== null);
  return Object.fromEntries(said) as EventData<'room'>;
}
