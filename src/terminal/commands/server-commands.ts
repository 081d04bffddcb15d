/** Commands that are sent to the server, and the effects of its replies on the terminal's state. */
import type { ReplyOf } from '../../client/reply-reader.ts';
import type { Arguments, CommandName } from '../../protocol/contracts.ts';
import { nameKey } from '../../protocol/names.ts';
import type { TypedCommand } from '../../protocol/typed-lines.ts';
import { oneLine } from '../../protocol/visible.ts';
import type { OwnRooms } from '../conversation/own-rooms.ts';
import type { ReadMarks } from '../conversation/read-marks.ts';
import type { MessageLines } from '../presentation/message-lines.ts';
import { showInside } from '../presentation/room-presentation.ts';
import type { KnownNames } from './completion.ts';
import { askMore, type Desk } from './desk.ts';
import { topicView, type ViewWorld, viewOf } from './views.ts';

/** With more answers than this awaited, the client asks for nothing on its own. */
const WAITING_MAX = 20;

/** Commands that other parts of the terminal send. */
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

export type AskedHere = Exclude<TypedCommand<'terminal'>, { command: ElsewhereAsked }>;

export interface ServerCommandsWorld {
  readonly desk: Desk;
  readonly names: KnownNames;
  readonly ownRooms: OwnRooms;
  readonly lines: MessageLines;
  readonly marks: ReadMarks;
  /** The number of answers not printed yet. */
  waiting(): number;
  /** The message `id` now has this text; null: it was deleted. */
  amended(id: number, text: string | null): void;
  /** The user is not in `room` any more. */
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
  /** The room that the last answer described to the user. */
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
    const view = word === 'topic' && command === 'who' ? topicView : viewOf(command);
    const done = this.#done[command];
    type Name = 'pins';
    // All of these belong to one command, which the compiler cannot see.
    const show = view as ReturnType<typeof viewOf<Name>>;
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

  /** The effects of replies here. */
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

  /** The user came into `room`: describes it, unless the reply to a `join` does. */
  entered(room: string): void {
    const { desk, waiting } = this.#world;
    // A server may repeat this endlessly.
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

  /** Asks before removing a room: everybody's messages go with it, for good. */
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

/** Adds this machine's minutes ahead of UTC, for the dates in a search. */
function withZone(given: Arguments<'search'>): Arguments<'search'> {
  return { ...given, zone: -new Date().getTimezoneOffset() };
}
