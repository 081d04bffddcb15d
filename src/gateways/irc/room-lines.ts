/** What happens in rooms as lines of IRC, the same for everybody who hears of it with the same capabilities. */
import type { EventData, HubEvent } from '../../chat/delivery/event.ts';
import { decodeLenient, encodeText } from '../../protocol/bytes.ts';
import { type EventFormat, formOf } from '../event-formats.ts';
import { eventLine } from '../event-lines.ts';
import { Cap, type Capabilities, HEARING } from './capabilities.ts';
import {
  accountTags,
  inOneLine,
  messageLines,
  reactionTag,
  replyTags,
  timeTags,
  written,
} from './message-lines.ts';
import { flagChange, MUTE, maskOf, roleChange } from './modes.ts';
import type { IrcNetwork } from './network.ts';
import { type OutputLine, spoken } from './reply.ts';
import type { RoomChanges } from './room-changes.ts';

/** Beside capabilities: does the user want to be told in words what has no form of its own? */
export const NOTICES: Capabilities = 1 << 30;

/** Encodes events of rooms, once for each set of capabilities that matters. */
export class RoomLines {
  readonly #network: IrcNetwork;
  readonly #changes: RoomChanges;
  readonly #formats = new Map<Capabilities, EventFormat>();

  constructor(network: IrcNetwork, changes: RoomChanges) {
    this.#network = network;
    this.#changes = changes;
  }

  /** The lines of `event`, as a session with `caps` hears it. */
  encoded(event: HubEvent, caps: Capabilities): Uint8Array {
    // Batches matter here to whoever gets messages of several lines in them.
    const batch = (caps & Cap.multiline) === 0 ? 0 : Cap.batch;
    const key = caps & (HEARING | NOTICES | batch);
    let format = this.#formats.get(key);
    if (format === undefined) {
      format = { encode: (one) => encodeText(written(this.#lines(one, key))) };
      this.#formats.set(key, format);
    }
    return formOf(event, format);
  }

  #lines(event: HubEvent, caps: Capabilities): readonly OutputLine[] {
    const network = this.#network;
    const { json, text } = event;
    switch (json.event) {
      case 'message':
        return messageLines(network, caps, {
          as: json.as ?? null,
          source: network.people.named(json.from).source,
          target: json.to,
          text: decodeLenient(text),
          id: json.id ?? null,
          at: json.at ?? network.settings.now(),
          reply: json.reply ?? null,
          account: network.people.named(json.from).accountName,
        });
      case 'edited':
      case 'deleted':
      case 'reacted':
      case 'typing':
        return json.to === null ? [] : lifeLines(network, caps, event, json.to);
      case 'room':
        return this.#actLines(event, json, caps);
      default:
        return [];
    }
  }

  #actLines(event: HubEvent, json: EventData<'room'>, caps: Capabilities): readonly OutputLine[] {
    const network = this.#network;
    const { room, what, why, role, topic = '' } = json;
    const by = network.people.named(json.by);
    const whom = network.people.named(json.name ?? json.by);
    const time = timeTags(caps, network.settings.now());
    const tags = [...time, ...accountTags(caps, by.accountName)];
    const line = (body: string): OutputLine => ({ tags, body });
    const told = (): OutputLine[] => {
      const words = (caps & NOTICES) === 0 ? null : wordsOf(event);
      return words === null ? [] : [line(`:${network.server} NOTICE ${room} :${words}`)];
    };
    switch (what) {
      case 'joined': {
        const more =
          (caps & Cap.extendedJoin) === 0 ? '' : ` ${whom.account('*')} :${whom.realName}`;
        const away =
          whom.state === 'away' && (caps & Cap.awayNotify) !== 0
            ? [line(`:${whom.source} AWAY :${whom.awayText || 'away'}`)]
            : [];
        return [line(`:${whom.source} JOIN ${room}${more}`), ...away];
      }
      case 'left':
        if (json.gone) return [line(`:${whom.source} QUIT :${why ?? ''}`)];
        return [line(`:${whom.source} PART ${room}${spoken(why)}`)];
      case 'kicked':
        return [line(`:${by.source} KICK ${room} ${whom.nick} :${why ?? by.nick}`)];
      case 'banned': {
        const mode = line(`:${by.source} MODE ${room} +b ${maskOf(whom.nick)}`);
        if (!this.#changes.before(event).wasIn) return [mode];
        return [mode, line(`:${by.source} KICK ${room} ${whom.nick} :${why ?? by.nick}`)];
      }
      case 'unbanned':
        return [line(`:${by.source} MODE ${room} -b ${maskOf(whom.nick)}`)];
      case 'muted':
        return [line(`:${by.source} MODE ${room} +b ${MUTE}${maskOf(whom.nick)}`), ...told()];
      case 'unmuted':
        return [line(`:${by.source} MODE ${room} -b ${MUTE}${maskOf(whom.nick)}`)];
      case 'role': {
        const before = this.#changes.before(event).role;
        // Nobody appoints an heir.
        const source = json.name === json.by ? network.server : by.source;
        if (role === undefined || before === role) return [];
        return [line(`:${source} MODE ${room} ${roleChange(whom.nick, before, role)}`)];
      }
      case 'topic':
        return [line(`:${by.source} TOPIC ${room} :${topic}`)];
      case 'slow':
      case 'pinned':
      case 'unpinned':
        return told();
      case 'kept':
        // That cannot be turned off (PROTOCOL-EXTENSIONS section 16).
        return [line(`:${network.server} NOTICE ${room} :${wordsOf(event)}`)];
      case 'invited':
        return [line(`:${by.source} INVITE ${whom.nick} ${room}`)];
      case 'removed':
        return [];
      case 'flags': {
        const change = flagChange(json.flags ?? {});
        return change === '' ? [] : [line(`:${by.source} MODE ${room} ${change}`)];
      }
      case 'voiced':
      case 'unvoiced': {
        const sign = what === 'voiced' ? '+' : '-';
        return [line(`:${by.source} MODE ${room} ${sign}v ${whom.nick}`)];
      }
    }
  }
}

/** What plain clients are told, without their mark. */
function wordsOf(event: HubEvent): string | null {
  return eventLine(event)?.replace(/^\* /, '') ?? null;
}

/** What becomes of a message, or of writing one, told to `target`. */
export function lifeLines(
  network: IrcNetwork,
  caps: Capabilities,
  { json, text }: HubEvent,
  target: string,
): OutputLine[] {
  const time = timeTags(caps, network.settings.now());
  const hasTags = (caps & Cap.messageTags) !== 0;
  const notice = (source: string, words: string, id: number): OutputLine[] => {
    if ((caps & NOTICES) === 0) return [];
    const tags = hasTags ? [...time, ...replyTags(network, id)] : time;
    return [{ tags, body: `:${source} NOTICE ${target} :${words}` }];
  };
  switch (json.event) {
    case 'edited': {
      const { source } = network.people.named(json.from);
      return notice(source, `now: ${inOneLine(decodeLenient(text))}`, json.message);
    }
    case 'deleted': {
      const { source } = network.people.named(json.by);
      const { message, by, from } = json;
      if ((caps & Cap.messageRedaction) !== 0) {
        return [{ tags: time, body: `:${source} REDACT ${target} ${network.ids.encode(message)}` }];
      }
      const own = by === from;
      const words = own ? 'took back a message' : `removed a message of ${nickIn(network, from)}`;
      return notice(source, words, message);
    }
    case 'reacted': {
      const { message, emoji, off = false, from } = json;
      const { source } = network.people.named(json.by);
      if (hasTags) {
        const tags = [...time, ...replyTags(network, message), reactionTag(emoji, off)];
        return [{ tags, body: `:${source} TAGMSG ${target}` }];
      }
      const did = off ? 'took back' : 'reacted';
      return notice(source, `${did} ${emoji} to ${nickIn(network, from)}`, message);
    }
    case 'typing': {
      if (!hasTags) return [];
      const { source } = network.people.named(json.from);
      return [{ tags: [...time, '+typing=active'], body: `:${source} TAGMSG ${target}` }];
    }
    default:
      return [];
  }
}

function nickIn(network: IrcNetwork, name: string): string {
  return network.people.nickOf(name);
}
