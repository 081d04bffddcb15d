/** The numbers of wire protocol version 1: frame types, results and reasons (docs/PROTOCOL.md). */

import { durationWords } from './durations.ts';
import { PASSWORD_BYTES_MAX, PASSWORD_BYTES_MIN } from './limits.ts';

export const FrameType = {
  login: 0x01,
  list: 0x02,
  sendto: 0x03,
  logout: 0x04,
  auth: 0x05,
  command: 0x10,
  response: 0x81,
  names: 0x82,
  message: 0x83,
  event: 0x90,
} as const;

export const Result = {
  ok: 0,
  failure: 1,
  malformed: 2,
} as const;
export type Result = (typeof Result)[keyof typeof Result];

/** The reason of a failure; `none` goes with every other result. */
export const Reason = {
  none: 0,
  nameInUse: 1,
  alreadyLoggedIn: 2,
  notLoggedIn: 3,
  noSuchUser: 4,
  nameNotAllowed: 5,
  passwordNeeded: 6,
  wrongPassword: 7,
  tooFast: 8,
  notPermitted: 9,
  serverFull: 10,
  tooManyConnections: 11,
  tlsRequired: 12,
  notStored: 13,
  quotaReached: 14,
  busy: 15,
  invitationNeeded: 16,
  accountNeeded: 17,
  notFound: 18,
  passwordNotAllowed: 19,
  badSearch: 20,
  noSuchRoom: 21,
  notMember: 22,
  banned: 23,
  muted: 24,
  damaged: 25,
  notEmoji: 26,
  moderated: 27,
} as const;
export type Reason = (typeof Reason)[keyof typeof Reason];

/** Each reason in words, for the detail of a RESPONSE, and for clients that get no detail. */
export const reasonTexts: Readonly<Record<Reason, string>> = {
  [Reason.none]: '',
  [Reason.nameInUse]: 'name in use',
  [Reason.alreadyLoggedIn]: 'already logged in',
  [Reason.notLoggedIn]: 'not logged in',
  [Reason.noSuchUser]: 'no such user',
  [Reason.nameNotAllowed]: 'name not allowed',
  [Reason.passwordNeeded]: 'password needed',
  [Reason.wrongPassword]: 'wrong password',
  [Reason.tooFast]: 'too fast',
  [Reason.notPermitted]: 'not permitted',
  [Reason.serverFull]: 'server full',
  [Reason.tooManyConnections]: 'too many connections from your address',
  [Reason.tlsRequired]: 'TLS required',
  [Reason.notStored]: 'cannot be stored now',
  [Reason.quotaReached]: 'quota reached',
  [Reason.busy]: 'server busy',
  [Reason.invitationNeeded]: 'invitation needed',
  [Reason.accountNeeded]: 'only for registered people',
  [Reason.notFound]: 'not found',
  [Reason.passwordNotAllowed]: `password not allowed (${PASSWORD_BYTES_MIN} to ${PASSWORD_BYTES_MAX} bytes)`,
  [Reason.badSearch]: 'not a search (words, "phrases", from:, with:, before:2026-11-01, after:)',
  [Reason.noSuchRoom]: 'no such room',
  [Reason.notMember]: 'not in this room',
  [Reason.banned]: 'banned from this room',
  [Reason.muted]: 'muted in this room',
  [Reason.damaged]: 'what is stored is damaged',
  [Reason.notEmoji]: 'not an emoji',
  [Reason.moderated]: 'moderated: only who has a voice speaks here',
};

/** A reason in words, with the wait in milliseconds where it is known. */
export function refusalText(reason: Reason, waitMs?: number): string {
  const text = reasonTexts[reason];
  return waitMs === undefined ? text : `${text}: try again in ${durationWords(waitMs)}`;
}

/** A reason in words; one that this version does not know is shown by number. */
export function reasonText(reason: number): string {
  return reasonTexts[reason as Reason] ?? `reason ${reason}`;
}
