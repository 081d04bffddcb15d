/** What requests claim, and their replies confirm: names, and the proofs of them. */
import type { Arguments } from '../protocol/contracts.ts';
import type { OtherCommand, Request } from './connection.ts';
import type { Proof } from './standing-login.ts';

/** A claim that a request makes and its reply confirms: who is logged in, and the proof of it; or a room's name. */
export interface Claim {
  readonly name: string;
  readonly proof: Proof;
  /** The room that is to have the name. */
  readonly room?: string;
}

export class Claims {
  readonly #claims = new WeakMap<Request, Claim>();

  of(request: Request): Claim | undefined {
    return this.#claims.get(request);
  }

  /** `request` was sent for `command`. */
  asked<Name extends OtherCommand>(
    request: Request,
    command: Name | 'login',
    given: Arguments<Name> | Arguments<'login'>,
  ): void {
    switch (command) {
      case 'login':
      case 'register':
      case 'rename': {
        const { name, ...proof } = given as Arguments<'login'>;
        this.#claims.set(request, { name, proof });
        break;
      }
      case 'rename-room': {
        const { name, room } = given as Arguments<'rename-room'>;
        this.#claims.set(request, { name, proof: {}, room });
        break;
      }
      case 'change-password': {
        const { new: password } = given as Arguments<'change-password'>;
        this.#claims.set(request, { name: '', proof: { password } });
      }
    }
  }
}
