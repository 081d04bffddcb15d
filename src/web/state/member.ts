/** One member of a room, whom the server does not tell alone. */
import type { ChatClient, RoomDescription, RoomMember } from '../../client/browser.ts';

/** The protocol's. */
const PAGE = 100;
/** Members who are looked through: in a larger room, its list of members has them all. */
const SEEN_MAX = 1000;

export interface FoundMember {
  readonly room: RoomDescription;
  readonly member: RoomMember | null;
  /** Were all members looked through? Then who was not found is not in it. */
  readonly isWhole: boolean;
}

/** @throws what `who` does */
export async function findMember(
  client: Pick<ChatClient, 'who'>,
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
      return { room: described, member, isWhole: !more };
    }
  }
}
