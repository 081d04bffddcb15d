/** Where something is said: a room, or between two people; what was said there, and who is who. */
import { type Act, Known } from './acts.ts';

export interface Actor {
  readonly name: string;
  readonly password: string;
}

/** What somebody is to a room whom its owner lets in, puts out, promotes and mutes. */
export interface Standing {
  readonly in: boolean;
  readonly role: 'member' | 'moderator';
  readonly muted: boolean;
  readonly banned: boolean;
  /** Into a private room, and not in it yet. */
  readonly invited: boolean;
}

export const OUT: Standing = {
  in: false,
  role: 'member',
  muted: false,
  banned: false,
  invited: false,
};

/** What became of a message after it was said. */
export interface State {
  /** How often it was changed. */
  readonly version: number;
  readonly deleted: boolean;
  readonly pinned: boolean;
  /** `👍 by name`, in order. */
  readonly reactions: readonly string[];
}

export interface Said {
  /** Counts up over everything that is said; the text has it. */
  readonly serial: number;
  readonly place: Place;
  readonly author: string;
  readonly guest: boolean;
  /** Messages of one stream are sent in this order over one connection, so it is that of their ids. */
  readonly stream: string;
  readonly reply: Said | null;
  /** Silences its author, and is done at the same time: if both are there, this was earlier. */
  readonly before: Act | null;
  readonly there: Known<boolean>;
  readonly state: Known<State>;
  id: number | null;
  /** Somebody is doing something with it. */
  busy: boolean;
}

export class Place {
  readonly kind: 'public' | 'private' | 'pair';
  /** Of a room. */
  readonly name: string;
  /** Who are in it all the time; the first owns the room. */
  readonly people: readonly Actor[];
  readonly subject: Actor | null;
  readonly standing = new Known<Standing>(OUT);
  readonly topic = new Known('');
  /** How far each of the people has read. */
  readonly marks: ReadonlyMap<Actor, Known<number>>;
  readonly said: Said[] = [];
  /** Was removed, with all that was said there. */
  gone = false;

  constructor(
    kind: 'public' | 'private' | 'pair',
    name: string,
    people: readonly Actor[],
    subject: Actor | null,
  ) {
    this.kind = kind;
    this.name = name;
    this.people = people;
    this.subject = subject;
    this.marks = new Map(people.map((one) => [one, new Known(0)]));
  }

  get isRoom(): boolean {
    return this.kind !== 'pair';
  }

  get owner(): Actor {
    return this.people[0] as Actor;
  }

  /** Where `name` sends what is for this place. */
  addressFor(name: string): string {
    if (this.isRoom) return this.name;
    return (this.people.find((one) => one.name !== name) ?? this.owner).name;
  }
}
