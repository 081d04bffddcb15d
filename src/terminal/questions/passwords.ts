/** Asks for passwords: unseen, new ones twice, and refuses those that cannot be valid. */
import { encodeText } from '../../protocol/bytes.ts';
import { Reason, reasonText } from '../../protocol/frames.ts';
import { PASSWORD_BYTES_MAX, PASSWORD_BYTES_MIN, TOKEN_PREFIX } from '../../protocol/limits.ts';
import { oneLine } from '../../protocol/visible.ts';
import type { Desk } from '../commands/desk.ts';
import { NOT_UTF_8 } from '../presentation/wording.ts';

/** The answer to a command whose question was cancelled. */
const GIVEN_UP = 'cancelled';

export class Passwords {
  readonly #desk: Desk;
  readonly #confidential: boolean;

  readonly #bytesMin: () => number;

  /** `confidential`: the connection is safe from eavesdroppers. `bytesMin`: of a new password. */
  constructor(
    desk: Desk,
    confidential: boolean,
    bytesMin: () => number = () => PASSWORD_BYTES_MIN,
  ) {
    this.#desk = desk;
    this.#confidential = confidential;
    this.#bytesMin = bytesMin;
  }

  /**
   * Asks for the password of `name` and passes it to `use`. If the user cancels, the line is answered with a failure
   * because of `why`.
   */
  ask(name: string, use: (password: string) => void, why: string = GIVEN_UP): void {
    if (!this.#mayBeSent()) return;
    this.#desk.askUnseen(`Password for ${oneLine(name)}: `, (password) => {
      if (password === null) this.#fail(why);
      else if (!password.isWellFormed()) this.#fail(NOT_UTF_8);
      else if (!fits(password)) this.#fail(reasonText(Reason.wrongPassword));
      else use(password);
    });
  }

  /** Asks for a new password of `name`, twice, and passes it to `use`. */
  askNew(name: string, use: (password: string) => void): void {
    if (!this.#mayBeSent()) return;
    this.#desk.askUnseen(`New password for ${oneLine(name)}: `, (password) => {
      if (password === null) return this.#fail(GIVEN_UP);
      if (!password.isWellFormed()) return this.#fail(NOT_UTF_8);
      const least = this.#bytesMin();
      if (!allowed(password, least)) {
        return this.#fail(`password not allowed (${least} to ${PASSWORD_BYTES_MAX} bytes)`);
      }
      this.#desk.askUnseen('The same again: ', (again) => {
        if (again === null) this.#fail(GIVEN_UP);
        else if (again !== password) this.#fail('these were not the same');
        else use(password);
      });
    });
  }

  #mayBeSent(): boolean {
    if (this.#confidential) return true;
    this.#fail('it needs a password, which may not travel unencrypted; connect with --tls');
    return false;
  }

  #fail(why: string): void {
    this.#desk.say(this.#desk.shown.failure(why));
  }
}

/** Can the password be sent at all? */
function fits(password: string): boolean {
  return encodeText(password).length <= PASSWORD_BYTES_MAX;
}

/** Checks a new password. The server decides; this spares the user from typing one twice that it would refuse. */
function allowed(password: string, least: number): boolean {
  const isLong = encodeText(password).length >= least;
  return isLong && fits(password) && !password.startsWith(TOKEN_PREFIX);
}
