/** Commands that ask what is kept on the server: conversations, what is unread, devices. */
import { messagesOf } from '../../client/pages.ts';
import { conversationsOf, invitationOf, sessionsOf, unreadOf } from '../../client/replies.ts';
import type { TypedLine } from '../../protocol/typed-lines.ts';
import type { ReadMarks } from '../conversation/read-marks.ts';
import {
  showConversations,
  showFound,
  showHistory,
  showInvitation,
  showSessions,
  showUnread,
} from '../presentation/archive-presentation.ts';
import type { MessageLines } from '../presentation/message-lines.ts';
import type { KnownNames } from './completion.ts';
import { askMore, type Desk } from './desk.ts';

const LOOK_UPS = [
  'history',
  'search',
  'unread',
  'conversations',
  'sessions',
  'revoke',
  'invite-code',
] as const;

export type LookUpLine = Extract<TypedLine, { kind: (typeof LOOK_UPS)[number] }>;

export function isLookUp<Line extends { readonly kind: string }>(
  line: Line,
): line is Extract<Line, { kind: LookUpLine['kind'] }> {
  return (LOOK_UPS as readonly string[]).includes(line.kind);
}

export class LookUps {
  readonly #desk: Desk;
  readonly #names: KnownNames;
  readonly #marks: ReadMarks;
  readonly #lines: MessageLines;

  constructor(desk: Desk, names: KnownNames, marks: ReadMarks, lines: MessageLines) {
    this.#desk = desk;
    this.#names = names;
    this.#marks = marks;
    this.#lines = lines;
  }

  execute(line: LookUpLine): void {
    const desk = this.#desk;
    switch (line.kind) {
      case 'history':
        return this.#history(line.name, line.before);
      case 'search': {
        // Minutes ahead of UTC, for the dates in it.
        const zone = -new Date().getTimezoneOffset();
        return askMore(desk, 'search', { query: line.query, zone }, (data) =>
          showFound(desk.shown, this.#lines, messagesOf(data)),
        );
      }
      case 'unread':
        return askMore(desk, 'unread', {}, (data) => {
          const conversations = unreadOf(data);
          for (const one of conversations) this.#names.wrote(one.with);
          return showUnread(desk.shown, conversations);
        });
      case 'conversations':
        return askMore(desk, 'conversations', {}, (data) => {
          const page = conversationsOf(data);
          for (const one of page.conversations) this.#names.wrote(one.with);
          return showConversations(desk.shown, page);
        });
      case 'sessions':
        return askMore(desk, 'sessions', {}, (data) => showSessions(desk.shown, sessionsOf(data)));
      case 'revoke':
        return askMore(desk, 'revoke', { session: line.session }, () => 'Success');
      case 'invite-code':
        return askMore(desk, 'invite-code', {}, (data) => {
          const { code, expires } = invitationOf(data);
          return showInvitation(desk.shown, code, expires);
        });
    }
  }

  #history(name: string, before: number | null): void {
    const desk = this.#desk;
    const given = before === null ? { with: name } : { with: name, before };
    askMore(desk, 'history', given, (data) => {
      const page = messagesOf(data);
      this.#names.wrote(name);
      const newest = page.messages.findLast(({ from }) => from !== desk.session.name);
      if (newest !== undefined) this.#marks.shown(name, newest.id);
      return showHistory(desk.shown, this.#lines, name, page);
    });
  }
}
