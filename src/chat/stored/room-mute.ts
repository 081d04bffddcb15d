/** A mute in a room for somebody who is not in it. */
import { stored } from './kind.ts';

/** `account`, which is not a member, is muted until then once it joins. */
export interface MutedAhead {
  readonly kind: 'room-mute';
  readonly room: number;
  readonly account: number;
  readonly until: number;
}

export const roomMute = stored<MutedAhead>({
  kind: 'room-mute',
  number: 20,
  heardAs: 'room',
  heardBy: 'self',
  needs: ({ account, room }) => ({ account, room }),
  entry: ({ account, room }) => ({ by: account, to: -room }),
});
