/** What commands require before they are executed. */
import { Reason } from '../protocol/frames.ts';
import { isRoomName, nameAllowed, nameMayBeRegistered } from '../protocol/names.ts';
import type { Precondition } from './request.ts';
import type { Account, Actor } from './session.ts';

/** Commands whose `name` is to be one's own. */
type Named = 'login' | 'register' | 'rename';

export const loggedIn: Precondition = (_hub, actor) =>
  actor.person === null ? Reason.notLoggedIn : Reason.none;

export const notYetLoggedIn: Precondition = (_hub, actor) =>
  actor.person !== null ? Reason.alreadyLoggedIn : Reason.none;

/** Logged in, and not as a guest. */
export const registered: Precondition = (_hub, actor) => {
  if (actor.person === null) return Reason.notLoggedIn;
  const { account } = actor.person;
  return account === null || account.leaving ? Reason.accountNeeded : Reason.none;
};

/** Passwords travel only where nobody else can listen. */
export const confidential: Precondition = (_hub, actor) =>
  actor.confidential ? Reason.none : Reason.tlsRequired;

/** One may log in with it: a new one is allowed, or it was registered when more was. */
export const allowedName: Precondition<Named> = (hub, _actor, { given }) => {
  const { name } = given;
  if (nameAllowed(name)) return Reason.none;
  const known = !isRoomName(name) && hub.accountOf(name) !== undefined;
  return known ? Reason.none : Reason.nameNotAllowed;
};

export const registrableName: Precondition<Named> = (_hub, _actor, request) =>
  nameMayBeRegistered(request.given.name) ? Reason.none : Reason.nameNotAllowed;

/** Of commands that leave something stored which is no text: strangers of one address may leave only so much. */
export const mayStore: Precondition = (hub, actor) => hub.texts.storesEntry(actor);

/** The account of `actor`, which `registered` has let through. */
export function accountOf(actor: Actor): Account {
  const account = actor.person?.account ?? null;
  if (account === null) throw new Error('a command for registered people lacks its precondition');
  return account;
}
