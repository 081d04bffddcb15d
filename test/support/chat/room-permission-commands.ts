/** The commands for the rows of the table of permissions, as tried at the hub and at each gateway. */
import type { RoomRole } from './room-permission-table.ts';
import type { Part } from './room-scene-plan.ts';
import type { Said } from './talker.ts';

/** A room, and the people in and around it. */
export interface NamedScene {
  readonly room: string;
  /** A word that everybody who was in the room has said there. */
  readonly word: string;
  name(part: Part): string;
  /** The id of the message by `part`, or by an owner if `part` could not write one. */
  messageOf(part: Part): number;
}

/** The command for each row of the table, given by a person of that role. */
export const SAID: Readonly<Record<string, (scene: NamedScene, role: RoomRole) => Said>> = {
  rooms: ({ room }) => ['rooms', '', { find: room.slice(1) }],
  'rooms-mine': ({ room }) => ['rooms', '', { find: room.slice(1), mine: true }],
  'create, same name': ({ room }) => ['create', '', { room, kept: false }],
  join: ({ room }) => ['join', '', { room }],
  leave: ({ room }) => ['leave', '', { room }],
  who: ({ room }) => ['who', '', { room }],
  sendto: ({ room }) => ['sendto', room, {}, 'hi'],
  'sendto, a reply': (scene) => [
    'sendto',
    scene.room,
    { reply: scene.messageOf('a member') },
    'hi',
  ],
  'reply by number': (scene) => ['reply', '', { reply: scene.messageOf('a member') }, 'hi'],
  typing: ({ room }) => ['typing', room],
  topic: ({ room }) => ['topic', '', { room, topic: 'soup' }],
  invite: (scene) => ['invite', scene.name('a stranger'), { room: scene.room }],
  'invite a guest': (scene) => ['invite', scene.name('a guest'), { room: scene.room }],
  'kick a member': (scene) => ['kick', scene.name('a member'), { room: scene.room }],
  'kick a moderator': (scene) => ['kick', scene.name('a moderator'), { room: scene.room }],
  'kick an owner': (scene) => ['kick', scene.name('an owner'), { room: scene.room }],
  'ban a member': (scene) => ['ban', scene.name('a member'), { room: scene.room }],
  'ban a moderator': (scene) => ['ban', scene.name('a moderator'), { room: scene.room }],
  'ban an owner': (scene) => ['ban', scene.name('an owner'), { room: scene.room }],
  'ban somebody outside': (scene) => ['ban', scene.name('a stranger'), { room: scene.room }],
  'ban an operator': (scene) => ['ban', scene.name('another operator'), { room: scene.room }],
  unban: (scene) => ['unban', scene.name('banned'), { room: scene.room }],
  bans: ({ room }) => ['bans', '', { room }],
  'mute a member': (scene) => ['mute', scene.name('a member'), { room: scene.room }],
  'mute a moderator': (scene) => ['mute', scene.name('a moderator'), { room: scene.room }],
  'unmute a member': (scene) => ['unmute', scene.name('muted'), { room: scene.room }],
  'role of a member': (scene) => [
    'role',
    scene.name('a member'),
    { room: scene.room, role: 'moderator' },
  ],
  'role of an owner': (scene) => [
    'role',
    scene.name('an owner'),
    { room: scene.room, role: 'member' },
  ],
  slow: ({ room }) => ['slow', '', { room, seconds: 5 }],
  'set-room': ({ room }) => ['set-room', '', { room, moderated: true }],
  'set-room, access': ({ room }) => ['set-room', '', { room, listed: false, byInvitation: false }],
  'voice a member': (scene) => ['voice', scene.name('a member'), { room: scene.room }],
  'rename-room': ({ room }) => ['rename-room', `${room}-x`, { room }],
  'remove-room': ({ room }) => ['remove-room', '', { room }],
  "edit one's own": (scene, role) => ['edit', '', { message: scene.messageOf(role) }, 'x'],
  "edit another's": (scene) => ['edit', '', { message: scene.messageOf('a member') }, 'x'],
  "delete one's own": (scene, role) => ['delete', '', { message: scene.messageOf(role) }],
  "delete a member's": (scene) => ['delete', '', { message: scene.messageOf('a member') }],
  "delete a moderator's": (scene) => ['delete', '', { message: scene.messageOf('a moderator') }],
  "delete an owner's": (scene) => ['delete', '', { message: scene.messageOf('an owner') }],
  react: (scene) => ['react', '', { message: scene.messageOf('a member'), emoji: '👍' }],
  pin: (scene) => ['pin', '', { message: scene.messageOf('a member') }],
  pins: ({ room }) => ['pins', '', { room }],
  reactions: (scene) => ['reactions', '', { message: scene.messageOf('a member') }],
  edits: (scene) => ['edits', '', { message: scene.messageOf('a member') }],
  context: (scene) => ['context', '', { message: scene.messageOf('a member') }],
  history: ({ room }) => ['history', room],
  'search with:#room': ({ room, word }) => ['search', '', { query: `${word} with:${room}` }],
  search: ({ word }) => ['search', '', { query: word }],
  unread: () => ['unread'],
  read: (scene) => ['read', scene.room, { upTo: 1 }],
  audit: ({ room }) => ['audit', '', { room }],
};

const LOOKS: readonly string[] = [
  'rooms',
  'rooms-mine',
  'who',
  'search',
  'search with:#room',
  'unread',
  'history',
  'pins',
  'reactions',
  'edits',
  'context',
  'bans',
  'audit',
];

/** Is the command of this row read-only? */
export function changesNothing(row: string): boolean {
  return LOOKS.includes(row);
}
