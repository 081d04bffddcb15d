/** Capabilities: the events that a client asks for with `hello`; gateways ask on behalf of plain clients. */
import type { EventJson } from './events.ts';

/** The capabilities that a client may name, and what each one brings; most are names of events. */
export const capabilities = {
  edited: 'new texts of messages',
  deleted: 'messages that are deleted',
  reacted: 'reactions',
  room: 'everything in rooms except members who join and leave by themselves',
  members: 'members who join and leave: `joined` and `left` of the event `room`',
  typing: 'people who are typing',
  presence: 'people who come, go or are away',
  sent: 'messages that your other devices send',
  read: 'conversations that your other devices have read',
  renamed: 'your new name, if another of your devices has changed it',
  blocked: 'people whom your other devices block or unblock',
} as const;

export type Capability = keyof typeof capabilities;

/** A set of capabilities, one bit each. */
export type Hearing = number;

const names = Object.keys(capabilities) as Capability[];
const bits = Object.fromEntries(names.map((name, at) => [name, 1 << at])) as Readonly<
  Record<Capability, Hearing>
>;

/** Every client hears messages. */
const MESSAGES: Hearing = 1 << names.length;
/** A client that said `hello` knows messages by id, is told of unread ones and asks for missed ones. */
const HELLO: Hearing = MESSAGES << 1;
/** The client is told by lines, which its user may turn off. */
const LINES: Hearing = HELLO << 1;

export const SENT: Hearing = bits.sent;

/** The set of the known capabilities in `asked`. */
function setOf(asked: readonly string[]): Hearing {
  return names.reduce((set, name) => (asked.includes(name) ? set | bits[name] : set), MESSAGES);
}

/** The events for clients that have not said `hello`. */
export const PLAIN: Hearing = setOf(['edited', 'deleted', 'reacted', 'room']) | LINES;

/** All capabilities that existed before clients could name them. None is ever added: older clients know no others. */
const BEFORE_NAMES: readonly Capability[] = [
  ...(['edited', 'deleted', 'reacted', 'room', 'members', 'typing', 'presence'] as const),
  ...(['sent', 'read', 'renamed', 'blocked'] as const),
];

/** The events for a client whose `hello` names `asked`; one that names none hears those from before names. */
export function hearingOf(asked: readonly string[] = BEFORE_NAMES): Hearing {
  return setOf(asked) | HELLO;
}

export function saidHello(hearing: Hearing): boolean {
  return (hearing & HELLO) !== 0;
}

/** The capability that `json` needs. */
export function capabilityOf(
  json: Exclude<EventJson, { event: 'reply' | 'alive' | 'closing' }>,
): Hearing {
  switch (json.event) {
    case 'message':
      return MESSAGES;
    case 'unread':
      return HELLO;
    case 'room': {
      const isVisit = json.what === 'joined' || json.what === 'left';
      return isVisit && json.addedBy === undefined ? bits.members : bits.room;
    }
    default:
      return bits[json.event];
  }
}

/** Does a client with `hearing` hear events of `capability`? `quiet`: its user has turned off lines. */
export function hears(hearing: Hearing, capability: Hearing, quiet: boolean): boolean {
  if ((hearing & capability) === 0) return false;
  return !quiet || capability === MESSAGES || (hearing & LINES) === 0;
}
