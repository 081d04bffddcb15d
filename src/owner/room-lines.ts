/** The lines of an export that tell of rooms, and of what became of messages after they were said. */
import { z } from 'zod';
import { FOREVER } from '../chat/records.ts';
import { decodeText, encodeText } from '../protocol/bytes.ts';
import { TOPIC_CHARACTERS_MAX } from '../protocol/limits.ts';
import { codePointsUpTo } from '../protocol/names.ts';
import type { Kept } from '../store/transfer/kept-data.ts';
import { id, key, name, text, time } from './line-parts.ts';

const SLOW_SECONDS_MAX = 1_000_000;
const EMOJI_UNITS_MAX = 64;
const ADDRESS_UNITS_MAX = 64;

/** A time, or for good. */
const end = z.union([time, z.literal('forever')]);
const topic = z
  .string()
  .refine(
    (value) => codePointsUpTo(value, TOPIC_CHARACTERS_MAX) <= TOPIC_CHARACTERS_MAX,
    `more than ${TOPIC_CHARACTERS_MAX} characters`,
  );

export const roomLines = [
  z.strictObject({
    kind: z.literal('room'),
    id,
    name,
    topic,
    access: z.enum(['public', 'private']),
    guests: z.boolean(),
    kept: z.boolean(),
    slow: z.int().min(0).max(SLOW_SECONDS_MAX),
    created: time,
  }),
  z.strictObject({
    kind: z.literal('member'),
    room: id,
    account: id,
    role: z.enum(['owner', 'moderator', 'member']),
    muted: end.optional(),
  }),
  z.strictObject({
    kind: z.literal('ban'),
    room: id,
    account: id.nullable(),
    name,
    address: z.string().max(ADDRESS_UNITS_MAX).nullable(),
    until: end,
  }),
  z.strictObject({ kind: z.literal('room-invitation'), room: id, account: id }),
  z.strictObject({ kind: z.literal('block'), account: id, blocked: id }),
  z.strictObject({
    kind: z.literal('room-message'),
    id,
    at: time,
    room: id,
    /** Null: a guest. */
    from: id.nullable(),
    fromName: name,
    reply: id.optional(),
    key: key.optional(),
    text: text.nullable(),
  }),
  z.strictObject({
    kind: z.literal('edit'),
    id,
    at: time,
    message: id,
    hidden: z.literal(true).optional(),
    text,
  }),
  z.strictObject({
    kind: z.literal('reaction'),
    /** Older exports have none. */
    id: id.optional(),
    message: id,
    account: id,
    emoji: z.string().min(1).max(EMOJI_UNITS_MAX),
    hidden: z.literal(true).optional(),
  }),
  z.strictObject({ kind: z.literal('mute'), room: id, account: id, until: end }),
  z.strictObject({ kind: z.literal('mention'), message: id, account: id }),
  z.strictObject({ kind: z.literal('pin'), room: id, message: id }),
] as const;

export type RoomLine = z.infer<(typeof roomLines)[number]>;
export type RoomKept = Extract<Kept, { kind: RoomLine['kind'] }>;

/** As JSON has it. */
export function writtenRoom(one: RoomKept): RoomLine {
  switch (one.kind) {
    case 'room': {
      const { createdAt, ...rest } = one;
      return { ...rest, created: iso(createdAt) };
    }
    case 'member': {
      const { mutedUntil, ...rest } = one;
      return mutedUntil === 0 ? rest : { ...rest, muted: until(mutedUntil) };
    }
    case 'ban':
    case 'mute':
      return { ...one, until: until(one.until) };
    case 'room-message': {
      const { kind, id: number, at, room, from, fromName, text: bytes } = one;
      const said = {
        kind,
        id: number,
        at: iso(at),
        room,
        from: from === 0 ? null : from,
        fromName,
      };
      return { ...said, ...replyAndKey(one), text: decoded(bytes) };
    }
    case 'edit': {
      const { hidden, at, text: bytes, ...rest } = one;
      const unseen = hidden ? { hidden } : {};
      return { ...rest, at: iso(at), ...unseen, text: decoded(bytes) as string };
    }
    case 'reaction': {
      const { id: number, hidden, ...rest } = one;
      const { kind, ...more } = rest;
      return {
        kind,
        ...(number === null ? {} : { id: number }),
        ...more,
        ...(hidden ? { hidden } : {}),
      };
    }
    default:
      return one;
  }
}

export function readRoom(line: RoomLine): RoomKept {
  switch (line.kind) {
    case 'room': {
      const { created, ...rest } = line;
      return { ...rest, createdAt: Date.parse(created) };
    }
    case 'member': {
      const { muted, ...rest } = line;
      return { ...rest, mutedUntil: muted === undefined ? 0 : parsedUntil(muted) };
    }
    case 'ban':
    case 'mute':
      return { ...line, until: parsedUntil(line.until) };
    case 'room-message': {
      const { at, from, reply = null, key: own = null, text: said } = line;
      const common = { at: Date.parse(at), from: from ?? 0, reply, key: own };
      return { ...line, ...common, text: encoded(said) };
    }
    case 'edit': {
      const { at, hidden = false, text: said } = line;
      return { ...line, at: Date.parse(at), hidden, text: encodeText(said) };
    }
    case 'reaction':
      return { ...line, id: line.id ?? null, hidden: line.hidden ?? false };
    default:
      return line;
  }
}

/** What few messages have. */
export function replyAndKey({
  reply,
  key: own,
}: {
  readonly reply: number | null;
  readonly key: string | null;
}) {
  return { ...(reply === null ? {} : { reply }), ...(own === null ? {} : { key: own }) };
}

export function decoded(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : decodeText(bytes, 0, bytes.length);
}

export function encoded(said: string | null): Uint8Array | null {
  return said === null ? null : encodeText(said);
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function until(ms: number): string {
  return ms === FOREVER ? 'forever' : iso(ms);
}

function parsedUntil(said: string): number {
  return said === 'forever' ? FOREVER : Date.parse(said);
}
