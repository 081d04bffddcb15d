/** Finds one member of a room, for which the protocol has no request. */
import type { Ban, ChatClient, RoomDescription, RoomMember } from '../../client/browser.ts';
import { nameKey } from '../../protocol/names.ts';
import type { Me } from './chat-state.ts';
import { mayModerate } from './room-rights.ts';

/** The protocol's limit of a page. */
const PAGE = 100;
/** How many members are searched; in a larger room, the list of members has them all. */
const SEEN_MAX = 1000;

export interface FoundMember {
  readonly room: RoomDescription;
  readonly member: RoomMember | null;
  /** Were all members searched? Then a person who was not found is not in the room. */
  readonly isWhole: boolean;
  /** The person's ban, which only the room's moderators may see. */
  readonly ban: Ban | null;
}

/** Looks for `name`, as `me` may. @throws what `who` and `bans` do */
export async function findMember(
  client: Pick<ChatClient, 'who' | 'bans'>,
  me: Pick<Me, 'operator'>,
  room: string,
  name: string,
): Promise<FoundMember> {
  let seen = 0;
  let after: string | undefined;
  for (;;) {
    const range = after === undefined ? {} : { after };
    const { people, more, ...described } = await client.who(room, { limit: PAGE, ...range });
    const member = people.find((one) => one.name === name) ?? null;
    seen += people.length;
    after = people.at(-1)?.name;
    if (member !== null || !more || after === undefined || seen >= SEEN_MAX) {
      const asks = member === null && mayModerate(described, me);
      const ban = asks ? banOf(await client.bans(room), name) : null;
      return { room: described, member, isWhole: !more, ban };
    }
  }
}

function banOf(bans: readonly Ban[], name: string): Ban | null {
  const key = nameKey(name);
  return bans.find((ban) => nameKey(ban.name) === key) ?? null;
}
