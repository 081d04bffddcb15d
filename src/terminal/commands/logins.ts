/** Commands about the user's own account: logging in and out, registering, renaming, and tokens on this device. */
import { hostname } from 'node:os';
import type { Reply } from '../../client/connection.ts';
import { Reason, reasonText } from '../../protocol/frames.ts';
import { DEVICE_CHARACTERS_MAX } from '../../protocol/limits.ts';
import { nameKey } from '../../protocol/names.ts';
import { oneLine } from '../../protocol/visible.ts';
import { OwnRooms } from '../conversation/own-rooms.ts';
import type { Remembered } from '../device/remembered.ts';
import { leftText } from '../presentation/wording.ts';
import type { Passwords } from '../questions/passwords.ts';
import { askMore, type Desk } from './desk.ts';

/** A token refused for one of these reasons is useless: it was revoked, or the account is gone. */
const TOKEN_REFUSALS: readonly number[] = [Reason.wrongPassword, Reason.noSuchUser];

export class Logins {
  readonly #desk: Desk;
  readonly #passwords: Passwords;
  readonly #remembered: Remembered;
  readonly rooms = new OwnRooms();
  /** The name that logged in last and has not logged out since, connected or not. */
  #name: string | null = null;

  constructor(desk: Desk, passwords: Passwords, remembered: Remembered) {
    this.#desk = desk;
    this.#passwords = passwords;
    this.#remembered = remembered;
  }

  login(name: string): void {
    const token = this.#desk.session.extended ? this.#remembered.find(name) : null;
    if (token === null) return this.#loginByName(name);
    const show = (reply: Reply): string | null => {
      if (reply.kind !== 'failure' || !TOKEN_REFUSALS.includes(reply.reason)) {
        const shown = this.#entered(reply);
        this.#tellName(name);
        return shown;
      }
      this.#remembered.forget(name, token);
      this.#loginByName(name);
      return null;
    };
    this.#desk.asked(this.#desk.session.login(name, { token }), show, true);
  }

  #loginByName(name: string): void {
    const { session, asked } = this.#desk;
    const show = (reply: Reply): string | null => {
      const isRegistered = reply.kind === 'failure' && reply.reason === Reason.passwordNeeded;
      if (!isRegistered || !session.extended) return this.#entered(reply);
      const use = (password: string): void => this.#loginByPassword(name, password);
      this.#passwords.ask(name, use, reasonText(Reason.passwordNeeded));
      return null;
    };
    asked(session.login(name), show, true);
  }

  #loginByPassword(name: string, password: string): void {
    const { session, shown, asked, say } = this.#desk;
    if (!session.connected) return say(shown.failure('not connected'));
    const proof = { password, device: this.#device };
    // A user who sees nothing happen may type the password again.
    asked(session.login(name, proof), (reply) => this.#entered(reply), true);
  }

  register(name: string, invitation: string | null): void {
    const { session } = this.#desk;
    const isOther = session.name !== null && (session.registered || session.name !== name);
    if (isOther) return this.#refuse(Reason.alreadyLoggedIn);
    if (!this.#isKnown()) return;
    this.#passwords.askNew(name, (password) => {
      const code = invitation === null ? {} : { invitation };
      const given = { name, password, ...code, device: this.#device };
      askMore(this.#desk, 'register', given, () => this.#entered({ kind: 'ok', data: null }));
    });
  }

  changePassword(): void {
    const name = this.#registeredName();
    if (name === null) return;
    this.#passwords.ask(name, (old) => {
      this.#passwords.askNew(name, (password) => {
        askMore(this.#desk, 'change-password', { old, new: password }, () => 'Success');
      });
    });
  }

  unregister(): void {
    const name = this.#registeredName();
    if (name === null) return;
    this.#desk.notice('this gives up your name and erases every text that you wrote, for good');
    this.#passwords.ask(name, (password) => {
      askMore(this.#desk, 'unregister', { password }, () => {
        this.#remembered.forget(name);
        this.#name = null;
        return 'Success';
      });
    });
  }

  rename(name: string): void {
    askMore(this.#desk, 'rename', { name }, () => {
      this.#desk.session.renamed(name);
      this.renamed(name);
      return 'Success';
    });
  }

  logout(): void {
    const { session, shown, asked } = this.#desk;
    asked(session.logout(), (reply) => {
      if (reply.kind === 'ok') this.#name = null;
      return shown.reply(reply);
    });
  }

  /** Logs out while disconnected: only keeps the session from logging in again. */
  logoutUnconnected(): void {
    const { session, shown, say } = this.#desk;
    const wasWanted = this.#name !== null;
    this.#name = null;
    session.stayOut();
    say(
      wasWanted
        ? `Success\n${shown.notice('not connected; you will not be logged in again')}`
        : shown.failure('not connected'),
    );
  }

  /** The session has logged in again by itself. */
  restored(name: string): void {
    this.#name = name;
    const { session, notice } = this.#desk;
    notice(`logged in again as ${oneLine(name)}`);
    const rooms = session.registered ? [] : this.rooms.leaveAll();
    if (rooms.length > 0) notice(leftText(rooms));
  }

  /** The session could not log in again. */
  notRestored(name: string, reply: Reply, trying: boolean): void {
    if (!trying) this.#name = null;
    if (reply.kind === 'failure' && TOKEN_REFUSALS.includes(reply.reason)) {
      this.#remembered.forget(name, this.#desk.session.token);
    }
  }

  /** The logged-in user was renamed. */
  renamed(name: string): void {
    const old = this.#name;
    this.#name = name;
    const token = old === null ? null : this.#remembered.find(old);
    if (old === null || token === null) return;
    this.#remembered.forget(old);
    this.#remembered.keep(name, token);
  }

  /** The server has put this client out. */
  putOut(): void {
    this.#name = null;
  }

  /** A reply that says who is logged in now. */
  #entered(reply: Reply): string | null {
    const { session, shown } = this.#desk;
    if (reply.kind === 'ok' && session.name !== null) {
      this.#name = session.name;
      this.rooms.leaveAll();
      if (session.token !== null) this.#remembered.keep(session.name, session.token);
    }
    return shown.reply(reply);
  }

  /** Tells the user when a token logged in under another name than `asked`: the account was renamed since. */
  #tellName(asked: string): void {
    const { name } = this.#desk.session;
    if (name !== null && nameKey(name) !== nameKey(asked)) {
      this.#desk.notice(`your name is ${oneLine(name)} now`);
    }
  }

  /** The device's name, if tokens are wanted: without it, the server gives none. */
  get #device(): string | undefined {
    if (!this.#remembered.wanted) return undefined;
    return hostname().slice(0, DEVICE_CHARACTERS_MAX) || 'terminal';
  }

  /**
   * The name, if logged in as a registered user; otherwise null, and the line is answered without a pointless question.
   */
  #registeredName(): string | null {
    const { session } = this.#desk;
    if (!this.#isKnown()) return null;
    if (session.name !== null && session.registered) return session.name;
    this.#refuse(session.name === null ? Reason.notLoggedIn : Reason.accountNeeded);
    return null;
  }

  #isKnown(): boolean {
    const { session, shown, say } = this.#desk;
    if (!session.extended) say(shown.failure('the server does not know it'));
    return session.extended;
  }

  #refuse(reason: Reason): void {
    this.#desk.say(this.#desk.shown.failure(reasonText(reason)));
  }
}
