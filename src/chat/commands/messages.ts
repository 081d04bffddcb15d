/** What becomes of a message after it was sent: corrected, taken back, reacted to, pinned, looked at. */
import { emojiMeant } from '../../protocol/emoji.ts';
import { Reason } from '../../protocol/frames.ts';
import type { Answer, LATER, Refusal, Reply } from '../answer.ts';
import { answering } from '../answering.ts';
import type { MessagePage } from '../archive.ts';
import { make } from '../changes/making.ts';
import { deleted, edited, pinned, reacted } from '../changes/messages.ts';
import type { Changing } from '../changing-messages.ts';
import { accountOf, mayStore } from '../conditions.ts';
import { Event } from '../event.ts';
import type { Hub } from '../hub.ts';
import { readPage } from '../read-page.ts';
import type { Handler, Request } from '../request.ts';
import type { Actor, Person } from '../session.ts';
import { type Located, located, otherOf } from './located.ts';
import { personOf } from './rooms.ts';
import { mentionedIn, silenced } from './say.ts';

type OfMessage = 'edit' | 'delete' | 'react' | 'pin' | 'reactions' | 'edits';

/** Finds the message, has `then` do something with it, and answer. */
function withMessage(
  hub: Hub,
  actor: Actor,
  { given }: Request<OfMessage>,
  then: (
    found: Located,
    person: Person,
    answer: (answer: Answer) => void,
    changing: Changing,
  ) => void,
): Answer | typeof LATER {
  const person = personOf(actor);
  const { message: id } = given;
  const { changing } = hub.rooms;
  return answering(hub, actor, true, (tell) => {
    const one = changing.begin(id);
    const answer = (it: Answer) => {
      changing.end(id);
      tell(it);
    };
    located(hub, person, id, (found) => {
      if (typeof found === 'number') answer(found);
      else if (found.deleted || one.gone) answer(Reason.notFound);
      else then(found, person, answer, one);
    });
  });
}

/** Tells all who see the message, other than where it was done. */
function tellAll(hub: Hub, found: Located, event: Event, by: Person, actor: Actor): void {
  const { room, people, hidden } = found;
  if (room !== null) return hub.rooms.tell(room, event, by, actor);
  for (const person of new Set(people)) {
    if (person === null || (hidden && person !== found.author)) continue;
    hub.rooms.tellPerson(person, event, by, actor);
  }
}

/** Is what `by` does to a message between two people not to be seen by the other one, who has blocked them? */
function unseen({ people, hidden }: Located, by: Person): boolean {
  // Of a message that is hidden itself the other one sees nothing anyway.
  return !hidden && people.some((one) => one !== null && one !== by && one.hasBlocked(by));
}

/** Which message it is, from whom and to whom: where `person` may do something that others see. Otherwise why not. */
function ends(hub: Hub, found: Located, person: Person): Ends | Reason | Refusal {
  const { id, authorName, room, toName } = found;
  if (room !== null) {
    const member = room.memberOf(person);
    const reason = member === null ? Reason.notMember : silenced(hub, room, member, false);
    if (reason !== Reason.none) return reason;
  }
  // With whoever is gone nobody has a conversation any more; what one said in it can only be taken back.
  else if (otherOf(found, person) === null) return Reason.noSuchUser;
  return toName === null ? Reason.noSuchUser : { message: id, from: authorName, to: toName };
}

interface Ends {
  readonly message: number;
  readonly from: string;
  readonly to: string;
}

export const edit: Handler<'edit'> = {
  run(hub, actor, request) {
    const { bytes, start, end } = request;
    const text = bytes.slice(start, end);
    return withMessage(hub, actor, request, (found, person, answer, changing) => {
      if (found.author !== person) return answer(Reason.notPermitted);
      const of = ends(hub, found, person);
      if (typeof of === 'number' || 'reason' in of) return answer(of);
      const tell = (at: number) =>
        tellAll(hub, found, new Event({ event: 'edited', ...of, at }, text), person, actor);
      if (!found.kept) {
        tell(hub.world.date());
        return answer(Reason.none);
      }
      storeEdit(hub, actor, found, person, text, changing, tell, answer);
    });
  },
};

function storeEdit(
  hub: Hub,
  actor: Actor,
  found: Located,
  person: Person,
  text: Uint8Array,
  changing: Changing,
  tell: (at: number) => void,
  answer: (answer: Answer) => void,
): void {
  const { id: message, room } = found;
  if (person.account?.leaving === true) return answer(Reason.accountNeeded);
  const mentions = room === null ? [] : mentionedIn(hub, room, text);
  const hidden = unseen(found, person);
  const editing = { message, actor, person, text, mentions, hidden, changing };
  make(hub, edited, editing, answer, (made) => {
    if (made === null) return Reason.notFound;
    tell(made.at);
    return Reason.none;
  });
}

export const remove: Handler<'delete'> = {
  run(hub, actor, request) {
    return withMessage(hub, actor, request, (found, person, answer, changing) => {
      const { room, author, id } = found;
      const own = author === person;
      if (!own) {
        if (room === null) return answer(Reason.notPermitted);
        const reason = hub.rooms.denies(room, person, 'delete');
        if (reason !== Reason.none) return answer(reason);
        const rank = author === null ? null : (room.members.get(author)?.role ?? null);
        if (!hub.rooms.isAbove(room, person, rank)) return answer(Reason.notPermitted);
      }
      const { authorName, toName } = found;
      const audit =
        own || room === null
          ? null
          : hub.rooms.auditOf(room, person, 'delete', authorName, `${id}`);
      const deletion = { message: id, kept: found.kept, by: person, audit, changing };
      make(hub, deleted, deletion, answer, (made) => {
        if (made === null) return Reason.notFound;
        if (!own && room !== null) {
          const what = 'deleted a message';
          const deed = { by: person, actor, what, room: room.name, whom: authorName, role: null };
          hub.world.observer.acted(deed);
        }
        const ofIt = { message: id, from: authorName, to: toName, by: person.name };
        tellAll(hub, found, new Event({ event: 'deleted', ...ofIt }), person, actor);
        return Reason.none;
      });
    });
  },
};

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
      const hidden = unseen(found, person);
      const reacting = { message, kept, by: person, emoji, on: !off, hidden, changing };
      make(hub, reacted, reacting, answer, (made) => {
        if (made === null) return Reason.notFound;
        const told = { event: 'reacted', ...of, by: person.name, emoji } as const;
        tellAll(hub, found, new Event(off ? { ...told, off } : told), person, actor);
        return Reason.none;
      });
    });
  },
};

export const pin: Handler<'pin'> = {
  preconditions: [mayStore],
  run(hub, actor, request) {
    const on = request.given.off !== true;
    return withMessage(hub, actor, request, (found, person, answer, changing) => {
      const { room, id } = found;
      if (room === null) return answer(Reason.notPermitted);
      const reason = hub.rooms.denies(room, person, 'pin');
      if (reason !== Reason.none) return answer(reason);
      // There would be nothing to come back to.
      if (!found.kept) return answer(Reason.notFound);
      const what = on ? 'pin' : 'unpin';
      const audit = hub.rooms.auditOf(room, person, what, null, `${id}`);
      make(hub, pinned, { message: id, room, on, audit, changing }, answer, (made) => {
        if (made === null) return Reason.notFound;
        hub.rooms.tellAct(room, on ? 'pinned' : 'unpinned', person, actor, { message: id });
        return Reason.none;
      });
    });
  },
};

export const pins: Handler<'pins'> = {
  run(hub, actor, { given }) {
    const room = hub.rooms.seenBy(actor, given.room);
    if (room === undefined) return Reason.noSuchRoom;
    if (room.memberOf(actor.person) === null) return Reason.notMember;
    const account = accountOf(actor);
    return answering(hub, actor, true, (answer) => {
      const done = (page: MessagePage | null) =>
        answer(page === null ? hub.unread : readPage(hub, page));
      hub.world.archive.pins(account.id, room.record.id, done);
    });
  },
};

export const reactions: Handler<'reactions'> = {
  run(hub, actor, request) {
    return withMessage(hub, actor, request, ({ id, room }, person, answer) => {
      hub.world.archive.reactions(id, (found) => {
        if (found === null) return answer(hub.unread);
        const named = found.flatMap(({ emoji, account, hidden }) => {
          if (hidden && account !== person.account?.id) return [];
          const by = hub.accounts.get(account)?.person;
          // In a room nothing of those whom one has blocked is seen, from before either.
          if (by === undefined || (room !== null && person.hasBlocked(by))) return [];
          return [{ emoji, name: by.name }];
        });
        const reply: Reply<'reactions'> = { data: { reactions: named } };
        answer(reply);
      });
    });
  },
};

export const edits: Handler<'edits'> = {
  run(hub, actor, request) {
    return withMessage(hub, actor, request, ({ id, author }, person, answer) => {
      hub.world.archive.revisions(id, (found) => {
        if (found === null) return answer(hub.unread);
        const seen = found.filter(({ hidden }) => hidden !== true || author === person);
        const reply: Reply<'edits'> = {
          data: { edits: seen.map(({ at, text }) => ({ at, bytes: text.length })) },
          texts: seen.map(({ text }) => text),
        };
        answer(reply);
      });
    });
  },
};
