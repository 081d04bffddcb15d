/** The format of an export: JSON lines. docs/OPERATING.md describes it. */
import { z } from 'zod';
import { parseRecord } from '../secrets/password-record.ts';
import type { Kept } from '../store/transfer/kept-data.ts';
import { id, key, name, place, text, time } from './line-parts.ts';
import {
  decoded,
  encoded,
  iso,
  readRoom,
  replyAndKey,
  roomLines,
  writtenRoom,
} from './room-lines.ts';

const VERSION = 1;

/** The longest text, each of its characters written as two escapes, and what stands around it. */
export const LINE_BYTES_MAX = 1024 * 1024;

const COUNT_MAX = 1_000_000;

const password = z
  .string()
  .refine((value) => parseRecord(value) !== null, 'not a record of argon2id as we make them');

const header = z.strictObject({
  kind: z.literal('chinwag-export'),
  version: z.int(),
  /** A person's name, or null for everything. */
  person: name.nullable(),
});

const line = z.discriminatedUnion('kind', [
  header,
  z.strictObject({
    kind: z.literal('account'),
    id,
    name,
    registered: time,
    operator: z.boolean(),
    /** Only where they are turned off. */
    notices: z.literal(false).optional(),
    received: place,
    password: password.nullable().optional(),
  }),
  z.strictObject({ kind: z.literal('reservation'), name, until: time }),
  z.strictObject({
    kind: z.literal('message'),
    id,
    at: time,
    from: id,
    fromName: name,
    to: id,
    toName: name.nullable(),
    reply: id.optional(),
    hidden: z.literal(true).optional(),
    key: key.optional(),
    text: text.nullable(),
  }),
  z
    .strictObject({
      kind: z.literal('read'),
      account: id,
      with: id.optional(),
      room: id.optional(),
      upTo: id,
    })
    .refine((read) => (read.with === undefined) !== (read.room === undefined), 'with or room'),
  ...roomLines,
  z.strictObject({
    kind: z.literal('waiting'),
    to: id,
    from: id,
    count: z.int().min(1).max(COUNT_MAX),
  }),
  z.strictObject({ kind: z.literal('end'), accounts: z.int(), messages: z.int() }),
]);

export type ExportLine =
  | Kept
  | { readonly kind: 'chinwag-export'; readonly person: string | null }
  | { readonly kind: 'end'; readonly accounts: number; readonly messages: number };

/** A line of an export, with its end. */
export function writeLine(one: ExportLine): string {
  return `${JSON.stringify(written(one))}\n`;
}

function written(one: ExportLine): unknown {
  switch (one.kind) {
    case 'chinwag-export':
      return { kind: one.kind, version: VERSION, person: one.person };
    case 'account': {
      const { kind, id, name, createdAt, operator, notices, place, password } = one;
      const told = notices ? {} : { notices };
      const registered = iso(createdAt);
      const account = { kind, id, name, registered, operator, ...told, received: place };
      return password === null ? account : { ...account, password };
    }
    case 'reservation':
      return { kind: one.kind, name: one.name, until: iso(one.until) };
    case 'message': {
      const { kind, id, at, from, fromName, to, toName, hidden, text } = one;
      const alone = hidden ? { hidden } : {};
      const few = { ...replyAndKey(one), ...alone };
      const said = { from, fromName, to, toName, ...few, text: decoded(text) };
      return { kind, id, at: iso(at), ...said };
    }
    case 'read':
      return {
        kind: one.kind,
        account: one.account,
        ...(one.peer < 0 ? { room: -one.peer } : { with: one.peer }),
        upTo: one.upTo,
      };
    case 'waiting':
      return { kind: one.kind, to: one.to, from: one.from, count: one.count };
    case 'end':
      return one;
    default:
      return writtenRoom(one);
  }
}

/** What `json` says, or what is wrong with it, to be read after "line 5: ". */
export function readLine(json: string): ExportLine | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { problem: 'not JSON' };
  }
  const { success, data, error } = line.safeParse(value);
  if (!success) {
    const [issue] = error.issues;
    const where = issue?.path.join('.') ?? '';
    return { problem: `${where === '' ? '' : `${where}: `}${issue?.message}` };
  }
  switch (data.kind) {
    case 'chinwag-export':
      if (data.version === VERSION) return { kind: data.kind, person: data.person };
      return { problem: `version ${data.version} of the format; this program knows ${VERSION}` };
    case 'account': {
      const { kind, id, name, registered, operator, received, password = null } = data;
      const createdAt = Date.parse(registered);
      const notices = data.notices ?? true;
      return { kind, id, name, createdAt, operator, notices, password, place: received };
    }
    case 'reservation':
      return { ...data, until: Date.parse(data.until) };
    case 'message':
      return {
        ...data,
        at: Date.parse(data.at),
        reply: data.reply ?? null,
        key: data.key ?? null,
        hidden: data.hidden ?? false,
        text: encoded(data.text),
      };
    case 'read':
      return {
        kind: data.kind,
        account: data.account,
        peer: data.with ?? -(data.room ?? 0),
        upTo: data.upTo,
      };
    case 'waiting':
    case 'end':
      return data;
    default:
      return readRoom(data);
  }
}
