/** What one session hears of the chat, as lines of IRC. */
import type { Receipt } from '../../chat/answer.ts';
import type { EventData, HubEvent } from '../../chat/delivery/event.ts';
import type { Name } from '../../chat/name.ts';
import { decodeLenient } from '../../protocol/bytes.ts';
import { isRoomName } from '../../protocol/names.ts';
import { Cap } from './capabilities.ts';
import { lookUp, showRoom } from './entering.ts';
import { messageLines, written } from './message-lines.ts';
import type { IrcNetwork } from './network.ts';
import type { IrcHearing } from './parts.ts';
import { personRenamed } from './person-renaming.ts';
import { presenceLines } from './presence-lines.ts';
import type { Reply } from './reply.ts';
import type { RoomChanges } from './room-changes.ts';
import { lifeLines, NOTICES, type RoomLines } from './room-lines.ts';
import { roomRenamed, tellRoomRenamed } from './room-renaming.ts';
import type { IrcSession } from './session.ts';
import { watchedLines } from './watching.ts';

/** What is held back; beyond, the connection ends. */
const HELD_MAX = 500;
const HELD_BYTES_MAX = 64 * 1024;

/** Something that the client is told in its turn. */
interface Happening {
  /** The room that the client must know it is in first; null: none, or it has been shown. */
  room: string | null;
  readonly bytes: number;
  readonly tell: () => boolean;
}

export class SessionHearing implements IrcHearing {
  readonly #session: IrcSession;
  readonly #network: IrcNetwork;
  readonly #changes: RoomChanges;
  readonly #roomLines: RoomLines;
  /** What waits until nothing holds it back any more. */
  readonly #held: Happening[] = [];
  #heldBytes = 0;
  /** What holds it back, until `release`: at first the welcome, in which the client learns who and where it is. */
  #holds = 1;
  /** The departures that the client has been told of, while the hub tells them. */
  readonly #departures = new WeakSet<object>();
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
  }

  release(): void {
    this.#holds--;
    this.#tellHeld();
  }

  toldUpTo(room: string, id: number): void {
    this.#toldUpTo.set(room, id);
  }

  message(from: Name, to: Name, text: Uint8Array, stored: Receipt | null): boolean {
    if (this.#holds === 0) return this.#message(from.text, to.text, text, stored);
    const copy = text.slice();
    const tell = () => this.#message(from.text, to.text, copy, stored);
    return this.#hold({ room: null, bytes: copy.length, tell });
  }

  event(event: HubEvent): boolean {
    if (event.json.event === 'unread') {
      this.#session.reading.missedFrom(event.json.place);
      return true;
    }
    // At once, whoever is told when: others are told by what is known.
    const tell = this.#prepared(event);
    const room = this.#placeOf(event);
    if (this.#holds === 0 && !this.#isUnshown(room)) return tell();
    return this.#hold({ room, bytes: event.text.length, tell });
  }

  line(text: string): void {
    const tell = () => this.#session.tell(text);
    if (this.#holds === 0) tell();
    else this.#hold({ room: null, bytes: text.length, tell });
  }

  #hold(happening: Happening): boolean {
    this.#held.push(happening);
    this.#heldBytes += happening.bytes;
    if (this.#held.length > HELD_MAX || this.#heldBytes > HELD_BYTES_MAX) {
      this.#dropHeld();
      this.#session.abandon('too much happened before it could be told');
      return false;
    }
    this.#tellHeld();
    return true;
  }

  #dropHeld(): void {
    this.#held.length = 0;
    this.#heldBytes = 0;
  }

  /** Tells what is held back, until something holds it back again. */
  #tellHeld(): void {
    for (;;) {
      const [next] = this.#held;
      if (this.#holds > 0) return;
      if (next === undefined) return this.#toldUpTo.clear();
      const { room } = next;
      if (room !== null && this.#isUnshown(room)) {
        // Once: the client may have left since.
        next.room = null;
        return this.#ask((reply) => showRoom(this.#session, reply, room));
      }
      this.#held.shift();
      this.#heldBytes -= next.bytes;
      if (!next.tell()) return this.#dropHeld();
    }
  }

  /** Asks the hub, which is telling something at this moment, in a turn of its own; what happens is told after that. */
  #ask(ask: (reply: Reply) => void): void {
    const session = this.#session;
    this.hold();
    session.soon((reply) => {
      ask(reply);
      session.later(reply, () => this.release());
    });
  }

  /** The room that a client must know it is in before it is told of `event`. */
  #placeOf({ json }: HubEvent): string | null {
    if (json.event === 'message') return json.to;
    if (json.event !== 'room' || json.what !== 'joined') return null;
    return (json.name ?? json.by) === this.#session.person?.name ? json.room : null;
  }

  /** Is it a room that the client does not know it is in? What it asks for itself at this moment, it shows itself. */
  #isUnshown(room: string | null): boolean {
    return room !== null && !this.#session.rooms.has(room) && !this.#session.executing;
  }

  /** The client hears of `name`, who may be in no room that it has in view. */
  #meet(name: string, room: string | null): void {
    const view = room === null ? undefined : this.#session.rooms.get(room);
    if (view?.members.has(name) !== true) this.#session.meet(this.#network.people.named(name));
  }

  get #caps(): number {
    return this.#session.caps | (this.#session.modes.notices ? NOTICES : 0);
  }

  #message(from: string, to: string, bytes: Uint8Array, stored: Receipt | null): boolean {
    const session = this.#session;
    const target = this.#targetOf(from, to);
    if (target === null) return true;
    const { people, settings } = this.#network;
    this.#meet(from === session.person?.name ? to : from, null);
    const lines = messageLines(this.#network, this.#caps, {
      as: stored?.as ?? null,
      source: people.named(from).source,
      target,
      text: decodeLenient(bytes),
      id: stored?.id ?? null,
      at: stored?.at ?? settings.now(),
      reply: stored?.reply ?? null,
      // Messages of guests are not stored.
      account: (stored?.id ?? 0) > 0 ? people.nickOf(from) : null,
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
        const rooms = [...session.rooms.values()];
        const shared = rooms.filter(({ members }) => members.has(json.name));
        return shared.length === 0
          ? () => true
          : () => session.tell(written(presenceLines(session, json, before, shared)));
      }
      case 'renamed':
        return this.#renamed(json);
      case 'invitation': {
        const { by, name, room } = json;
        const { people } = this.#network;
        const line = `:${people.named(by).source} INVITE ${people.nickOf(name)} ${room}\r\n`;
        return () => !session.has(Cap.inviteNotify) || session.tell(line);
      }
      case 'watched':
        return () => session.tell(written(watchedLines(session, json)));
      case 'message':
        changes.before(event);
        return () => this.#said(event, json);
      case 'read':
        return () => {
          session.reading.readElsewhere(json.with);
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

  /** A room, or another person, has another name. */
  #renamed({ name, was, by }: EventData<'renamed'>): () => boolean {
    const session = this.#session;
    if (!was) return () => true;
    if (isRoomName(was)) {
      roomRenamed(session, was, name);
      return () => {
        this.#ask((reply) => tellRoomRenamed(session, reply, was, name, by ?? null));
        return true;
      };
    }
    return personRenamed(session, was, name);
  }

  /** A message in a room, unless the client has left it since. */
  #said(event: HubEvent, { from, to, id = 0 }: EventData<'message'>): boolean {
    const session = this.#session;
    if (!session.rooms.has(to) && !session.executing) return true;
    // Those that are not stored have negative ids.
    if (this.#toldUpTo.size > 0 && id > 0 && id <= (this.#toldUpTo.get(to) ?? 0)) return true;
    this.#meet(from, to);
    if (!session.tell(this.#roomLines.encoded(event, this.#caps))) return false;
    session.reading.told(to, id);
    return true;
  }

  /** Of a message in a room, or between two people. */
  #life(event: HubEvent, json: EventData<'edited' | 'deleted' | 'reacted' | 'typing'>): boolean {
    const session = this.#session;
    const { from, to } = json;
    if (to === null) return true;
    this.#meet('by' in json ? json.by : from, isRoomName(to) ? to : null);
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
    // The room is shown: see `#placeOf`.
    if (joins && isMine) return () => true;
    if (joins && session.has(Cap.extendedJoin) && people.named(json.by).guest === null) {
      this.#ask((reply) => lookUp(session, reply, room));
    }
    // Before a room is shown, what happens there is in what will be shown.
    if (what !== 'invited' && what !== 'kept' && !session.rooms.has(room)) return () => true;
    if (json.gone && !isMine && !this.#isNew(event)) return () => true;
    return () => {
      this.#meet(json.by, room);
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

  /** Has the client not been told of this departure? It is told once, and the hub tells it in each room. */
  #isNew({ departure }: HubEvent): boolean {
    if (departure === null || this.#departures.has(departure)) return departure === null;
    this.#departures.add(departure);
    return true;
  }
}
