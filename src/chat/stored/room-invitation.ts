/** An invitation to a private room. */
import { stored } from './kind.ts';

/**
 * `account` may join the private room. `unseen`: it may not, since it has blocked the inviter; the entry takes as long,
 * so that nobody can tell.
 */
export interface RoomInvited {
  readonly kind: 'room-invitation';
  readonly room: number;
  readonly account: number;
  readonly unseen?: true;
}

export const roomInvitation = stored<RoomInvited>({
  kind: 'room-invitation',
  number: 21,
  heardAs: 'room',
  heardBy: 'self',
  needs: ({ account, room }) => ({ account, room }),
  entry: ({ account, room }) => ({ by: account, to: -room }),
});
