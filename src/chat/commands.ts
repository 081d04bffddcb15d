/**
 * The command table: what each command requires and does. How it is typed is in protocol/commands.ts;
 * how it travels is the gateways' business.
 */
import { Reason } from '../protocol/frames.ts';
import { nameAllowed } from '../protocol/names.ts';
import type { Hub } from './hub.ts';
import type { Session } from './session.ts';

/** A command's parameters; what a command does not have is left as it was. The text is lent. */
export interface Request {
  /** LOGIN: one's own name. SENDTO: the recipient's. 1–20 code points. */
  name: string;
  /** SENDTO: the text is `bytes[start, end)`, 1–65535 code points of UTF-8. */
  bytes: Uint8Array;
  start: number;
  end: number;
}

/** Why `session` may not do this now, or Reason.none. */
type Precondition = (hub: Hub, session: Session, request: Request) => Reason;

export interface Command {
  /** Checked in this order: the first that objects gives the reason. */
  readonly preconditions: readonly Precondition[];
  /** Does it. May still refuse, with a reason; Reason.none is success. */
  readonly run: (hub: Hub, session: Session, request: Request) => Reason;
  /** How success is answered, where it is not by `success`. */
  readonly answer?: (hub: Hub, session: Session) => void;
}

const loggedIn: Precondition = (_hub, session) =>
  session.person === null ? Reason.notLoggedIn : Reason.none;

const notYetLoggedIn: Precondition = (_hub, session) =>
  session.person !== null ? Reason.alreadyLoggedIn : Reason.none;

const notTooFast: Precondition = (hub, session) =>
  hub.logins.allows(session.address) ? Reason.none : Reason.tooFast;

const allowedName: Precondition = (_hub, _session, request) =>
  nameAllowed(request.name) ? Reason.none : Reason.nameNotAllowed;

const freeName: Precondition = (hub, _session, request) =>
  hub.find(request.name) === undefined ? Reason.none : Reason.nameInUse;

const roomForOneMore: Precondition = (hub) => (hub.full ? Reason.serverFull : Reason.none);

const mayList: Precondition = (hub, session) => {
  if (hub.settings.list === 'off') return Reason.notPermitted;
  if (hub.settings.list === 'logged-in' && session.person === null) return Reason.notLoggedIn;
  return Reason.none;
};

export const commands = {
  login: {
    preconditions: [notYetLoggedIn, allowedName, freeName, roomForOneMore, notTooFast],
    run(hub, session, request) {
      hub.enter(session, request.name);
      return Reason.none;
    },
  },
  list: {
    preconditions: [mayList],
    run: () => Reason.none,
    answer: (hub, session) => session.connection.roster(hub.roster),
  },
  sendto: {
    preconditions: [loggedIn],
    run(hub, session, request) {
      const recipient = hub.find(request.name);
      if (recipient === undefined || session.person === null) return Reason.noSuchUser;
      const { bytes, start, end } = request;
      // Whoever no longer reads is being cut off, and so is nobody already.
      const taken = recipient.connection.message(session.person, bytes, start, end);
      return taken ? Reason.none : Reason.noSuchUser;
    },
  },
  logout: {
    preconditions: [loggedIn],
    run(hub, session) {
      hub.leave(session, 'logout');
      return Reason.none;
    },
  },
} as const satisfies Record<string, Command>;
