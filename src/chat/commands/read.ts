/** Marks a conversation as read up to a message. */
import { Reason } from '../../protocol/frames.ts';
import { peerOf } from '../acts/conversation-pages.ts';
import { answering } from '../answering.ts';
import { make } from '../changes/making.ts';
import { recorded } from '../changes/recorded.ts';
import { accountOf } from '../conditions.ts';
import { HubEvent } from '../delivery/event.ts';
import { tellOne } from '../people/telling.ts';
import type { Handler } from '../request.ts';

export const read: Handler<'read'> = {
  run(hub, actor, { given }) {
    const peer = peerOf(hub, actor, given.with);
    if (peer.reason !== Reason.none) return peer.reason;
    const account = accountOf(actor);
    const { upTo } = given;
    // A client's clock may be ahead: what is yet to come was not read.
    const at = given.at === undefined ? {} : { at: Math.min(given.at, hub.world.date()) };
    const { id: other } = peer;
    // A guest's room has nothing stored, so nothing is counted.
    if (other === 0) return Reason.none;
    return answering(hub, actor, true, (answer) => {
      const change = { kind: 'read', account: account.id, peer: other, upTo, ...at } as const;
      make(hub, recorded, { change }, answer, Reason.accountNeeded, () => {
        const known =
          other < 0 ? hub.rooms.book.get(-other)?.name : hub.accounts.get(other)?.record.name;
        const event = new HubEvent({ event: 'read', with: known ?? given.with, upTo, ...at });
        tellOne(account.person, event, actor);
        return Reason.none;
      });
    });
  },
};
