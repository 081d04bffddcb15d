/** What a client asks to hear of, with `hello`; gateways ask for clients that cannot. */
import type { EventJson } from './events.ts';

/** What may be named, and what is told to whoever names it: by most names the event that is called so. */
export const capabilities = {
  edited: 'new texts of messages',
  deleted: 'messages that are taken back or removed',
  reacted: 'reactions',
  room: 'everything in rooms but members who join and leave by themselves',
  members: 'members who join and leave: `joined` and `left` of the event `room`',
  typing: 'people who are typing',
  presence: 'people who come, go or are away',
  sent: 'messages that your other devices send',
  read: 'conversations that your other devices have read',
  renamed: 'your new name, if another of your devices has changed it',
  blocked: 'people whom your other devices block, or no longer',
} as const;

export type Capability = keyof typeof capabilities;

/** A set of capabilities, each a bit. */
export type Hearing = number;

const names = Object.keys(capabilities) as Capability[];
const bits = Object.fromEntries(names.map((name, at) => [name, 1 << at])) as Readonly<
  Record<Capability, Hearing>
>;

/** Everybody hears of messages. */
const MESSAGES: Hearing = 1 << names.length;
/** Whoever has said `hello` knows messages by their ids, is told what was not read and asks for what was missed. */
const HELLO: Hearing = MESSAGES << 1;
/** It is told by lines, which whoever reads them may turn off. */
const LINES: Hearing = HELLO << 1;

export const SENT: Hearing = bits.sent;

/** The set of those in `asked` that are known. */
function setOf(asked: readonly string[]): Hearing {
  return names.reduce((set, name) => (asked.includes(name) ? set | bits[name] : set), MESSAGES);
}

/** What clients hear that have not said `hello`. */
export const PLAIN: Hearing = setOf(['edited', 'deleted', 'reacted', 'room']) | LINES;

/** What a client hears whose `hello` names `asked`; whoever names nothing hears of all there was before one could. */
export function hearingOf(asked: readonly string[] = names): Hearing {
  return setOf(asked) | HELLO;
}

export function saidHello(hearing: Hearing): boolean {
  return (hearing & HELLO) !== 0;
}

/** Which of them `json` is for. */
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

/** Does somebody with `hearing` hear of what is for `capability`? `quiet`: they have turned off what comes by lines. */
export function hears(hearing: Hearing, capability: Hearing, quiet: boolean): boolean {
  if ((hearing & capability) === 0) return false;
  return !quiet || capability === MESSAGES || (hearing & LINES) === 0;
}
