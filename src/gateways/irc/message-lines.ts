/** A message as lines of IRC: as many as its text needs. */
import type { Manner } from '../../protocol/manner.ts';
import { Cap, type Capabilities } from './capabilities.ts';
import { encodeTime } from './ids.ts';
import { encodeTag } from './line.ts';
import { CONCAT, MULTILINE, multilineOf } from './multiline.ts';
import type { IrcNetwork } from './network.ts';
import { BODY_BYTES_MAX, fitted, type OutputLine, tagged } from './reply.ts';
import { BREAKS, linesOf } from './splitting.ts';

/** Lines of one message; what is beyond is only counted. */
const LINES_MAX = 100;

const ACTION_BYTES = '\x01ACTION \x01'.length;

/** The mark of CTCP, which is only ours to send. */
const CTCP = /\x01/g;

export interface Said {
  /** Null: it is just said. */
  readonly as: Manner | null;
  /** `nick!user@host` */
  readonly source: string;
  readonly target: string;
  readonly text: string;
  /** Null: it has none, or the lines are not a message's. */
  readonly id: number | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly reply: number | null;
  /** The account of who writes, where they are known to have one. */
  readonly account?: string | null;
}

/** The tags of something that happened at `at`. */
export function timeTags(caps: Capabilities, at: number): string[] {
  return (caps & Cap.serverTime) === 0 ? [] : [`time=${encodeTime(at)}`];
}

/** IRCv3 account-tag. */
export function accountTags(caps: Capabilities, account: string | null): string[] {
  const isTold = account !== null && (caps & Cap.accountTag) !== 0;
  return isTold ? [encodeTag('account', account)] : [];
}

/** The tags that name the message which is answered, or reacted to: clients know one or the other. */
export function replyTags(network: IrcNetwork, id: number): string[] {
  const encoded = network.ids.encode(id);
  return [`+draft/reply=${encoded}`, `+reply=${encoded}`];
}

export function messageLines(network: IrcNetwork, caps: Capabilities, said: Said): OutputLine[] {
  const { as, source, target, text, id, reply } = said;
  const verb = as === 'notice' ? 'NOTICE' : 'PRIVMSG';
  const isAction = as === 'action';
  const head = `:${source} ${verb} ${target} :`;
  const room = BODY_BYTES_MAX - Buffer.byteLength(head) - (isAction ? ACTION_BYTES : 0);
  const plain = text.replace(CTCP, '\ufffd');
  const common = [...timeTags(caps, said.at), ...accountTags(caps, said.account ?? null)];
  const first = [...common];
  if ((caps & Cap.messageTags) !== 0) {
    if (id !== null) first.push(`msgid=${network.ids.encode(id)}`);
    if (reply !== null) first.push(...replyTags(network, reply));
  }
  const isBatch = (caps & Cap.multiline) !== 0 && (caps & Cap.batch) !== 0;
  // The specification has batches of PRIVMSG alone, and an action is a line.
  const batches = isBatch && as === null ? multilineOf(plain, room) : null;
  if (batches !== null) {
    const all = batches.batches.flatMap((batch, at) => {
      const reference = network.nextBatch();
      const [opening, closing] = ['+', '-'].map((sign) => `:${source} BATCH ${sign}${reference}`);
      return [
        { tags: at === 0 ? first : common, body: `${opening} ${MULTILINE} ${target}` },
        ...batch.map((line) => ({
          tags: [`batch=${reference}`, ...(line.goesOn ? [CONCAT] : [])],
          body: head + line.text,
        })),
        { tags: [], body: closing as string },
      ];
    });
    return [...all, ...rest(network, common, target, id, batches.more)];
  }
  const { lines, more } = linesOf(plain, room, LINES_MAX);
  const all = lines.map((line, index): OutputLine => {
    const words = isAction ? `\x01ACTION ${line}\x01` : line;
    return { tags: index === 0 ? first : common, body: head + words };
  });
  return [...all, ...rest(network, common, target, id, more)];
}

/** Says how many lines are left out, if any. */
function rest(
  network: IrcNetwork,
  tags: readonly string[],
  target: string,
  id: number | null,
  more: number,
): OutputLine[] {
  if (more === 0) return [];
  const which = id === null ? '' : `; its id is ${network.ids.encode(id)}`;
  const words = `… ${more} more lines of this message are not shown${which}`;
  return [{ tags, body: `:${network.server} NOTICE ${target} :${words}` }];
}

/** The beginning of `text` as one line; what has no room in it is cut when it is sent. */
export function inOneLine(text: string): string {
  const start = text.slice(0, BODY_BYTES_MAX).toWellFormed();
  return start.replace(CTCP, '\ufffd').replace(BREAKS, '␤');
}

/** Lines as they are sent. */
export function written(lines: readonly OutputLine[]): string {
  return lines.map(({ tags, body }) => `${tagged(tags)}${fitted(body)}\r\n`).join('');
}

/** The tag of a reaction. */
export function reactionTag(emoji: string, off: boolean): string {
  return encodeTag(off ? '+draft/unreact' : '+draft/react', emoji);
}
