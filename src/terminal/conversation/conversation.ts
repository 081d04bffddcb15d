/** The conversation on a terminal: incoming messages, typed commands, and the state that they share. */

import { isRoomName } from '../../protocol/names.ts';
import { KnownNames } from '../commands/completion.ts';
import type { Desk } from '../commands/desk.ts';
import type { Logins } from '../commands/logins.ts';
import { Saying } from '../commands/saying.ts';
import { ServerCommands } from '../commands/server-commands.ts';
import { TypedCommands } from '../commands/typed-commands.ts';
import { Writing } from '../commands/writing.ts';
import { MessageLines } from '../presentation/message-lines.ts';
import { Arrivals } from './arrivals.ts';
import { KnownMessages } from './known-messages.ts';
import type { OwnRooms } from './own-rooms.ts';
import type { ReadMarks } from './read-marks.ts';

export interface ConversationWorld {
  readonly desk: Desk;
  readonly logins: Logins;
  readonly marks: ReadMarks;
  print(text: string): void;
  /** The number of answers not printed yet. */
  waiting(): number;
  leave(): void;
}

export class Conversation {
  readonly names = new KnownNames();
  readonly messages = new KnownMessages();
  readonly writing = new Writing();
  readonly arrivals: Arrivals;
  readonly commands: TypedCommands;
  readonly #ownRooms: OwnRooms;

  constructor({ desk, logins, marks, print, waiting, leave }: ConversationWorld) {
    const { names, messages, writing } = this;
    const ownRooms = logins.rooms;
    this.#ownRooms = ownRooms;
    const lines = new MessageLines(desk.shown, messages, () => desk.session.name);
    const amended = (id: number, text: string | null): void => messages.amended(id, text);
    const putOut = (room: string): void => {
      ownRooms.left(room);
      writing.putOut(room);
    };
    const server = new ServerCommands({
      ...{ desk, names, ownRooms, lines, marks, waiting, amended, putOut },
    });
    const entered = (room: string): void => {
      ownRooms.entered(room);
      server.entered(room);
    };
    this.commands = new TypedCommands({
      desk,
      logins,
      server,
      saying: new Saying(desk, lines, messages, ownRooms),
      writing,
      messages,
      marks,
      waiting,
      leave,
    });
    const { notice } = desk;
    const world = { lines, messages, names, ownRooms, marks, print, notice, entered, putOut };
    this.arrivals = new Arrivals(world);
  }

  /** Somebody, or a room, that was called `was` is called `name`; `by`: who renamed the room. */
  renamed(was: string, name: string, by: string | null): void {
    this.names.renamed(was, name);
    this.arrivals.renamed(was, name, by);
    this.writing.renamed(was, name);
    if (isRoomName(was)) this.#ownRooms.renamed(was, name);
  }
}
