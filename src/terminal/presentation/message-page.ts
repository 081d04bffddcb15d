/** The display of a page of messages, as the contract of its command says. */
import type { ReplyOf } from '../../client/reply-reader.ts';
import type { Arguments } from '../../protocol/contracts.ts';
import { type Paged, pageFacts } from '../../protocol/message-pages.ts';
import { isRoomName } from '../../protocol/names.ts';
import { oneLine } from '../../protocol/visible.ts';
import type { MessageLines } from './message-lines.ts';
import type { Presentation } from './presentation.ts';

export function showPage(
  shown: Presentation,
  lines: MessageLines,
  command: Paged,
  page: ReplyOf<Paged>,
  asked: Arguments<Paged>,
): string {
  const { messages, more } = page;
  const { conversation, goesBack, none } = pageFacts(command);
  const given = asked as { with?: string; room?: string; message?: number };
  const partner = 'with' in page ? page.with : ((conversation && given[conversation]) ?? null);
  const printed =
    partner === null ? lines.found(messages) : lines.past(messages, partner, given.message ?? null);
  if ('with' in page) {
    const name = oneLine(page.with);
    return [shown.notice(`from ${name}; history ${name} shows the newest`), ...printed].join('\n');
  }
  if (messages.length === 0) return shown.notice(none ?? noMessages(partner));
  if (more) {
    const words = partner === null ? command : `${command} ${oneLine(partner)}`;
    const smallest = Math.min(...messages.map(({ id }) => id));
    printed.push(shown.notice(goesBack ? `more: ${words} before ${smallest}` : 'and others'));
  }
  return printed.join('\n');
}

function noMessages(partner: string | null): string {
  if (partner === null) return 'no messages';
  return `no messages ${isRoomName(partner) ? 'in' : 'with'} ${oneLine(partner)}`;
}
