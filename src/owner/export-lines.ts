/** The format of an export: JSON lines. docs/OPERATING.md describes it. */
import { z } from 'zod';
import { decodeText, encodeText } from '../protocol/bytes.ts';
import { TEXT_CODE_POINTS_MAX } from '../protocol/limits.ts';
import { codePointsUpTo, nameFits } from '../protocol/names.ts';
import { parseRecord } from '../secrets/password-record.ts';
import type { Kept } from '../store/kept-data.ts';

const VERSION = 1;

/** The longest text, each of its characters written as two escapes, and what stands around it. */
export const LINE_BYTES_MAX = 1024 * 1024;

/** Ids have room to grow. */
const ID_MAX = 2 ** 50;
const COUNT_MAX = 1_000_000;

const id = z.int().min(1).max(ID_MAX);
/** An id, or 0 for none yet. */
const place = z.int().min(0).max(ID_MAX);
const name = z.string().refine(nameFits, 'not 1 to 20 characters');
const time = z.iso.datetime({ error: 'not a time such as 2026-01-31T09:30:00.000Z' });
const text = z
  .string()
  .min(1, 'an empty text')
  .refine((value) => value.isWellFormed(), 'half of a surrogate pair')
  .refine(
    (value) => codePointsUpTo(value, TEXT_CODE_POINTS_MAX) <= TEXT_CODE_POINTS_MAX,
    `more than ${TEXT_CODE_POINTS_MAX} characters`,
  );
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
    text,
  }),
  z.strictObject({ kind: z.literal('read'), account: id, with: id, upTo: id }),
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
      const { kind, id, name, createdAt, operator, place, password } = one;
      const account = { kind, id, name, registered: iso(createdAt), operator, received: place };
      return password === null ? account : { ...account, password };
    }
    case 'reservation':
      return { kind: one.kind, name: one.name, until: iso(one.until) };
    case 'message': {
      const { kind, id, at, from, fromName, to, toName, text } = one;
      const bytes = decodeText(text, 0, text.length);
      return { kind, id, at: iso(at), from, fromName, to, toName, text: bytes };
    }
    case 'read':
      return { kind: one.kind, account: one.account, with: one.peer, upTo: one.upTo };
    case 'waiting':
      return { kind: one.kind, to: one.to, from: one.from, count: one.count };
    case 'end':
      return one;
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
      return { kind, id, name, createdAt, operator, password, place: received };
    }
    case 'reservation':
      return { ...data, until: Date.parse(data.until) };
    case 'message':
      return { ...data, at: Date.parse(data.at), text: encodeText(data.text) };
    case 'read':
      return { kind: data.kind, account: data.account, peer: data.with, upTo: data.upTo };
    default:
      return data;
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
