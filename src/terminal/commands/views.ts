/** The views of replies on a terminal, by command. */
import type { ReplyOf } from '../../client/reply-reader.ts';
import type { RoomDescription } from '../../client/reply-shapes.ts';
import type { Arguments, CommandName, Viewed } from '../../protocol/contracts.ts';
import { isPaged, type Paged } from '../../protocol/message-pages.ts';
import {
  showConversations,
  showEdits,
  showFound,
  showInvitation,
  showReactions,
  showSessions,
  showUnread,
} from '../presentation/archive-presentation.ts';
import type { MessageLines } from '../presentation/message-lines.ts';
import { showPage } from '../presentation/message-page.ts';
import type { Presentation } from '../presentation/presentation.ts';
import {
  showAudit,
  showBans,
  showBlocks,
  showInside,
  showMembers,
  showPresences,
  showRooms,
  showTopic,
} from '../presentation/room-presentation.ts';

export interface ViewWorld {
  readonly shown: Presentation;
  readonly lines: MessageLines;
  /** The name of a person or a room was shown: it can be completed from now on. */
  wrote(name: string): void;
}

type View<Name extends CommandName> = (
  world: ViewWorld,
  reply: ReplyOf<Name>,
  given: Arguments<Name>,
) => string;

/** A command whose reply says something does not compile without a view, unless its contract says how it is shown. */
type Views = { readonly [Name in Viewed]: View<Name> };

/** The view of a room that the user has just entered. */
function inside({ shown }: ViewWorld, room: RoomDescription): string {
  return `Success\n${showInside(shown, room, new Date())}`;
}

const views: Views = {
  create: inside,
  group: inside,
  join: inside,
  rooms({ shown, wrote }, reply) {
    for (const { room } of reply.rooms) wrote(room);
    return showRooms(shown, reply);
  },
  who({ shown, wrote }, reply) {
    for (const { name } of reply.people) wrote(name);
    return showMembers(shown, reply, new Date());
  },
  bans: ({ shown }, { bans, more }) => showBans(shown, bans, new Date(), more),
  reactions: ({ shown }, { reactions }) => showReactions(shown, reactions),
  edits: ({ shown }, { edits }) => showEdits(shown, edits),
  presence: ({ shown }, { people }) => showPresences(shown, people),
  watch: ({ shown }, { people }) => showPresences(shown, people, 'you watch nobody'),
  blocks: ({ shown }, { names, more }) => showBlocks(shown, names, more),
  audit: ({ shown }, { entries }, { room }) => showAudit(shown, room ?? null, entries),
  unread({ shown, wrote }, { conversations }) {
    for (const one of conversations) wrote(one.with);
    return showUnread(shown, conversations);
  },
  conversations({ shown, wrote }, reply) {
    for (const one of reply.conversations) wrote(one.with);
    return showConversations(shown, reply);
  },
  sessions: ({ shown }, { sessions }) => showSessions(shown, sessions),
  'invite-code': ({ shown }, { code, expires }) => showInvitation(shown, code, expires),
};

/** Pages of messages with a view of their own: a search goes on by words of its query. */
const pages: { readonly [Name in Paged]?: View<Name> } = {
  search: ({ shown, lines }, reply) => showFound(shown, lines, reply),
};

/** The view of a command's reply; undefined: `Success` says it all. */
export function viewOf<Name extends CommandName>(command: Name): View<Name> | undefined {
  const own: Readonly<Partial<Record<CommandName, unknown>>> = { ...views, ...pages };
  const view = own[command] ?? (isPaged(command) ? pageOf(command) : undefined);
  return view as View<Name> | undefined;
}

function pageOf(command: Paged): View<Paged> {
  return ({ shown, lines }, reply, given) => showPage(shown, lines, command, reply, given);
}

/** `topic` without a text sends `who`, and shows the topic from its reply. */
export const topicView: View<'who'> = ({ shown }, reply) => showTopic(shown, reply);
