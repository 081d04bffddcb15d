/** Adds an emoji reaction to a message, or takes it back. */
import { emojiMeant } from '../../protocol/emoji.ts';
import { Reason } from '../../protocol/frames.ts';
import { ends, tellAll, unseen, withMessage } from '../acts/message-acts.ts';
import { make } from '../changes/making.ts';
import { recorded } from '../changes/recorded.ts';
import { mayStore } from '../conditions.ts';
import { HubEvent } from '../delivery/event.ts';
import type { Handler } from '../request.ts';

export const react: Handler<'react'> = {
  preconditions: [mayStore],
  run(hub, actor, request) {
    const { off = false } = request.given;
    const emoji = emojiMeant(request.given.emoji);
    if (emoji === null) return Reason.notEmoji;
    return withMessage(hub, actor, request, (found, person, answer, changing) => {
      const of = ends(hub, found, person);
      if (typeof of === 'number' || 'reason' in of) return answer(of);
      const { id: message, kept } = found;
      const by = kept ? person.account : null;
      const what = { message, emoji, on: !off, hidden: unseen(found, person) };
      const change = by && ({ kind: 'reaction', account: by.id, ...what } as const);
      make(hub, recorded, { change, changing }, answer, Reason.notFound, () => {
        const told = { event: 'reacted', ...of, by: person.name, emoji } as const;
        tellAll(hub, found, new HubEvent(off ? { ...told, off } : told), person, actor);
        return Reason.none;
      });
    });
  },
};
