/** Messages in the model of rooms. */

export interface ModelMessage {
  readonly id: number;
  readonly author: string;
  /** The room or the person. */
  to: string;
  readonly hidden: boolean;
  mentions: readonly string[];
  deleted: boolean;
}

/** The newest of `messages` up to `upTo` that `who` may see in the conversation with `peer`; 0 where there is none. */
export function newestSeen(
  messages: Iterable<ModelMessage>,
  who: string,
  peer: string,
  isRoom: boolean,
  upTo: number,
): number {
  let newest = 0;
  for (const { id, author, to, hidden } of messages) {
    if (id <= newest || id > upTo) continue;
    const isSeen = isRoom
      ? to === peer
      : (author === who && to === peer) || (author === peer && to === who && !hidden);
    if (isSeen) newest = id;
  }
  return newest;
}
