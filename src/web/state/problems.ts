/** Errors in words of the page's language. */
import {
  CommandRefused,
  ConnectFailed,
  ConnectionLost,
  InvalidArgument,
} from '../../client/browser.ts';
import { PASSING } from '../../client/standing-login.ts';
import { Reason } from '../../protocol/frames.ts';
import { waitOf } from '../text/dates.ts';
import { problemTexts as texts } from '../translations/problem-texts.ts';
import { type Text, t } from '../translations/texts.ts';

const REASONS: Readonly<Record<number, Text>> = {
  [Reason.nameInUse]: texts.nameInUse,
  [Reason.alreadyLoggedIn]: texts.alreadyLoggedIn,
  [Reason.notLoggedIn]: texts.notLoggedIn,
  [Reason.noSuchUser]: texts.noSuchUser,
  [Reason.nameNotAllowed]: texts.nameNotAllowed,
  [Reason.passwordNeeded]: texts.passwordNeeded,
  [Reason.wrongPassword]: texts.wrongPassword,
  [Reason.tooFast]: texts.tooFast,
  [Reason.notPermitted]: texts.notPermitted,
  [Reason.serverFull]: texts.serverFull,
  [Reason.tooManyConnections]: texts.tooManyConnections,
  [Reason.tlsRequired]: texts.tlsRequired,
  [Reason.notStored]: texts.notStored,
  [Reason.quotaReached]: texts.quotaReached,
  [Reason.busy]: texts.busy,
  [Reason.invitationNeeded]: texts.invitationNeeded,
  [Reason.accountNeeded]: texts.accountNeeded,
  [Reason.notFound]: texts.notFound,
  [Reason.passwordNotAllowed]: texts.passwordNotAllowed,
  [Reason.badSearch]: texts.badSearch,
  [Reason.noSuchRoom]: texts.noSuchRoom,
  [Reason.notMember]: texts.notMember,
  [Reason.banned]: texts.banned,
  [Reason.muted]: texts.muted,
  [Reason.damaged]: texts.damaged,
};

/**
 * The words for a reason of the protocol; newer servers may send others. `wait`: seconds until it passes by itself, or
 * null.
 */
export function reasonWords(reason: number, wait: number | null = null): string {
  const text = REASONS[reason];
  const words = text === undefined ? t(texts.unknown, { reason }) : t(text);
  if (wait === null) return words;
  const after = { wait: waitOf(wait) };
  if (reason === Reason.tooFast) return t(texts.tooFastYet, after);
  return `${words} ${t(texts.tryAgainIn, after)}`;
}

/** Why there is no connection, given the `status` of a plain request to the server; null if there was no answer. */
export function unreachableWords(status: number | null): string {
  if (status === 429) return t(texts.tooManyConnections);
  if (status === 503) return t(texts.serverFull);
  // A proxy sends 502 or 504 for a server that is away.
  if (status === null || status >= 500) return t(texts.cannotConnect);
  return t(texts.noWebSocket);
}

/** The words for an error of a command or the connection. */
export function problemOf(error: unknown): string {
  if (error instanceof CommandRefused) return reasonWords(error.reason, error.wait);
  if (error instanceof ConnectionLost) return t(error.sent ? texts.unsure : texts.notConnected);
  if (error instanceof ConnectFailed) return t(texts.cannotConnect);
  // Caused only by typed text: too long, or with characters that a name may not have.
  if (error instanceof InvalidArgument) return t(texts.notFitting);
  return t(texts.strange);
}

export function isRefusedFor(error: unknown, ...reasons: number[]): boolean {
  return error instanceof CommandRefused && reasons.includes(error.reason);
}

/** May the error pass, so that trying again is worthwhile? */
export function passes(error: unknown): boolean {
  return error instanceof ConnectionLost || isRefusedFor(error, ...PASSING);
}
