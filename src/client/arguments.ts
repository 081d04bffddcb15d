/** Checks of a caller's arguments, before anything is sent; a caller in JavaScript may pass anything. */
import { Reason, reasonText } from '../protocol/frames.ts';
import { TEXT_CODE_POINTS_MAX } from '../protocol/limits.ts';
import {
  codePointsUpTo,
  NAME_SIZE,
  nameFits,
  PERSON_NAME_SIZE,
  personNameFits,
} from '../protocol/names.ts';
import { CommandRefused, InvalidArgument } from './errors.ts';
import type { Way } from './transport.ts';

/** Checks the name of a person, or of a person or a room. @throws InvalidArgument */
export function checkName(name: string, whose: 'person' | 'either'): void {
  const fits = whose === 'person' ? personNameFits : nameFits;
  if (typeof name === 'string' && fits(name)) return;
  throw new InvalidArgument(whose === 'person' ? PERSON_NAME_SIZE : NAME_SIZE);
}

/** @throws InvalidArgument */
export function checkText(text: string): void {
  const length = typeof text === 'string' ? codePointsUpTo(text, TEXT_CODE_POINTS_MAX) : 0;
  if (length > 0 && length <= TEXT_CODE_POINTS_MAX) return;
  throw new InvalidArgument(`a text has 1 to ${TEXT_CODE_POINTS_MAX} characters`);
}

/**
 * Refuses `command`, which carries a password or a token, where others could overhear the connection. The server
 * would refuse it too, but only after it was sent (docs/PROTOCOL.md, AUTH).
 * @throws CommandRefused
 */
export function checkConfidence(command: string, { confidential }: Way): void {
  const reason = Reason.tlsRequired;
  if (!confidential) throw new CommandRefused(command, reason, reasonText(reason));
}

/**
 * Runs `request`, which sends `command`, and returns its result.
 * @throws InvalidArgument if that is larger than a COMMAND may be
 */
export function fitting<T>(command: string, request: () => T): T {
  try {
    return request();
  } catch (error) {
    if (error instanceof RangeError) throw new InvalidArgument(`${command}: too long`);
    throw error;
  }
}
