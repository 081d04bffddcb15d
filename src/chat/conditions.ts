/** Preconditions of commands. */
import type { Contract, Who } from '../protocol/contract.ts';
import { Reason } from '../protocol/frames.ts';
import { isRoomName, nameAllowed, nameMayBeRegistered } from '../protocol/names.ts';
import type { Account, Actor, Person } from './people/client.ts';
import type { Precondition } from './request.ts';

/** Commands whose `name` is to become one's own. */
type Named = 'login' | 'register' | 'rename' | 'authorize';

/** The check behind each value of a contract's `who`; null: anybody may. */
const whoMay: Readonly<Record<Who, Precondition | null>> = {
  anyone: null,
  stranger: (_hub, actor) => (actor.person !== null ? Reason.alreadyLoggedIn : Reason.none),
  person: (_hub, actor) => (actor.person === null ? Reason.notLoggedIn : Reason.none),
  account: (_hub, { person }) => registered(person),
  operator: (_hub, { person }) => {
    // A guest may be one, too, by `oper`.
    if (person?.account?.leaving !== true && person?.isOperator === true) return Reason.none;
    const reason = registered(person);
    return reason === Reason.none ? Reason.notPermitted : reason;
  },
};

/** Why somebody may not give the command of `contract`; null: anybody may. */
export function mayGive({ who, owner }: Contract): Precondition | null {
  const objects = whoMay[who];
  if (objects === null || owner !== true) return objects;
  return (hub, actor, request) => (isOwner(actor) ? Reason.none : objects(hub, actor, request));
}

/** Is it the owner of the server, who has no account? */
export function isOwner(actor: Actor): boolean {
  return !actor.present && actor.owner;
}

/** Logged in, and not as a guest. */
function registered(person: Person | null): Reason {
  if (person === null) return Reason.notLoggedIn;
  const { account } = person;
  return account === null || account.leaving ? Reason.accountNeeded : Reason.none;
}

/** Passwords travel only on connections that nobody else can listen to. */
export const confidential: Precondition = (_hub, actor) =>
  actor.confidential ? Reason.none : Reason.tlsRequired;

/** The name may be used to log in: it is a valid new one, or was registered when the rules were wider. */
export const allowedName: Precondition<Named> = (hub, _actor, { given }) => {
  const { name } = given;
  if (nameAllowed(name)) return Reason.none;
  const known = !isRoomName(name) && hub.accountOf(name) !== undefined;
  return known ? Reason.none : Reason.nameNotAllowed;
};

export const registrableName: Precondition<Named> = (_hub, _actor, request) =>
  nameMayBeRegistered(request.given.name) ? Reason.none : Reason.nameNotAllowed;

/** For commands that store something other than a text: strangers of one address may store only so much. */
export const mayStore: Precondition = (hub, actor) => hub.texts.storesEntry(actor);

/** The account of `actor`, which `registered` has checked. */
export function accountOf(actor: Actor): Account {
  const account = actor.person?.account ?? null;
  if (account === null) throw new Error('a command for registered people lacks its precondition');
  return account;
}

/** The person of `actor`, whom the contract's `who` has let through. */
export function personOf({ person }: Actor): Person {
  if (person === null)
    throw new Error('a command for people who are logged in lacks its precondition');
  return person;
}
