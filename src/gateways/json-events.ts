/** Encodes EVENTs (protocol/events) for clients that said `hello`. */

import type { Answer, Receipt, Refusal } from '../chat/answer.ts';
import type { Name, Roster } from '../chat/name.ts';
import type { Contract } from '../protocol/contract.ts';
import type { EventJson } from '../protocol/events/events.ts';
import { FrameType, Reason, refusalText } from '../protocol/frames.ts';
import { encodeJsonFrame } from '../protocol/json-frames.ts';
import type { EventFormat } from './event-formats.ts';
import { fitted } from './json-fit.ts';

const NOTHING = new Uint8Array(0);

/** Answers other than a roster, whose names are encoded once for all: see `rosterReply`. */
export type OtherAnswer = Exclude<Answer, Roster>;

function frame(json: EventJson, text: Uint8Array = NOTHING): Uint8Array {
  return encodeJsonFrame(FrameType.event, json, text);
}

/** The reply to the COMMAND `id`; `data` is the result of its command. */
function reply(id: number, data: object = {}, ...texts: readonly Uint8Array[]): Uint8Array {
  const json = { event: 'reply', id, result: 'ok', ...data };
  return encodeJsonFrame(FrameType.event, json, ...texts);
}

/** The reply to the COMMAND `id`, whose contract is `contract`. */
export function answerReply(id: number, contract: Contract, answer: OtherAnswer): Uint8Array {
  if (answer === Reason.none) return reply(id);
  if (typeof answer === 'number') return failureReply(id, { reason: answer });
  if ('reason' in answer) return failureReply(id, answer);
  if (!('data' in answer)) return reply(id, { message: answer.id, at: answer.at });
  const { data, texts = [] } = fitted(contract, answer);
  return reply(id, data, ...texts);
}

function failureReply(id: number, { reason, waitMs, why }: Refusal): Uint8Array {
  const said = why ?? refusalText(reason, waitMs);
  const wait = waitMs === undefined ? {} : { wait: Math.ceil(waitMs / 1000) };
  return frame({ event: 'reply', id, result: 'failure', reason, why: said, ...wait });
}

export function malformedReply(id: number | null, why: string): Uint8Array {
  return frame({ event: 'reply', id, result: 'malformed', why });
}

/** `lines`: as encoded by `rosterLines`. */
export function rosterReply(id: number, { names }: Roster, lines: Uint8Array): Uint8Array {
  return reply(id, { names: names.length }, lines);
}

export function messageEvent(
  from: Name,
  to: Name,
  text: Uint8Array,
  stored: Receipt | null,
): Uint8Array {
  const named = { event: 'message', from: from.text, to: to.text } as const;
  return frame(stored === null ? named : { ...named, ...stored }, text);
}

/** Asks a client for a sign of life. */
export function aliveEvent(withinMs: number): Uint8Array {
  return frame({ event: 'alive', within: Math.ceil(withinMs / 1000) });
}

/** `again`: the client may come back and log in as before. */
export function closingEvent(why: string, again: boolean): Uint8Array {
  return frame({ event: 'closing', why, ...(again && { again }) });
}

/** Events in JSON, unchanged. */
export const jsonEvents: EventFormat = { encode: ({ json, text }) => frame(json, text) };
