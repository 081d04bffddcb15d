/** Random actions in rooms. */

import type { CommandName } from '../../../src/protocol/contracts.ts';
import type { Options } from './given.ts';
import type { Random } from './random.ts';

export const ACCOUNTS = ['ann', 'bob', 'cat', 'dan', 'eve', 'fay'];
/** The person who is a server operator. */
export const OPERATOR = 'fay';
export const GUESTS = ['gus', 'hal', 'ida'];
const ROOMS = ['#one', '#two', '#three', '#four'];
/** Names that rooms get later. */
const OTHER_ROOMS = ['#five', '#six', '#Seven'];
const EMOJI = ['👍', '🎉', '❤️'];

/** A command, or some way of logging out. */
export type Deed = RoomDeed | 'leave' | 'nothing';

export interface RoomDeed {
  readonly command: CommandName;
  readonly name: string;
  readonly options: Options;
}

function of(command: CommandName, name: string, options: Options = {}): Deed {
  return { command, name, options };
}

/** A guest's name may be spelled in another way that means the same. */
function spelled(random: Random, name: string): string {
  return GUESTS.includes(name) && random.oneIn(2) ? name.toUpperCase() : name;
}

function shape(random: Random, room: string): Options {
  const access = random.oneIn(3) ? 'private' : 'public';
  const kept = random.oneIn(4) ? { kept: false } : {};
  return { room, access, guests: !random.oneIn(4), ...kept };
}

function flags(random: Random): Options {
  switch (random.below(6)) {
    case 0:
      return { listed: random.oneIn(2) };
    case 1:
      return { byInvitation: random.oneIn(4) };
    case 2:
      return { listed: true, byInvitation: false, moderated: false };
    case 3:
      return { topicLocked: random.oneIn(2), noCtcp: random.oneIn(2) };
    case 4:
      return { membersOnly: random.oneIn(2) };
    default:
      return { moderated: random.oneIn(2) };
  }
}

function groupDeed(random: Random): Deed {
  return of('group', '', { names: [random.pick(ACCOUNTS), random.pick(ACCOUNTS)] });
}

/** `ids`: the ids of existing messages, newest last. */
export function randomDeed(random: Random, ids: readonly number[]): Deed {
  const room = random.pick(ROOMS);
  const name = random.pick([...ACCOUNTS, ...GUESTS]);
  const message = ids.length === 0 ? 1 : random.pick(ids.slice(-30));
  const seconds = 1 + random.below(60);
  switch (random.below(40)) {
    case 0:
      return random.oneIn(3) ? 'leave' : 'nothing';
    case 1:
      return of('create', '', shape(random, room));
    case 2:
      return of('leave', '', { room });
    case 3:
      return of('invite', name, { room });
    case 4:
      return of('kick', name, { room });
    case 5:
      return of('ban', spelled(random, name), random.oneIn(3) ? { room } : { room, seconds });
    case 6:
      return of('unban', spelled(random, name), { room });
    case 7:
      return of('mute', name, { room, seconds: 4 * seconds });
    case 8:
      return of('unmute', name, { room });
    case 9: {
      const role = random.pick(['owner', 'moderator', 'member'] as const);
      return of('role', name, { room, role });
    }
    case 10:
      return of('topic', '', { room, topic: `topic ${random.below(100)}` });
    case 11:
      return of('slow', '', { room, seconds: random.below(12) });
    case 12:
      if (random.oneIn(30))
        return of('rename-room', random.pick([...ROOMS, ...OTHER_ROOMS]), { room });
      return random.oneIn(10) ? of('remove-room', '', { room }) : groupDeed(random);
    case 13:
      return of('edit', '', { message });
    case 14:
      return of('delete', '', { message });
    case 15: {
      const off = random.oneIn(3);
      return of('react', '', { message, emoji: random.pick(EMOJI), off });
    }
    case 16:
      return of('pin', '', { message });
    case 17:
      return of(random.oneIn(2) ? 'block' : 'unblock', name);
    case 18:
      return of('history', room);
    case 19:
      return of('context', '', { message });
    case 20:
      return of('away', '', { text: random.oneIn(2) ? 'lunch' : null });
    case 21:
      return of('typing', room);
    case 22:
    case 23:
    case 24:
      return of('join', '', { room });
    case 25:
      return of('who', '', { room });
    case 26:
      return of('read', room, { upTo: Math.max(0, message) });
    case 27:
      return of('search', '', { query: `edited with:${room}` });
    case 28:
      return of('bans', '', { room });
    case 29:
      return of('pins', '', { room });
    case 30:
      return of('read', name, { upTo: Math.max(0, message) });
    case 31:
      return of('sendto', name, random.oneIn(4) ? { as: 'action' } : {});
    case 32:
      return of('set-room', '', { room, ...flags(random) });
    case 33:
      return of('voice', name, random.oneIn(3) ? { room, off: true } : { room });
    default:
      return of('sendto', room, {
        ...(random.oneIn(5) && { reply: message }),
        ...(random.oneIn(4) && { as: random.pick(['action', 'notice'] as const) }),
      });
  }
}
