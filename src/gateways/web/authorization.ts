/**
 * What a browser is given that has the password of a name: a token, of a device that is remembered from now on; and how
 * that is forgotten again.
 */

import type { Answer, Refusal } from '../../chat/answer.ts';
import type { Asker, Origin } from '../../chat/calls.ts';
import { commands } from '../../chat/commands.ts';
import type { Entrance } from '../../chat/entrance.ts';
import type { Request } from '../../chat/request.ts';
import type { Arguments, CommandName, ReplyData } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';

export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** What the device is called. */
  readonly device: string;
}

export interface Authorized {
  /** As it is written. */
  readonly name: string;
  readonly token: string;
}

const NO_BYTES = new Uint8Array(0);

function requestOf<Name extends CommandName>(given: Arguments<Name>): Request<Name> {
  return { given, bytes: NO_BYTES, start: 0, end: 0 };
}

/** As a stranger: what is asked for proves who it is. */
function stranger({ id, address, confidential }: Origin): Asker {
  return { id, address, confidential, account: null, device: null, owner: false };
}

/** Tells `done` what `credentials` are good for, or why not; the function that it returns stops caring. */
export type Authorize = (
  origin: Origin,
  credentials: Credentials,
  done: (outcome: Authorized | Reason | Refusal) => void,
) => () => void;

export function authorizing(entrance: Entrance): Authorize {
  return (origin, credentials, done) =>
    entrance.ask(stranger(origin), commands.authorize, requestOf({ ...credentials }), (answer) => {
      done(outcomeOf(answer));
    });
}

function outcomeOf(answer: Answer): Authorized | Reason | Refusal {
  if (typeof answer === 'number' || 'reason' in answer) return answer;
  if (!('data' in answer)) return Reason.notStored;
  const { name, token } = answer.data as ReplyData<'login'>;
  return token ? { name, token } : Reason.notStored;
}

/** Has the device forgotten that `token` is of, and tells `done`: why it could not be, or none. */
export type Forget = (origin: Origin, token: string, done: (reason: Reason) => void) => () => void;

export function forgetting(entrance: Entrance): Forget {
  return (origin, token, done) =>
    entrance.ask(stranger(origin), commands.forget, requestOf({ token }), (answer) => {
      if (typeof answer === 'number') done(answer);
      else done('reason' in answer ? answer.reason : Reason.none);
    });
}
