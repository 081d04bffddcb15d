/** Commands about rooms, messages and people: asked of the server, and what it answered shown. */
import type { OtherCommand } from '../../client/connection.ts';
import { contextOf, editsOf, messagesOf } from '../../client/pages.ts';
import {
  auditOf,
  bansOf,
  blocksOf,
  goesOn,
  membersOf,
  presencesOf,
  type RoomDescription,
  reactionsOf,
  roomOf,
  roomsOf,
} from '../../client/room-replies.ts';
import type { Arguments } from '../../protocol/command-schemas.ts';
import { nameKey } from '../../protocol/names.ts';
import type { MessageLine } from '../../protocol/typed-message-lines.ts';
import type { RoomLine } from '../../protocol/typed-room-lines.ts';
import { oneLine } from '../../protocol/visible.ts';
import type { OwnRooms } from '../conversation/own-rooms.ts';
import {
  showContext,
  showEdits,
  showPins,
  showReactions,
} from '../presentation/archive-presentation.ts';
import type { MessageLines } from '../presentation/message-lines.ts';
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
import type { KnownNames } from './completion.ts';
import { askMore, type Desk } from './desk.ts';

/** Where more answers than this are awaited, nothing is asked unasked. */
const WAITING_MAX = 20;

export interface RoomCommandsWorld {
  readonly desk: Desk;
  readonly names: KnownNames;
  readonly ownRooms: OwnRooms;
  readonly lines: MessageLines;
  /** How many answers have not been printed. */
  waiting(): number;
  /** The message `id` says something else; null: it was deleted. */
  amended(id: number, text: string | null): void;
  /** Whoever is logged in is not in `room` any more. */
  putOut(room: string): void;
}

export class RoomCommands {
  readonly #world: RoomCommandsWorld;
  /** The room that whoever is logged in was last told about, by an answer. */
  #told: string | null = null;

  constructor(world: RoomCommandsWorld) {
    this.#world = world;
  }

  execute(line: RoomLine | Exclude<MessageLine, { kind: 'reply' }>): void {
    const { desk, names, lines, amended, putOut } = this.#world;
    const { shown } = desk;
    switch (line.kind) {
      case 'rooms':
        return askMore(desk, 'rooms', argumentsOf(line.kind, line), (data) => {
          const page = roomsOf(data);
          for (const { room } of page.rooms) names.wrote(room);
          return showRooms(shown, page);
        });
      case 'create':
      case 'group':
      case 'join': {
        const { kind } = line;
        return askMore(desk, kind, argumentsOf(kind, line), (data) => this.#inside(roomOf(data)));
      }
      case 'leave':
        return askMore(desk, 'leave', argumentsOf(line.kind, line), () => {
          putOut(line.room);
          return 'Success';
        });
      case 'remove-room':
        return this.#remove(line.room);
      case 'who':
        return askMore(desk, 'who', argumentsOf(line.kind, line), (data) => {
          const room = membersOf(data);
          for (const { name } of room.people) names.wrote(name);
          return showMembers(shown, room, new Date());
        });
      case 'topic': {
        const { room, topic } = line;
        if (topic !== null) return askMore(desk, 'topic', { room, topic }, done);
        return askMore(desk, 'who', { room, limit: 1 }, (data) =>
          showTopic(shown, membersOf(data)),
        );
      }
      case 'bans':
        return askMore(desk, 'bans', argumentsOf(line.kind, line), (data) =>
          showBans(shown, bansOf(data), new Date(), goesOn(data)),
        );
      case 'pins':
        return askMore(desk, 'pins', argumentsOf(line.kind, line), (data) =>
          showPins(shown, lines, line.room, messagesOf(data)),
        );
      case 'reactions':
        return askMore(desk, 'reactions', argumentsOf(line.kind, line), (data) =>
          showReactions(shown, reactionsOf(data)),
        );
      case 'edits':
        return askMore(desk, 'edits', argumentsOf(line.kind, line), (data) =>
          showEdits(shown, editsOf(data)),
        );
      case 'context':
        return askMore(desk, 'context', argumentsOf(line.kind, line), (data) =>
          showContext(shown, lines, line.message, contextOf(data)),
        );
      case 'presence':
        return askMore(desk, 'presence', argumentsOf(line.kind, line), (data) =>
          showPresences(shown, presencesOf(data)),
        );
      case 'blocks':
        return askMore(desk, 'blocks', {}, (data) =>
          showBlocks(shown, blocksOf(data), goesOn(data)),
        );
      case 'audit':
        return askMore(desk, 'audit', argumentsOf(line.kind, line), (data) =>
          showAudit(shown, line.room, auditOf(data)),
        );
      case 'edit': {
        const { message, text } = line;
        return askMore(
          desk,
          'edit',
          { message },
          () => {
            amended(message, text);
            return 'Success';
          },
          text,
        );
      }
      case 'delete':
        return askMore(desk, 'delete', argumentsOf(line.kind, line), () => {
          amended(line.message, null);
          return 'Success';
        });
      case 'away':
        return askMore(desk, 'away', { text: line.text }, done);
      default:
        return askMore(desk, line.kind, argumentsOf(line.kind, line), done);
    }
  }

  /** Whoever is logged in came into `room`: is told what that is, unless the answer to a `join` comes and says so. */
  entered(room: string): void {
    const { desk, waiting } = this.#world;
    // A server may say so without end.
    if (waiting() >= WAITING_MAX) return;
    this.#told = null;
    askMore(desk, 'who', { room, limit: 1 }, (data) =>
      this.#told === room ? null : showInside(desk.shown, membersOf(data), new Date()),
    );
  }

  /** What was said by everybody is gone with a room, and nothing brings it back: so that is asked. */
  #remove(room: string): void {
    const { desk, putOut } = this.#world;
    const { shown, notice, say } = desk;
    notice(`${oneLine(room)} would be gone for everybody, with all that was said in it`);
    desk.askSeen('Its name again, to remove it: ', (answer) => {
      if (answer === null) return say(shown.failure('cancelled'));
      if (nameKey(answer.trim()) !== nameKey(room)) {
        return say(shown.failure(`that is not ${oneLine(room)}; it stays`));
      }
      askMore(desk, 'remove-room', { room }, () => {
        putOut(room);
        return 'Success';
      });
    });
  }

  #inside(room: RoomDescription): string {
    const { desk, names, ownRooms } = this.#world;
    names.wrote(room.room);
    ownRooms.entered(room.room);
    this.#told = room.room;
    return `Success\n${showInside(desk.shown, room, new Date())}`;
  }
}

function done(): string {
  return 'Success';
}

/** What `line` says, as the arguments of its command: what was not said is left out. */
function argumentsOf<Name extends OtherCommand>(
  _command: Name,
  { kind: _kind, ...said }: (RoomLine | MessageLine) & { readonly kind: Name },
): Arguments<Name> {
  const entries = Object.entries(said).filter(([, value]) => value !== null);
  // A line has the fields of its command, by the same names.
  return Object.fromEntries(entries) as Arguments<Name>;
}
