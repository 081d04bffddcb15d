/** A login that is kept over lost connections and repeated on new ones. */
import type { Arguments } from '../protocol/contracts.ts';
import { Reason } from '../protocol/frames.ts';
import type { Reply } from './connection.ts';
import { Pauses } from './reconnection.ts';

/** The proof for a registered name (a password or a token), and the device to be remembered. */
export type Proof = Omit<Arguments<'login'>, 'name'>;

/**
 * Reasons of failed logins that pass by themselves, as when the server has not noticed that the old connection is dead.
 */
export const PASSING: ReadonlySet<number> = new Set([
  Reason.nameInUse,
  Reason.tooFast,
  Reason.serverFull,
  Reason.tooManyConnections,
  // The quota of connections: the dead one still counts.
  Reason.quotaReached,
  Reason.busy,
]);

export interface StandingLoginWorld {
  readonly after: (ms: number, task: () => void) => () => void;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** Sends the login if there is a connection. */
  login(name: string, proof: Proof): void;
  restored(name: string): void;
  /** Called once for each cause; `trying`: it will be tried again. */
  notRestored(name: string, reply: Reply, trying: boolean): void;
  /** The login will not be restored. */
  gaveUp(): void;
}

export class StandingLogin {
  readonly #world: StandingLoginWorld;
  readonly #pauses: Pauses;
  /** The name that was logged in when the connection was lost, and is to be logged in again. */
  #wanted: string | null = null;
  /** The proof for that name; empty for a guest. */
  #proof: Proof = {};
  #toldReason: number | null = null;
  /** Cancels the next attempt. */
  #cancel: (() => void) | null = null;

  constructor(world: StandingLoginWorld) {
    this.#world = world;
    this.#pauses = new Pauses(world.random);
  }

  get wanted(): string | null {
    return this.#wanted;
  }

  get token(): string | null {
    return this.#proof.token ?? null;
  }

  /** A login has succeeded; `proof` is for the next one. */
  succeeded(proof: Proof): void {
    this.#proof = proof;
    this.stop();
  }

  /** The logged-in person changed the password. */
  passwordChanged(password: string | undefined): void {
    // A login by other means, such as a cookie, is repeated by those.
    if (this.#proof.password !== undefined) this.#proof = { password };
  }

  /** The person logged out, or was put out, and is not to be logged in again. */
  ended(): void {
    this.#proof = {};
    this.stop();
  }

  /** Stops trying: no login is wanted any more. */
  stop(): void {
    this.#wanted = null;
    this.#toldReason = null;
    this.#pauses.reset();
    this.#callOff();
  }

  /** The connection is lost on which `name` was logged in; null if nobody was. */
  lost(name: string | null): void {
    this.#wanted ??= name;
    this.#pauses.reset();
    this.#callOff();
  }

  /** A connection is open. */
  opened(): void {
    if (this.#wanted !== null) this.#world.login(this.#wanted, this.#proof);
  }

  /** The reply to a login as `name` that was sent from here. */
  replied(name: string, reply: Reply): void {
    if (reply.kind === 'ok') return this.#world.restored(name);
    // The user has logged in or out meanwhile.
    if (this.#wanted !== name) return;
    const reason = reply.kind === 'failure' ? reply.reason : Reason.none;
    const trying = PASSING.has(reason);
    if (reason !== this.#toldReason || !trying) this.#world.notRestored(name, reply, trying);
    if (!trying) {
      // A revoked token is useless.
      if (reason === Reason.wrongPassword) this.#proof = {};
      this.stop();
      return this.#world.gaveUp();
    }
    this.#toldReason = reason;
    this.#cancel = this.#world.after(this.#pauses.next(), () => this.opened());
  }

  #callOff(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
