/** Shared schemas of export lines. */
import { z } from 'zod';
import { MESSAGE_KEY_CHARACTERS_MAX, TEXT_CODE_POINTS_MAX } from '../protocol/limits.ts';
import { codePointsUpTo, NAME_SIZE, nameFits } from '../protocol/names.ts';

/** Far above any id so far. */
const ID_MAX = 2 ** 50;

export const id = z.int().min(1).max(ID_MAX);
/** An id, or 0 for none yet. */
export const place = z.int().min(0).max(ID_MAX);
export const name = z.string().refine(nameFits, NAME_SIZE);
export const key = z
  .string()
  .regex(/^[\x21-\x7e]+$/)
  .max(MESSAGE_KEY_CHARACTERS_MAX);
export const time = z.iso.datetime({ error: 'not a time such as 2026-01-31T09:30:00.000Z' });
export const text = z
  .string()
  .min(1, 'an empty text')
  .refine((value) => value.isWellFormed(), 'half of a surrogate pair')
  .refine(
    (value) => codePointsUpTo(value, TEXT_CODE_POINTS_MAX) <= TEXT_CODE_POINTS_MAX,
    `more than ${TEXT_CODE_POINTS_MAX} characters`,
  );

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
