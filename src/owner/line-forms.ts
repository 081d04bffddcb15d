/** Converters for the values of a row in a line of an export. */
import { z } from 'zod';
import { FOREVER } from '../chat/records.ts';
import { TOPIC_CHARACTERS_MAX } from '../protocol/limits.ts';
import { codePointsUpTo } from '../protocol/names.ts';
import { parseRecord } from '../secrets/password-record.ts';
import type { Form, LineValues } from '../store/tables/column.ts';
import { id, iso, name, place, time } from './line-parts.ts';

const SLOW_SECONDS_MAX = 1_000_000;
const COUNT_MAX = 1_000_000;
const EMOJI_UNITS_MAX = 64;
const ADDRESS_UNITS_MAX = 64;

export interface LineForm<Value> {
  readonly schema: z.ZodType;
  /** The JSON value; undefined: it is left out. */
  write(value: Value): unknown;
  /** `json` has been checked against the schema. */
  read(json: unknown): Value;
}

/** A value that is the same in a line. */
function plain<Value>(schema: z.ZodType<Value>): LineForm<Value> {
  return { schema, write: (value) => value, read: (json) => json as Value };
}

/** A value that is left out where it equals `usual`. */
function unless<Value>(usual: Value, schema: z.ZodType<Value>): LineForm<Value> {
  return {
    schema: schema.optional(),
    write: (value) => (value === usual ? undefined : value),
    read: (json) => (json === undefined ? usual : (json as Value)),
  };
}

const end = z.union([time, z.literal('forever')]);

function writtenEnd(ms: number): string {
  return ms === FOREVER ? 'forever' : iso(ms);
}

function readEnd(json: unknown): number {
  return json === 'forever' ? FOREVER : Date.parse(json as string);
}

export const LINE_FORMS: { readonly [Name in Form]: LineForm<LineValues[Name]> } = {
  id: plain(id),
  place: plain(place),
  'id or none': plain(id.nullable()),
  'id if any': unless(null, id.nullable()),
  name: plain(name),
  time: { schema: time, write: iso, read: (json) => Date.parse(json as string) },
  end: { schema: end, write: writtenEnd, read: readEnd },
  'end if any': {
    schema: end.optional(),
    write: (ms) => (ms === 0 ? undefined : writtenEnd(ms)),
    read: (json) => (json === undefined ? 0 : readEnd(json)),
  },
  flag: plain(z.boolean()),
  'flag unless true': { ...unless(true, z.boolean()), schema: z.literal(false).optional() },
  'flag if true': { ...unless(false, z.boolean()), schema: z.literal(true).optional() },
  password: unless(
    null,
    z
      .string()
      .refine((value) => parseRecord(value) !== null, 'not a record of argon2id as we make them')
      .nullable(),
  ),
  topic: plain(
    z
      .string()
      .refine(
        (value) => codePointsUpTo(value, TOPIC_CHARACTERS_MAX) <= TOPIC_CHARACTERS_MAX,
        `more than ${TOPIC_CHARACTERS_MAX} characters`,
      ),
  ),
  access: plain(z.enum(['public', 'private', 'unlisted', 'closed'])),
  role: plain(z.enum(['owner', 'moderator', 'member'])),
  seconds: plain(z.int().min(0).max(SLOW_SECONDS_MAX)),
  address: plain(z.string().max(ADDRESS_UNITS_MAX).nullable()),
  emoji: plain(z.string().min(1).max(EMOJI_UNITS_MAX)),
  count: plain(z.int().min(1).max(COUNT_MAX)),
};
