/** Commands that a service takes as people type them on lines, and answers in the words that they read there. */
import { type Answer, type Reply as Replied, reasonOf } from '../../chat/answer.ts';
import { decodeLenient } from '../../protocol/bytes.ts';
import type { CommandName } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';
import { parseTypedLine } from '../../protocol/typed-lines.ts';
import { replyLines } from '../line-views.ts';
import type { Reply } from './reply.ts';
import type { IrcSession } from './session.ts';
import { whyNot } from './words.ts';

/** Says lines as a service. */
export type Say = (...lines: string[]) => void;

/** Executes `line`; `done` is said where the answer says nothing more, `usage` where it is not understood. */
export function typed(
  session: IrcSession,
  reply: Reply,
  say: Say,
  line: string,
  { done, usage }: { readonly done: string; readonly usage: string },
): void {
  const read = parseTypedLine(line, 'lines');
  if (read.kind !== 'asked') return say(usage);
  const { word, command, given } = read;
  session.request<CommandName>(reply, command, given, (answer) => {
    if (reasonOf(answer as Answer) !== Reason.none) {
      return say(`Not done: ${whyNot(answer as Answer)}`);
    }
    const said = typeof answer === 'object' && 'data' in answer ? (answer as Replied) : null;
    const inquiry = { word, command, with: 'with' in given ? (given.with ?? '') : '' };
    // The last line is the `Success` that ends an answer on lines.
    const lines =
      said === null ? [] : decodeLenient(replyLines(inquiry, said)).split('\n').slice(0, -2);
    say(...(lines.length === 0 ? [done] : lines));
  });
}
