/** The format of an export: JSON lines. docs/OPERATING.md describes it. */
import { z } from 'zod';
import { decodeText, encodeText } from '../protocol/bytes.ts';
import { type Manner, manners } from '../protocol/manner.ts';
import type { OwnLine } from '../store/tables/own-lines.ts';
import { isRowLine } from '../store/tables/row-lines.ts';
import type { Kept } from '../store/transfer/kept-data.ts';
import { id, iso, key, name, text, time } from './line-parts.ts';
import { ROW_SCHEMAS, readRow, writtenRow } from './row-lines.ts';

const VERSION = 1;

/** The longest text with each character written as two escapes, and the rest of its line. */
export const LINE_BYTES_MAX = 1024 * 1024;

const line = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('chinwag-export'),
    version: z.int(),
    /** The name of a person, or null for an export of everything. */
    person: name.nullable(),
  }),
  z.strictObject({
    kind: z.literal('message'),
    id,
    at: time,
    from: id,
    fromName: name,
    to: id,
    toName: name.nullable(),
    reply: id.optional(),
    as: z.enum(manners).optional(),
    hidden: z.literal(true).optional(),
    key: key.optional(),
    text: text.nullable(),
  }),
  z.strictObject({
    kind: z.literal('room-message'),
    id,
    at: time,
    room: id,
    /** Null: a guest. */
    from: id.nullable(),
    fromName: name,
    reply: id.optional(),
    as: z.enum(manners).optional(),
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
  z
    .strictObject({
      kind: z.literal('read'),
      account: id,
      with: id.optional(),
      room: id.optional(),
      upTo: id,
      at: time.optional(),
    })
    .refine((read) => (read.with === undefined) !== (read.room === undefined), 'with or room'),
  z.strictObject({ kind: z.literal('end'), accounts: z.int(), messages: z.int() }),
]);

export type ExportLine =
  | Kept
  | { readonly kind: 'chinwag-export'; readonly person: string | null }
  | { readonly kind: 'end'; readonly accounts: number; readonly messages: number };

/** A line of an export, with its line break. */
export function writeLine(one: ExportLine): string {
  return `${JSON.stringify(written(one))}\n`;
}

function written(one: ExportLine): unknown {
  if (isRowLine(one)) return writtenRow(one);
  switch (one.kind) {
    case 'chinwag-export':
      return { kind: one.kind, version: VERSION, person: one.person };
    case 'message': {
      const { kind, id, at, from, fromName, to, toName, hidden, text } = one;
      const alone = hidden ? { hidden } : {};
      const few = { ...rarer(one), ...alone };
      const said = { from, fromName, to, toName, ...few, text: decoded(text) };
      return { kind, id, at: iso(at), ...said };
    }
    case 'room-message': {
      const { kind, id, at, room, from, fromName, text } = one;
      const who = { from: from === 0 ? null : from, fromName };
      return { kind, id, at: iso(at), room, ...who, ...rarer(one), text: decoded(text) };
    }
    case 'edit': {
      const { kind, id, at, message, hidden, text } = one;
      const unseen = hidden ? { hidden } : {};
      return { kind, id, message, at: iso(at), ...unseen, text: decoded(text) };
    }
    case 'read': {
      const { kind, account, peer, upTo, at } = one;
      const known = at === 0 ? {} : { at: iso(at) };
      return { kind, account, ...(peer < 0 ? { room: -peer } : { with: peer }), upTo, ...known };
    }
    case 'end':
      return one;
  }
}

/** The line in `json`, or the problem, to follow "line 5: ". */
export function readLine(json: string): ExportLine | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { problem: 'not JSON' };
  }
  const rowSchema = ROW_SCHEMAS.get(kindOf(value));
  if (rowSchema !== undefined) {
    const { data, error } = rowSchema.safeParse(value);
    return error === undefined ? readRow(data as Record<string, unknown>) : problemOf(error);
  }
  const { success, data, error } = line.safeParse(value);
  if (!success) return problemOf(error);
  switch (data.kind) {
    case 'chinwag-export':
      if (data.version === VERSION) return { kind: data.kind, person: data.person };
      return { problem: `version ${data.version} of the format; this program knows ${VERSION}` };
    case 'end':
      return data;
    default:
      return readOwn(data);
  }
}

function kindOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'kind' in value ? String(value.kind) : '';
}

function problemOf({ issues: [issue] }: z.ZodError): { readonly problem: string } {
  const where = issue?.path.join('.') ?? '';
  return { problem: `${where === '' ? '' : `${where}: `}${issue?.message}` };
}

function readOwn(data: Extract<z.infer<typeof line>, { kind: OwnLine['kind'] }>): OwnLine {
  switch (data.kind) {
    case 'message': {
      const { at, reply = null, as = null, key: own = null, hidden = false, text: said } = data;
      return { ...data, at: Date.parse(at), reply, as, key: own, hidden, text: encoded(said) };
    }
    case 'room-message': {
      const { at, from, reply = null, as = null, key: own = null, text: said } = data;
      const common = { at: Date.parse(at), from: from ?? 0, reply, as, key: own };
      return { ...data, ...common, text: encoded(said) };
    }
    case 'edit': {
      const { at, hidden = false, text: said } = data;
      return { ...data, at: Date.parse(at), hidden, text: encodeText(said) };
    }
    case 'read': {
      const { kind, account, with: other, room, upTo, at } = data;
      const until = at === undefined ? 0 : Date.parse(at);
      return { kind, account, peer: other ?? -(room ?? 0), upTo, at: until };
    }
  }
}

/** The rarer fields of messages. */
function rarer({
  reply,
  as,
  key: own,
}: {
  readonly reply: number | null;
  readonly as: Manner | null;
  readonly key: string | null;
}) {
  return {
    ...(reply === null ? {} : { reply }),
    ...(as === null ? {} : { as }),
    ...(own === null ? {} : { key: own }),
  };
}

function decoded(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : decodeText(bytes, 0, bytes.length);
}

function encoded(said: string | null): Uint8Array | null {
  return said === null ? null : encodeText(said);
}
