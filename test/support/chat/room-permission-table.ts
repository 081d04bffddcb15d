/**
 * The table of permissions in rooms, cell by cell, as specified: independent of how the hub decides (room-rules.ts),
 * and compared with it by room-permissions.test.ts and by the simulation of rooms.
 */
import type { Reason } from '../../../src/protocol/frames.ts';

/** Roles relative to a room. An outsider was a member once and, if possible, wrote something there. */
export const ROLES = [
  'nobody',
  'guest',
  'outside',
  'invited',
  'guest member',
  'member',
  'muted',
  'banned',
  'moderator',
  'owner',
  'operator',
] as const;

export type RoomRole = (typeof ROLES)[number];

/** Kinds of rooms by letter. */
export const KINDS = {
  P: { access: 'public', kept: true, guests: true },
  p: { access: 'public', kept: false, guests: true },
  N: { access: 'public', kept: true, guests: false },
  S: { access: 'private', kept: true, guests: true },
  s: { access: 'private', kept: false, guests: true },
  G: { access: 'private', kept: true, guests: false },
} as const;

export type RoomKindLetter = keyof typeof KINDS;

/** Can the role exist in the kind of room? Guests cannot be in rooms that exclude them, such as groups. */
export function canBe(role: RoomRole, kind: RoomKindLetter): boolean {
  return role !== 'guest member' || KINDS[kind].guests;
}

/** The meanings of the table's words. */
const WORDS = {
  ok: 'ok',
  /** The answer contains the room, or a message of it; or does not. */
  shown: 'shown',
  hidden: 'hidden',
  login: 'notLoggedIn',
  account: 'accountNeeded',
  'no room': 'noSuchRoom',
  out: 'notMember',
  no: 'notPermitted',
  banned: 'banned',
  muted: 'muted',
  moderated: 'moderated',
  'no message': 'notFound',
  taken: 'nameInUse',
} as const satisfies Record<string, 'ok' | 'shown' | 'hidden' | keyof typeof Reason>;

export type Expected = (typeof WORDS)[keyof typeof WORDS];

/**
 * Rooms are P public; p public, not kept; N public, without guests; S private; s private, not kept; G a group. An
 * operator is one outside the room. `ok` is success.
 */
export const ROOM_PERMISSIONS = `
| command              | rooms | nobody | guest   | outside    | invited    | guest member | member     | muted      | banned     | moderator  | owner      | operator   |
|----------------------|-------|--------|---------|------------|------------|--------------|------------|------------|------------|------------|------------|------------|
| rooms                | P p N | login  | shown   | shown      | shown      | shown        | shown      | shown      | shown      | shown      | shown      | shown      |
| rooms                | S s G | login  | hidden  | hidden     | shown      | shown        | shown      | shown      | hidden     | shown      | shown      | hidden     |
| rooms-mine           | all   | login  | hidden  | hidden     | hidden     | shown        | shown      | shown      | hidden     | shown      | shown      | hidden     |
| create, same name    | P p N | login  | taken   | taken      | taken      | taken        | taken      | taken      | taken      | taken      | taken      | taken      |
| create, same name    | S s   | login  | taken   | taken      | taken      | taken        | taken      | taken      | taken      | taken      | taken      | taken      |
| join                 | P p   | login  | ok      | ok         | ok         | ok           | ok         | ok         | banned     | ok         | ok         | ok         |
| join                 | N     | login  | account | ok         | ok         |              | ok         | ok         | banned     | ok         | ok         | ok         |
| join                 | S s G | login  | no room | no room    | ok         | ok           | ok         | ok         | no room    | ok         | ok         | ok         |
| leave                | P p N | login  | out     | out        | out        | ok           | ok         | ok         | out        | ok         | ok         | out        |
| leave                | S s G | login  | no room | no room    | out        | ok           | ok         | ok         | no room    | ok         | ok         | out        |
| who                  | P p N | login  | ok      | ok         | ok         | ok           | ok         | ok         | ok         | ok         | ok         | ok         |
| who                  | S s G | login  | no room | no room    | out        | ok           | ok         | ok         | no room    | ok         | ok         | ok         |
| sendto               | P p   | login  | ok      | ok         | ok         | ok           | ok         | muted      | banned     | ok         | ok         | ok         |
| sendto               | N     | login  | account | ok         | ok         |              | ok         | muted      | banned     | ok         | ok         | ok         |
| sendto               | S s G | login  | no room | no room    | out        | ok           | ok         | muted      | no room    | ok         | ok         | out        |
| sendto, a reply      | P p   | login  | ok      | ok         | ok         | ok           | ok         | muted      | banned     | ok         | ok         | ok         |
| sendto, a reply      | N     | login  | account | ok         | ok         |              | ok         | muted      | banned     | ok         | ok         | ok         |
| sendto, a reply      | S s G | login  | no room | no room    | out        | ok           | ok         | muted      | no room    | ok         | ok         | out        |
| reply by number      | all   | login  | no message | no message | no message | ok      | ok         | muted      | no message | ok         | ok         | out        |
| typing               | P p N | login  | out     | out        | out        | ok           | ok         | muted      | out        | ok         | ok         | out        |
| typing               | S s G | login  | no room | no room    | out        | ok           | ok         | muted      | no room    | ok         | ok         | out        |
| topic                | P p N | login  | out     | out        | out        | no           | no         | no         | out        | ok         | ok         | ok         |
| topic                | S s   | login  | no room | no room    | out        | no           | no         | no         | no room    | ok         | ok         | ok         |
| topic                | G     | login  | no room | no room    | out        |              | ok         | muted      | no room    | ok         | ok         | ok         |
| invite               | P p N | login  | out     | out        | out        | ok           | ok         | ok         | out        | ok         | ok         | ok         |
| invite               | S s   | login  | no room | no room    | out        | no           | no         | no         | no room    | ok         | ok         | ok         |
| invite               | G     | login  | no room | no room    | out        |              | ok         | ok         | no room    | ok         | ok         | ok         |
| invite a guest       | P p   | login  | out     | out        | out        | ok           | ok         | ok         | out        | ok         | ok         | ok         |
| invite a guest       | N     | login  | out     | out        | out        |              | account    | account    | out        | account    | account    | account    |
| invite a guest       | S s   | login  | no room | no room    | out        | no           | no         | no         | no room    | ok         | ok         | ok         |
| invite a guest       | G     | login  | no room | no room    | out        |              | account    | account    | no room    | account    | account    | account    |
| kick a member        | P p N | login  | out     | out        | out        | no           | no         | no         | out        | ok         | ok         | ok         |
| kick a member        | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | ok         | ok         | ok         |
| kick a moderator     | P p N | login  | out     | out        | out        | no           | no         | no         | out        | no         | ok         | ok         |
| kick a moderator     | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | no         | ok         | ok         |
| kick an owner        | P p N | login  | out     | out        | out        | no           | no         | no         | out        | no         | no         | ok         |
| kick an owner        | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | no         | no         | ok         |
| ban a member         | P p N | login  | out     | out        | out        | no           | no         | no         | out        | ok         | ok         | ok         |
| ban a member         | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | ok         | ok         | ok         |
| ban a moderator      | P p N | login  | out     | out        | out        | no           | no         | no         | out        | no         | ok         | ok         |
| ban a moderator      | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | no         | ok         | ok         |
| ban an owner         | P p N | login  | out     | out        | out        | no           | no         | no         | out        | no         | no         | ok         |
| ban an owner         | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | no         | no         | ok         |
| ban somebody outside | P p N | login  | out     | out        | out        | no           | no         | no         | out        | ok         | ok         | ok         |
| ban somebody outside | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | ok         | ok         | ok         |
| ban an operator      | P p N | login  | out     | out        | out        | no           | no         | no         | out        | no         | no         | no         |
| ban an operator      | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | no         | no         | no         |
| unban                | P p N | login  | out     | out        | out        | no           | no         | no         | out        | ok         | ok         | ok         |
| unban                | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | ok         | ok         | ok         |
| bans                 | P p N | login  | out     | out        | out        | no           | no         | no         | out        | ok         | ok         | ok         |
| bans                 | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | ok         | ok         | ok         |
| mute a member        | P p N | login  | out     | out        | out        | no           | no         | no         | out        | ok         | ok         | ok         |
| mute a member        | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | ok         | ok         | ok         |
| mute a moderator     | P p N | login  | out     | out        | out        | no           | no         | no         | out        | no         | ok         | ok         |
| mute a moderator     | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | no         | ok         | ok         |
| unmute a member      | P p N | login  | out     | out        | out        | no           | no         | no         | out        | ok         | ok         | ok         |
| unmute a member      | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | ok         | ok         | ok         |
| role of a member     | P p N | login  | out     | out        | out        | no           | no         | no         | out        | no         | ok         | ok         |
| role of a member     | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | no         | ok         | ok         |
| role of an owner     | P p N | login  | out     | out        | out        | no           | no         | no         | out        | no         | no         | ok         |
| role of an owner     | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | no         | no         | ok         |
| slow                 | P p N | login  | out     | out        | out        | no           | no         | no         | out        | ok         | ok         | ok         |
| slow                 | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | ok         | ok         | ok         |
| set-room             | P p N | login  | out     | out        | out        | no           | no         | no         | out        | ok         | ok         | ok         |
| set-room             | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | ok         | ok         | ok         |
| set-room, access     | P p N | login  | out     | out        | out        | no           | no         | no         | out        | no         | ok         | ok         |
| set-room, access     | S s   | login  | no room | no room    | out        | no           | no         | no         | no room    | no         | ok         | ok         |
| set-room, access     | G     | login  | no room | no room    | out        | no           | no         | no         | no room    | no         | no         | no         |
| voice a member       | P p N | login  | out     | out        | out        | no           | no         | no         | out        | ok         | ok         | ok         |
| voice a member       | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | ok         | ok         | ok         |
| rename-room          | P p N | login  | out     | out        | out        | no           | no         | no         | out        | no         | ok         | ok         |
| rename-room          | S s   | login  | no room | no room    | out        | no           | no         | no         | no room    | no         | ok         | ok         |
| rename-room          | G     | login  | no room | no room    | out        | no           | no         | no         | no room    | no         | no         | no         |
| remove-room          | P p N | login  | out     | out        | out        | no           | no         | no         | out        | no         | ok         | ok         |
| remove-room          | S s G | login  | no room | no room    | out        | no           | no         | no         | no room    | no         | ok         | ok         |
| edit one's own       | all   | login  | no message | no message | no message | ok        | ok         | muted      | no message | ok         | ok         | out        |
| edit another's       | all   | login  | no message | no message | no message | no        | no         | no         | no message | no         | no         | no         |
| delete one's own     | all   | login  | no message | no message | no message | ok        | ok         | ok         | no message | ok         | ok         | ok         |
| delete a member's    | all   | login  | no message | no message | no message | no        | no         | no         | no message | ok         | ok         | ok         |
| delete a moderator's | all   | login  | no message | no message | no message | no        | no         | no         | no message | no         | ok         | ok         |
| delete an owner's    | all   | login  | no message | no message | no message | no        | no         | no         | no message | no         | no         | ok         |
| react                | all   | login  | no message | no message | no message | ok        | ok         | muted      | no message | ok         | ok         | out        |
| pin                  | P N S | login  | no message | no message | no message | no        | no         | no         | no message | ok         | ok         | ok         |
| pin                  | G     | login  | no message | no message | no message |           | ok         | muted      | no message | ok         | ok         | ok         |
| pin                  | p s   | login  | no message | no message | no message | no        | no         | no         | no message | no message | no message | no message |
| pins                 | P p N | login  | account | out        | out        | account      | ok         | ok         | out        | ok         | ok         | out        |
| pins                 | S s G | login  | account | no room    | out        | account      | ok         | ok         | no room    | ok         | ok         | out        |
| reactions            | all   | login  | account | no message | no message | account      | ok         | ok         | no message | ok         | ok         | ok         |
| edits                | all   | login  | account | no message | no message | account      | ok         | ok         | no message | ok         | ok         | ok         |
| context              | P N S G | login | account | no message | no message | account     | ok         | ok         | no message | ok         | ok         | out        |
| context              | p s   | login  | account | no message | no message | account      | no message | no message | no message | no message | no message | no message |
| history              | P p N | login  | account | out        | out        | account      | ok         | ok         | out        | ok         | ok         | out        |
| history              | S s G | login  | account | no room    | out        | account      | ok         | ok         | no room    | ok         | ok         | out        |
| search with:#room    | P p N | login  | account | out        | out        | account      | ok         | ok         | out        | ok         | ok         | out        |
| search with:#room    | S s G | login  | account | no room    | out        | account      | ok         | ok         | no room    | ok         | ok         | out        |
| search               | P N S G | login | account | hidden     | hidden     | account     | shown      | shown      | hidden     | shown      | shown      | hidden     |
| search               | p s   | login  | account | hidden     | hidden     | account      | hidden     | hidden     | hidden     | hidden     | hidden     | hidden     |
| unread               | P N S G | login | account | hidden     | hidden     | account     | shown      | shown      | hidden     | shown      | shown      | hidden     |
| unread               | p s   | login  | account | hidden     | hidden     | account      | hidden     | hidden     | hidden     | hidden     | hidden     | hidden     |
| read                 | P p N | login  | account | out        | out        | account      | ok         | ok         | out        | ok         | ok         | out        |
| read                 | S s G | login  | account | no room    | out        | account      | ok         | ok         | no room    | ok         | ok         | out        |
| audit                | all   | login  | account | no         | no         | account      | no         | no         | no         | no         | no         | ok         |
`;

/** A row of the table: the expectation for each role in rooms of these kinds. */
export interface PermissionRow {
  readonly command: string;
  readonly kinds: readonly RoomKindLetter[];
  readonly expected: Readonly<Partial<Record<RoomRole, Expected>>>;
}

export const PERMISSION_ROWS: readonly PermissionRow[] = ROOM_PERMISSIONS.trim()
  .split('\n')
  .slice(2)
  .map(rowOf);

function rowOf(line: string): PermissionRow {
  const [command = '', kinds = '', ...cells] = line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
  const letters = kinds === 'all' ? Object.keys(KINDS) : kinds.split(' ');
  const expected = ROLES.flatMap((role, column) => {
    const word = cells[column] ?? '';
    if (word === '') return [];
    if (!(word in WORDS)) throw new Error(`${command}: what is ${word}?`);
    return [[role, WORDS[word as keyof typeof WORDS]]];
  });
  return {
    command,
    kinds: letters as RoomKindLetter[],
    expected: Object.fromEntries(expected),
  };
}
