/** What an event changes in what is known of people and rooms: done once, whoever hears of it first. */
import type { EventData, HubEvent } from '../../chat/delivery/event.ts';
import type { Role, State } from '../../protocol/members.ts';
import type { IrcPeople, IrcPerson } from './people.ts';
import type { RoomViews } from './room-views.ts';

/** What was so before the event. */
export interface Before {
  /** The role of whom it concerns, in its room; null: not known. */
  readonly role: Role | null;
  /** Whether they were here; null: not known. */
  readonly state: State | null;
  /** Were they a guest? Null: not known. */
  readonly guest: boolean | null;
  /** Were they in the room? Of large rooms that is not known. */
  readonly wasIn: boolean;
}

const NOTHING_KNOWN: Before = { role: null, state: null, guest: null, wasIn: true };

export class RoomChanges {
  readonly #people: IrcPeople;
  readonly #rooms: RoomViews;
  readonly #known = new WeakMap<HubEvent, Before>();

  constructor(people: IrcPeople, rooms: RoomViews) {
    this.#people = people;
    this.#rooms = rooms;
  }

  /** Takes note of `event`, the first time. */
  before(event: HubEvent): Before {
    let before = this.#known.get(event);
    if (before === undefined) {
      before = this.#note(event.json);
      this.#known.set(event, before);
    }
    return before;
  }

  #note(json: EventData): Before {
    switch (json.event) {
      case 'message':
        this.#people.named(json.from).guest = json.guest === true;
        return NOTHING_KNOWN;
      case 'presence': {
        const person = this.#people.named(json.name);
        const { state, guest } = person;
        person.guest = json.guest === true;
        person.state = json.state;
        person.awayText = json.state === 'away' ? (json.text ?? '') : null;
        return { ...NOTHING_KNOWN, state, guest };
      }
      case 'room':
        return this.#noteAct(json);
      default:
        return NOTHING_KNOWN;
    }
  }

  #noteAct({ room, what, by, name, role, addedBy }: EventData<'room'>): Before {
    const view = this.#rooms.get(room);
    if (view === undefined) return NOTHING_KNOWN;
    const person = this.#people.named(name ?? by);
    const wasIn = view.holds(person.name);
    const { state, guest } = person;
    const before = { role: view.roleOf(person.name), state, guest, wasIn };
    switch (what) {
      case 'joined':
        // Only members of a new group can come into a room without being online.
        if (addedBy === undefined && person.state !== 'away') person.state = 'here';
        view.add(person, before.role ?? 'member');
        break;
      case 'left':
      case 'kicked':
      case 'banned':
        view.remove(person.name);
        break;
      case 'voiced':
      case 'unvoiced':
        if (before.role !== null) view.add(person, before.role, what === 'voiced');
        break;
      case 'role':
        if (role !== undefined && view.members.has(person.name)) view.add(person, role);
        break;
    }
    return before;
  }
}

/** Takes note of a member, as `who` answers it. */
export function noteMember(
  person: IrcPerson,
  { guest = false, state }: { readonly guest?: boolean | undefined; readonly state: State },
): void {
  person.guest = guest;
  person.state = state;
}
