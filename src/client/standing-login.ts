/** The wish to be logged in: kept over lost connections, and carried out again on new ones. */
import type { Arguments } from '../protocol/contracts.ts';
import { Reason } from '../protocol/frames.ts';
import type { Reply } from './connection.ts';
import { Pauses } from './reconnection.ts';

/** How one proves to be who is registered under a name, and whether to be remembered. */
export type Proof = Omit<Arguments<'login'>, 'name'>;

/** Failures of a login that pass: the server has not yet noticed that the old connection is dead, say. */
export const PASSING: ReadonlySet<number> = new Set([
  Reason.nameInUse,
  Reason.tooFast,
  Reason.serverFull,
  Reason.tooManyConnections,
  // Of one's devices: the dead connection is one of those that are logged in.
  Reason.quotaReached,
  Reason.busy,
]);

export interface StandingLoginWorld {
  readonly after: (ms: number, task: () => void) => () => void;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** Asks for the login, where there is a connection. */
  login(name: string, proof: Proof): void;
  restored(name: string): void;
  /** Told once for each cause; is it tried again? */
  notRestored(name: string, reply: Reply, trying: boolean): void;
  /** Nobody is logged in again. */
  gaveUp(): void;
}

export class StandingLogin {
  readonly #world: StandingLoginWorld;
  readonly #pauses: Pauses;
  /** Who was logged in when the connection was lost, and shall be again. */
  #wanted: string | null = null;
  /** What logs in as that again, where a name alone does not. */
  #proof: Proof = {};
  #toldReason: number | null = null;
  /** Calls off what is due later. */
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

  /** A login has succeeded, with what proves it next time. */
  succeeded(proof: Proof): void {
    this.#proof = proof;
    this.stop();
  }

  /** Whoever is logged in has another password from now on. */
  passwordChanged(password: string | undefined): void {
    // What logged in by something else, a cookie say, does so again.
    if (this.#proof.password !== undefined) this.#proof = { password };
  }

  /** Whoever was logged in is not any more, and does not want to be. */
  ended(): void {
    this.#proof = {};
    this.stop();
  }

  /** No login is under way, nor wanted. */
  stop(): void {
    this.#wanted = null;
    this.#toldReason = null;
    this.#pauses.reset();
    this.#callOff();
  }

  /** The connection is lost, on which `name` was logged in, if anybody was. */
  lost(name: string | null): void {
    this.#wanted ??= name;
    this.#pauses.reset();
    this.#callOff();
  }

  /** There is a connection. */
  opened(): void {
    if (this.#wanted !== null) this.#world.login(this.#wanted, this.#proof);
  }

  /** The reply to the login as `name` that was asked for here. */
  replied(name: string, reply: Reply): void {
    if (reply.kind === 'ok') return this.#world.restored(name);
    // A login or logout of the user's own has come in between.
    if (this.#wanted !== name) return;
    const reason = reply.kind === 'failure' ? reply.reason : Reason.none;
    const trying = PASSING.has(reason);
    if (reason !== this.#toldReason || !trying) this.#world.notRestored(name, reply, trying);
    if (!trying) {
      // A token that was revoked is none.
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
