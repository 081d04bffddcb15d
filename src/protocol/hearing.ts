/** What a client hears: the capabilities that it asked for with `hello`; gateways ask on behalf of plain clients. */
import { type Capability, capabilities, capabilityNames } from './capabilities.ts';
import { events } from './event-list.ts';
import type { EventContract } from './events/event-contract.ts';
import type { EventJson } from './events/events.ts';

/** A set of capabilities, one bit each. */
export type Hearing = number;

const bits = Object.fromEntries(capabilityNames.map((name, at) => [name, 1 << at])) as Readonly<
  Record<Capability, Hearing>
>;

const NOTHING: Hearing = 0;
/** Every client hears messages. */
const MESSAGES: Hearing = 1 << capabilityNames.length;
/** A client that said `hello` knows messages by id, is told of unread ones and asks for missed ones. */
const HELLO: Hearing = MESSAGES << 1;
/** The client is told by lines, which its user may turn off. */
const LINES: Hearing = HELLO << 1;

export const SENT: Hearing = bits.sent;

/** The set of the known capabilities in `asked`. */
function setOf(asked: readonly string[]): Hearing {
  return capabilityNames.reduce(
    (set, name) => (asked.includes(name) ? set | bits[name] : set),
    MESSAGES,
  );
}

/** The events for clients that have not said `hello`. */
export const PLAIN: Hearing =
  setOf(capabilityNames.filter((name) => capabilities[name].plain)) | LINES;

/** All capabilities that existed before clients could name them. None is ever added: older clients know no others. */
export const BEFORE_NAMES: readonly Capability[] = [
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

const contracts: Readonly<Record<string, EventContract>> = events;

/** The capabilities of which `json` needs one. */
export function capabilityOf(json: EventJson): Hearing {
  const contract = contracts[json.event] as EventContract;
  switch (contract.told) {
    case 'all':
      return MESSAGES;
    case 'extended':
      return HELLO;
    case 'connection':
      return NOTHING;
    case 'asking':
      return contract.needs(json).reduce((set, name) => set | bits[name as Capability], NOTHING);
  }
}

/** Does a client with `hearing` hear events of `capability`, one or any of several? `quiet`: its user has turned off lines. */
export function hears(hearing: Hearing, capability: Hearing, quiet: boolean): boolean {
  if ((hearing & capability) === 0) return false;
  return !quiet || capability === MESSAGES || (hearing & LINES) === 0;
}
