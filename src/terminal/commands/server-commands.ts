/** Commands that are asked of the server, and what its answers change here besides what they show. */
import type { ReplyOf } from '../../client/reply-reader.ts';
import type { Arguments, CommandName } from '../../protocol/contracts.ts';
import { nameKey } from '../../protocol/names.ts';
import type { Asked } from '../../protocol/typed-lines.ts';
import { oneLine } from '../../protocol/visible.ts';
import type { OwnRooms } from '../conversation/own-rooms.ts';
import type { ReadMarks } from '../conversation/read-marks.ts';
import type { MessageLines } from '../presentation/message-lines.ts';
import { showInside } from '../presentation/room-presentation.ts';
import type { KnownNames } from './completion.ts';
import { askMore, type Desk } from './desk.ts';
import { topicView, type ViewWorld, views } from './views.ts';

/** Where more answers than this are awaited, nothing is asked unasked. */
const WAITING_MAX = 20;

/** Other parts of the terminal ask these. */
type ElsewhereAsked =
  | 'hello'
  | 'alive'
  | 'login'
  | 'list'
  | 'sendto'
  | 'reply'
  | 'logout'
  | 'register'
  | 'change-password'
  | 'unregister'
  | 'rename';

export type AskedHere = Exclude<Asked<'terminal'>, { command: ElsewhereAsked }>;

export interface ServerCommandsWorld {
  readonly desk: Desk;
  readonly names: KnownNames;
  readonly ownRooms: OwnRooms;
  readonly lines: MessageLines;
  readonly marks: ReadMarks;
  /** How many answers have not been printed. */
  waiting(): number;
  /** The message `id` says something else; null: it was deleted. */
  amended(id: number, text: string | null): void;
  /** Whoever is logged in is not in `room` any more. */
  putOut(room: string): void;
}

type Done<Name extends CommandName> = (
  reply: ReplyOf<Name>,
  given: Arguments<Name>,
  text: string,
) => void;

export class ServerCommands {
  readonly #world: ServerCommandsWorld;
  readonly #views: ViewWorld;
  /** The room that whoever is logged in was last told about, by an answer. */
  #told: string | null = null;

  constructor(world: ServerCommandsWorld) {
    const { desk, lines, names } = world;
    this.#world = world;
    this.#views = { shown: desk.shown, lines, wrote: (name) => names.wrote(name) };
  }

  execute(asked: AskedHere): void {
    if (asked.command === 'remove-room') return this.#confirmRemoval(asked.given.room);
    const { command, text, word } = asked;
    const given = command === 'search' ? withZone(asked.given) : asked.given;
    const view = word === 'topic' && command === 'who' ? topicView : views[command];
    const done = this.#done[command];
    type Name = 'pins';
    // Of one command all of these are; that is more than the compiler can see.
    const show = view as (typeof views)[Name] | undefined;
    const follow = done as Done<Name> | undefined;
    askMore(
      this.#world.desk,
      command as Name,
      given as Arguments<Name>,
      (reply) => {
        follow?.(reply, given as Arguments<Name>, text);
        return show?.(this.#views, reply, given as Arguments<Name>) ?? 'Success';
      },
      text,
    );
  }

  /** What an answer changes here. */
  readonly #done: { readonly [Name in CommandName]?: Done<Name> } = {
    create: ({ room }) => this.#cameInto(room),
    group: ({ room }) => this.#cameInto(room),
    join: ({ room }) => this.#cameInto(room),
    leave: (_reply, { room }) => this.#world.putOut(room),
    edit: (_reply, { message }, text) => this.#world.amended(message, text),
    delete: (_reply, { message }) => this.#world.amended(message, null),
    history: ({ messages }, { with: name }) => {
      const { desk, names, marks } = this.#world;
      names.wrote(name);
      const newest = messages.findLast(({ from }) => from !== desk.session.name);
      if (newest !== undefined) marks.shown(name, newest.id);
    },
  };

  /** Whoever is logged in came into `room`: is told what that is, unless the answer to a `join` comes and says so. */
  entered(room: string): void {
    const { desk, waiting } = this.#world;
    // A server may say so without end.
    if (waiting() >= WAITING_MAX) return;
    this.#told = null;
    askMore(desk, 'who', { room, limit: 1 }, (reply) =>
      this.#told === room ? null : showInside(desk.shown, reply, new Date()),
    );
  }

  #cameInto(room: string): void {
    const { names, ownRooms } = this.#world;
    names.wrote(room);
    ownRooms.entered(room);
    this.#told = room;
  }

  /** What was said by everybody is gone with a room, and nothing brings it back: so that is asked. */
  #confirmRemoval(room: string): void {
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
}

/** Minutes ahead of UTC, for the dates in it. */
function withZone(given: Arguments<'search'>): Arguments<'search'> {
  return { ...given, zone: -new Date().getTimezoneOffset() };
}
