/** Messages that are said: to somebody, or in answer to another. */
import type { Reply } from '../../client/connection.ts';
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

  /** Says `text` to `to`; `quietly`: only a failure is worth a line. */
  say(to: string, text: string, quietly: boolean, answers: number | null = null): void {
    const { session, shown, asked, say, notice } = this.#desk;
    const isLater = session.comesBack;
    const request = isLater
      ? session.sendLater(to, text, answers)
      : session.sendto(to, text, answers);
    if (request === null) return say(shown.failure('not connected, and too many messages wait'));
    if (isLater) notice(waitingText(session.waiting));
    asked(request, (reply: Reply) => {
      if (reply.kind !== 'ok') return shown.reply(reply);
      if (isRoomName(to)) this.#ownRooms.entered(to);
      const id = messageIdOf(reply);
      if (id !== null) this.#lines.sent(id, to, text);
      return quietly ? null : shown.reply(reply);
    });
  }

  /** Answers `message`, where it was said; `partner` is whom one is writing to. */
  reply(message: number, text: string, partner: string | null): void {
    const { session, shown, say } = this.#desk;
    const known = this.#messages.get(message);
    if (known === undefined) return this.#replyWhereItIs(message, text, partner);
    // The connection may be another since the line was typed.
    if (!session.connected && !session.comesBack) return say(shown.failure('not connected'));
    if (session.connected && !session.extended)
      return say(shown.failure('the server does not know it'));
    const { conversation } = known;
    this.say(conversation, text, conversation === partner, message);
  }

  /** The server says where `message` was said. */
  #replyWhereItIs(message: number, text: string, partner: string | null): void {
    askMore(this.#desk, 'context', { message, limit: 1 }, ({ with: conversation }) => {
      this.say(conversation, text, conversation === partner, message);
      return null;
    });
  }
}
