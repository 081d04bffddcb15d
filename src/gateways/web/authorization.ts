/**
 * Gives a browser a token, of a new remembered device, in exchange for a name and its password; and forgets that device
 * again.
 */

import { type Answer, type Refusal, reasonOf } from '../../chat/answer.ts';
import { type Asker, EVERY_SCOPE, type Origin } from '../../chat/calls.ts';
import { commands } from '../../chat/commands.ts';
import type { Entrance } from '../../chat/entrance.ts';
import { requestOf } from '../../chat/request.ts';
import type { Arguments } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';

export type Credentials = Arguments<'authorize'>;

export interface Authorized {
  /** In its registered spelling. */
  readonly name: string;
  readonly token: string;
}

/** Asks as a stranger: the credentials prove the identity. */
function stranger({ id, address, confidential }: Origin): Asker {
  const origin = { id, address, confidential };
  return { ...origin, account: null, device: null, owner: false, scopes: EVERY_SCOPE };
}

/** Checks `credentials`; `done` gets the token, or a reason. @returns a function that cancels */
export type Authorize = (
  origin: Origin,
  credentials: Credentials,
  done: (outcome: Authorized | Reason | Refusal) => void,
) => () => void;

export function authorizing(entrance: Entrance): Authorize {
  return (origin, credentials, done) =>
    entrance.ask(stranger(origin), commands.authorize, requestOf(credentials), (answer) => {
      done(outcomeOf(answer));
    });
}

function outcomeOf(answer: Answer<'authorize'>): Authorized | Reason | Refusal {
  if (typeof answer === 'number' || 'reason' in answer) return answer;
  if (!('data' in answer)) return Reason.notStored;
  const { name, token } = answer.data;
  return token ? { name, token } : Reason.notStored;
}

/**
 * Forgets the device that `token` belongs to; `done` gets the reason where that failed, or Reason.none. @returns a
 * function that cancels
 */
export type Forget = (origin: Origin, token: string, done: (reason: Reason) => void) => () => void;

export function forgetting(entrance: Entrance): Forget {
  return (origin, token, done) =>
    entrance.ask(stranger(origin), commands.forget, requestOf({ token }), (answer) =>
      done(reasonOf(answer)),
    );
}
