/** What one session hears of the chat, as lines of IRC. */
import type { Receipt } from '../../chat/answer.ts';
import type { EventData, HubEvent } from '../../chat/delivery/event.ts';
import type { Name } from '../../chat/name.ts';
import { decodeLenient } from '../../protocol/bytes.ts';
import type { State } from '../../protocol/members.ts';
import { isRoomName } from '../../protocol/names.ts';
import { Cap } from './capabilities.ts';
import { lookUp, showRoom } from './entering.ts';
import { messageLines, timeTags, written } from './message-lines.ts';
import { prefixOf, roleChange } from './modes.ts';
import type { IrcNetwork } from './network.ts';
import type { RoomChanges } from './room-changes.ts';
import { lifeLines, NOTICES, type RoomLines } from './room-lines.ts';
import type { RoomView } from './room-views.ts';
import type { IrcHearing, IrcSession } from './session.ts';

/** What is held back until the welcome is over; beyond, the connection ends. */
const HELD_MAX = 10_000;
const HELD_BYTES_MAX = 4 * 1024 * 1024;

export class SessionHearing implements IrcHearing {
  readonly #session: IrcSession;
  readonly #network: IrcNetwork;
  readonly #changes: RoomChanges;
  readonly #roomLines: RoomLines;
  /** What happens before the client knows who it is and which rooms it is in; null: it is told at once. */
  #held: (() => void)[] | null = [];
  #heldBytes = 0;
  /** How many wait for `release`: at first the welcome. */
  #holds = 1;
  /** By room, while something is kept. */
  readonly #toldUpTo = new Map<string, number>();

  constructor(session: IrcSession, changes: RoomChanges, roomLines: RoomLines) {
    this.#session = session;
    this.#network = session.network;
    this.#changes = changes;
    this.#roomLines = roomLines;
  }

  hold(): void {
    this.#holds++;
    this.#held ??= [];
  }

  release(): void {
    this.#holds--;
    if (this.#holds > 0) return;
    const held = this.#held ?? [];
    this.#held = null;
    this.#heldBytes = 0;
    for (const tell of held) tell();
    this.#toldUpTo.clear();
  }

  toldUpTo(room: string, id: number): void {
    this.#toldUpTo.set(room, id);
  }

  message(from: Name, to: Name, text: Uint8Array, stored: Receipt | null): boolean {
    if (this.#held === null) return this.#message(from.text, to.text, text, stored);
    const copy = text.slice();
    return this.#hold(copy.length, () => this.#message(from.text, to.text, copy, stored));
  }

  event(event: HubEvent): boolean {
    if (event.json.event === 'unread') {
      this.#session.reading.missedFrom(event.json.place);
      return true;
    }
    // At once, whoever is told when: others are told by what is known.
    const heard = this.#prepared(event);
    if (this.#held === null) return heard();
    return this.#hold(event.text.length, heard);
  }

  #hold(bytes: number, tell: () => boolean): boolean {
    this.#held?.push(tell);
    this.#heldBytes += bytes;
    if ((this.#held?.length ?? 0) <= HELD_MAX && this.#heldBytes <= HELD_BYTES_MAX) return true;
    this.#held = null;
    this.#session.abandon('too much happened before it was welcomed');
    return false;
  }

  get #caps(): number {
    return this.#session.caps | (this.#session.notices ? NOTICES : 0);
  }

  #message(from: string, to: string, bytes: Uint8Array, stored: Receipt | null): boolean {
    const session = this.#session;
    const target = this.#targetOf(from, to);
    if (target === null) return true;
    const { people, settings } = this.#network;
    const lines = messageLines(this.#network, this.#caps, {
      verb: 'PRIVMSG',
      source: people.named(from).source,
      target,
      text: decodeLenient(bytes),
      id: stored?.id ?? null,
      at: stored?.at ?? settings.now(),
      reply: stored?.reply ?? null,
    });
    if (!session.tell(written(lines))) return false;
    if (from !== session.person?.name) session.reading.told(from, stored?.id ?? 0);
    return true;
  }

  /**
   * Whom a message between two people goes to, as this session sees it; null: it is from another device of one's own,
   * and this client would take it for one from somebody else.
   */
  #targetOf(from: string, to: string): string | null {
    const session = this.#session;
    const { person } = session;
    if (person === null) return null;
    if (from !== person.name || to === person.name) return person.nick;
    return session.has(Cap.echoMessage | Cap.selfMessage) ? this.#network.people.nickOf(to) : null;
  }

  /** Takes note of an event; calling what is returned tells the client. */
  #prepared(event: HubEvent): () => boolean {
    const { json } = event;
    const session = this.#session;
    const changes = this.#changes;
    switch (json.event) {
      case 'room':
        return this.#act(event, json);
      case 'presence': {
        const before = changes.before(event);
        const rooms = [...this.#network.rooms.of(json.name)];
        const shared = rooms.filter(({ name }) => session.rooms.has(name));
        return shared.length === 0 ? () => true : () => this.#presence(json, before.state, shared);
      }
      case 'message':
        changes.before(event);
        return () => this.#said(event, json);
      case 'read':
        return () => {
          session.reading.readElsewhere(json.with, json.upTo);
          return true;
        };
      case 'edited':
      case 'deleted':
      case 'reacted':
      case 'typing':
        return () => this.#life(event, json);
      default:
        return () => true;
    }
  }

  /** Of a message in a room, or between two people. */
  #life(event: HubEvent, json: EventData<'edited' | 'deleted' | 'reacted' | 'typing'>): boolean {
    const session = this.#session;
    const { from, to } = json;
    if (to === null) return true;
    if (isRoomName(to)) return session.tell(this.#roomLines.encoded(event, this.#caps));
    const by = 'by' in json ? json.by : from;
    const other = from === session.person?.name ? to : from;
    const target = this.#targetOf(by, by === session.person?.name ? other : session.self.name);
    if (target === null) return true;
    return session.tell(written(lifeLines(this.#network, this.#caps, event, target)));
  }

  #act(event: HubEvent, json: EventData<'room'>): () => boolean {
    const session = this.#session;
    const { room, what } = json;
    const isMine = (json.name ?? json.by) === session.person?.name;
    const { people } = this.#network;
    const joins = what === 'joined';
    this.#changes.before(event);
    if (joins && isMine) return () => this.#shown(room);
    if (joins && session.has(Cap.extendedJoin) && people.named(json.by).guest === null) {
      lookUp(session, room);
    }
    // Before a room is shown, what happens there is in what will be shown.
    if (what !== 'invited' && what !== 'kept' && !session.rooms.has(room)) return () => true;
    return () => {
      const taken = session.tell(this.#roomLines.encoded(event, this.#caps));
      if (what === 'removed') {
        const { nick } = session.self;
        const { source } = people.named(json.by);
        session.tell(`:${source} KICK ${room} ${nick} :the room was removed\r\n`);
        session.left(room);
      } else if (isMine && (what === 'left' || what === 'kicked' || what === 'banned')) {
        session.left(room);
      }
      return taken;
    };
  }

  /** A message in a room. */
  #said(event: HubEvent, { to, id = 0 }: EventData<'message'>): boolean {
    const session = this.#session;
    if (!session.rooms.has(to)) this.#shown(to);
    // Those that are not stored have negative ids.
    if (this.#toldUpTo.size > 0 && id > 0 && id <= (this.#toldUpTo.get(to) ?? 0)) return true;
    if (!session.tell(this.#roomLines.encoded(event, this.#caps))) return false;
    session.reading.told(to, id);
    return true;
  }

  /** Tells the client that it is in `room`, where it does not know: one has made it elsewhere, or come into it. */
  #shown(room: string): boolean {
    const session = this.#session;
    if (!session.rooms.has(room) && !session.executing) {
      showRoom(session, session.newReply(null), room);
    }
    return true;
  }

  #presence(
    json: EventData<'presence'>,
    before: State | null,
    shared: readonly RoomView[],
  ): boolean {
    const session = this.#session;
    const network = this.#network;
    const person = network.people.named(json.name);
    const caps = this.#caps;
    const tags = timeTags(caps, network.settings.now());
    const line = (body: string) => ({ tags, body });
    const isAway = json.state === 'away';
    const away = session.has(Cap.awayNotify)
      ? [line(`:${person.source} AWAY${isAway ? ` :${json.text || 'away'}` : ''}`)]
      : [];
    if (json.state === 'offline') {
      return before === 'offline' || session.tell(written([line(`:${person.source} QUIT :`)]));
    }
    if (before !== 'offline') return session.tell(written(away));
    const more = session.has(Cap.extendedJoin) ? ` ${person.account('*')} :${person.realName}` : '';
    const joins = shared.flatMap((room) => {
      const role = room.roleOf(json.name) ?? 'member';
      const join = line(`:${person.source} JOIN ${room.name}${more}`);
      if (prefixOf(role) === '') return [join];
      const mode = `:${network.server} MODE ${room.name} ${roleChange(person.nick, 'member', role)}`;
      return [join, line(mode)];
    });
    return session.tell(written([...joins, ...(isAway ? away : [])]));
  }
}
