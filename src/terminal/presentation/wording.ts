/** The client's wording for failed replies and for the state of the connection. */
import type { ConnectionEnd, Reply } from '../../client/connection.ts';
import { reasonText } from '../../protocol/frames.ts';
import { oneLine } from '../../protocol/visible.ts';

/** Where a detail or an error is cut off: a server's explanation should be a sentence. */
const EXPLANATION_CHARACTERS_MAX = 300;

/** The reason for refusing a typed line. */
export const NOT_UTF_8 = 'what your terminal sent is not UTF-8';
export const UNSEEN = 'nothing in it can be seen';

/** Other people's words about a fault, safe to print and not too long. */
export function explanation(text: string): string {
  const shown = oneLine(text.slice(0, EXPLANATION_CHARACTERS_MAX + 1));
  if (shown.length <= EXPLANATION_CHARACTERS_MAX) return shown;
  return `${shown.slice(0, EXPLANATION_CHARACTERS_MAX).toWellFormed()}…`;
}

/** Why a command failed; empty if the server did not say. */
export function failureReason(reason: number, detail: string): string {
  return explanation(detail) || reasonText(reason);
}

/** The words for a malformed RESPONSE: a bug, and not the user's fault. */
export function malformedText(detail: string): string {
  const why = explanation(detail);
  return `the server could not make sense of a command, which is a bug${why && `: ${why}`}`;
}

/** Says how many messages wait for a connection. */
export function waitingText(count: number): string {
  return count === 1 ? '1 message waits' : `${count} messages wait`;
}

/** Says that a guest is no longer in `rooms` since the connection was lost. */
export function leftText(rooms: readonly string[]): string {
  const names = explanation(rooms.join(', '));
  const way = rooms.length === 1 ? `join ${names}` : 'join';
  return `as a guest you left ${names} with the connection; to go back in: ${way}`;
}

/** Says that the connection is lost because of `why`, and how many messages wait for the next. */
export function lostText(why: string, waiting: number): string {
  const waits = waiting === 0 ? '' : `; ${waitingText(waiting)}`;
  return `connection lost: ${explanation(why)}; trying again${waits}`;
}

/** Says that logging in again as `name` failed with `reply`, and whether the client goes on trying. */
export function notRestoredText(name: string, reply: Reply, trying: boolean): string {
  const why = reply.kind === 'failure' ? failureReason(reply.reason, reply.detail) : reply.kind;
  return `could not log in again as ${oneLine(name)} (${why})${trying ? '; still trying' : ''}`;
}

/** Says that the server has not answered for a while, and how many commands wait. */
export function slowText(waiting: number): string {
  return `no answer yet; ${waiting === 1 ? '1 command waits' : `${waiting} commands wait`}`;
}

/** Says why the session with the server at `where` has ended. */
export function endText(where: string, { kind, why }: ConnectionEnd): string {
  switch (kind) {
    case 'unreachable':
      return `cannot connect to ${where}: ${explanation(why)}`;
    case 'untrusted':
      return `will not talk to ${where}: ${oneLine(why)}`;
    case 'lost':
      return `lost the connection to ${where}: ${explanation(why)}`;
    case 'protocol':
      return `${where} does not speak the Chinwag protocol: ${explanation(why)}`;
  }
}
