/** Sending messages and replies. */
import type { Reply, SaidMore } from '../../client/connection.ts';
import { messageIdOf } from '../../client/welcome.ts';
import { isRoomName } from '../../protocol/names.ts';
import type { KnownMessages } from '../conversation/known-messages.ts';
import type { OwnRooms } from '../conversation/own-rooms.ts';
import type { MessageLines } from '../presentation/message-lines.ts';
import { waitingText } from '../presentation/wording.ts';
import { askMore, type Desk } from './desk.ts';

export class Saying {
  readonly #desk: Desk;
  readonly #lines: MessageLines;
  readonly #messages: KnownMessages;
  readonly #ownRooms: OwnRooms;

  constructor(desk: Desk, lines: MessageLines, messages: KnownMessages, ownRooms: OwnRooms) {
    this.#desk = desk;
    this.#lines = lines;
    this.#messages = messages;
    this.#ownRooms = ownRooms;
  }

  /** Sends `text` to `to`; `quietly`: only a failure prints a line. */
  say(to: string, text: string, quietly: boolean, more: SaidMore = {}): void {
    const { session, shown, asked, say, notice } = this.#desk;
    const isLater = session.comesBack;
    const request = isLater ? session.sendLater(to, text, more) : session.sendto(to, text, more);
    if (request === null) return say(shown.failure('not connected, and too many messages wait'));
    if (isLater) notice(waitingText(session.waiting));
    asked(request, (reply: Reply) => {
      if (reply.kind !== 'ok') return shown.reply(reply);
      if (isRoomName(to)) this.#ownRooms.entered(to);
      const id = messageIdOf(reply);
      if (id !== null) this.#lines.sent(id, to, text, more.as ?? null);
      return quietly ? null : shown.reply(reply);
    });
  }

  /** Replies to `message` in its conversation; `partner` is the conversation that the user is writing in. */
  reply(message: number, text: string, partner: string | null): void {
    const { session, shown, say } = this.#desk;
    const known = this.#messages.get(message);
    if (known === undefined) return this.#replyWhereItIs(message, text, partner);
    // The connection may have changed since the line was typed.
    if (!session.connected && !session.comesBack) return say(shown.failure('not connected'));
    if (session.connected && !session.extended)
      return say(shown.failure('the server does not know it'));
    const { conversation } = known;
    this.say(conversation, text, conversation === partner, { reply: message });
  }

  /** Asks the server for the conversation of `message`, and replies there. */
  #replyWhereItIs(message: number, text: string, partner: string | null): void {
    askMore(this.#desk, 'context', { message, limit: 1 }, ({ with: conversation }) => {
      this.say(conversation, text, conversation === partner, { reply: message });
      return null;
    });
  }
}
