/**
 * What a browser is given that has the password of a name: a token, of a device that is remembered from now on; and how
 * that is forgotten again.
 */
import { forgetToken } from '../../chat/commands/devices.ts';
import { authorize } from '../../chat/commands/login.ts';
import type { Hub } from '../../chat/hub.ts';
import type { Connection, Refusal, Ticket } from '../../chat/ports.ts';
import type { Command, Options } from '../../chat/request.ts';
import type { Result } from '../../chat/results.ts';
import type { Session } from '../../chat/session.ts';
import { Reason } from '../../protocol/frames.ts';

/** Who asks. */
export interface Asker {
  /** The connection's number, for the log. */
  readonly id: number;
  readonly address: string;
  /** May a password travel here? */
  readonly confidential: boolean;
}

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

/** Asks the hub once. It answers at once, or when the password was looked at and the device is stored. */
class Authorization implements Connection {
  readonly #session: Session;
  readonly #hub: Hub;
  readonly #done: (outcome: Authorized | Reason | Refusal) => void;

  constructor(hub: Hub, asker: Asker, done: (outcome: Authorized | Reason | Refusal) => void) {
    this.#hub = hub;
    this.#done = done;
    this.#session = hub.connect(asker.id, asker.address, asker.confidential, this);
  }

  ask(command: Command, name: string, options: Options): void {
    const request = { name, options, bytes: NO_BYTES, start: 0, end: 0 };
    this.#hub.execute(this.#session, command, request);
  }

  /** Nobody waits for it any more. */
  leave(): void {
    this.#hub.disconnect(this.#session, 'closed by the client');
  }

  failure(reason: Reason, waitMs?: number, why?: string): void {
    const isPlain = waitMs === undefined && why === undefined;
    this.#done(isPlain ? reason : { reason, waitMs, why });
  }

  result(result: Result): void {
    const isToken = result.kind === 'welcome' && result.token !== null;
    this.#done(isToken ? { name: result.name, token: result.token } : Reason.notStored);
  }

  later(): Ticket {
    return this;
  }

  message(): boolean {
    return true;
  }

  post(): boolean {
    return true;
  }

  success(): void {
    this.#done(Reason.none);
  }

  roster(): void {}
  answering(): void {}
  event(): void {}
  tellWhenWritten(): void {}
  occupied(): void {}
  dismiss(): void {}
  readonly unansweredMs = 0;
  abandon(): void {}
}

/** Tells `done` what `credentials` are good for, or why not; the function that it returns stops caring. */
export type Authorize = (
  asker: Asker,
  credentials: Credentials,
  done: (outcome: Authorized | Reason | Refusal) => void,
) => () => void;

export function authorizing(hub: Hub): Authorize {
  return (asker, credentials, done) => {
    const authorization = new Authorization(hub, asker, done);
    const { name, ...options } = credentials;
    authorization.ask(authorize, name, options);
    return () => authorization.leave();
  };
}

/** Has the device forgotten that `token` is of, and tells `done`: why it could not be, or none. */
export type Forget = (asker: Asker, token: string, done: (reason: Reason) => void) => () => void;

export function forgetting(hub: Hub): Forget {
  return (asker, token, done) => {
    const request = new Authorization(hub, asker, (outcome) => {
      if (typeof outcome === 'number') done(outcome);
      else done('reason' in outcome ? outcome.reason : Reason.none);
    });
    request.ask(forgetToken, '', { token });
    return () => request.leave();
  };
}
