/** A place, which is a room or a conversation of two people, with its messages and members. */
import { type Act, Known } from './acts.ts';

export interface Actor {
  readonly name: string;
  readonly password: string;
}

/** The standing of a person whom a room's owner invites, kicks, promotes and mutes. */
export interface Standing {
  readonly in: boolean;
  readonly role: 'member' | 'moderator';
  readonly muted: boolean;
  readonly banned: boolean;
  /** Invited to a private room, and not in it yet? */
  readonly invited: boolean;
}

export const OUT: Standing = {
  in: false,
  role: 'member',
  muted: false,
  banned: false,
  invited: false,
};

/** The state of a message. */
export interface State {
  /** The number of edits. */
  readonly version: number;
  readonly deleted: boolean;
  readonly pinned: boolean;
  /** `👍 by name`, in order. */
  readonly reactions: readonly string[];
}

export interface Said {
  /** Ascends over all messages; the text contains it. */
  readonly serial: number;
  readonly place: Place;
  readonly author: string;
  readonly guest: boolean;
  /** Messages of a stream are sent in order over one connection, so their ids ascend. */
  readonly stream: string;
  readonly reply: Said | null;
  /** A simultaneous act that silences its author: if both succeed, the message came first. */
  readonly before: Act | null;
  readonly there: Known<boolean>;
  readonly state: Known<State>;
  id: number | null;
  /** Is it being changed? */
  busy: boolean;
}

export class Place {
  readonly kind: 'public' | 'private' | 'pair';
  /** The name of the room. */
  readonly name: string;
  /** Its permanent members; the first one owns the room. */
  readonly people: readonly Actor[];
  readonly subject: Actor | null;
  readonly standing = new Known<Standing>(OUT);
  readonly topic = new Known('');
  /** The read mark of each person. */
  readonly marks: ReadonlyMap<Actor, Known<number>>;
  readonly said: Said[] = [];
  /** Was it removed, with all its messages? */
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

  /** The address to which `name` sends messages for this place. */
  addressFor(name: string): string {
    if (this.isRoom) return this.name;
    return (this.people.find((one) => one.name !== name) ?? this.owner).name;
  }
}
