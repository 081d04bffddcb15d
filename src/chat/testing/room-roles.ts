/** Each role that somebody may have in a room of each kind, on a stage of its own. */
import type { RemoteCommand } from '../../protocol/command-schemas.ts';
import type { Options } from '../request.ts';
import { Scene } from './scene.ts';
import type { Answered, Talker } from './talker.ts';

export const ROLES = [
  'nobody',
  'guest',
  'registered',
  'invited',
  'banned',
  'guest in it',
  'muted',
  'member',
  'moderator',
  'owner',
  'operator',
] as const;
export type RoomRole = (typeof ROLES)[number];

export const KINDS = [
  'public kept',
  'public not kept',
  'public kept, no guests',
  'private kept',
  'private not kept',
  'group',
] as const;
export type StagedKind = (typeof KINDS)[number];

/** In the room are its owner olga, the moderator mona and the member mark, who said something. */
export interface Stage {
  readonly scene: Scene;
  readonly room: string;
  /** Whoever has the role. */
  readonly talker: Talker;
  /** What mark said. */
  readonly message: number;
  /** What the talker said, where it could; 0 elsewhere. */
  readonly own: number;
}

export function stageOf(role: RoomRole, kind: StagedKind): Stage | null {
  const scene = new Scene();
  const [olga, mona, mark] = ['olga', 'mona', 'mark'].map((name) => scene.registered(name)) as [
    Talker,
    Talker,
    Talker,
  ];
  const xenia = role === 'nobody' || role.startsWith('guest') ? null : scene.registered('xenia');
  // Everybody who is written to in a group is in it from the beginning.
  const members = ['muted', 'member', 'moderator', 'owner', 'banned'];
  const room = roomOf(scene, kind, olga, members.includes(role) ? ['xenia'] : []);
  for (const [one, name] of [
    [mona, 'mona'],
    [mark, 'mark'],
  ] as const) {
    scene.said(olga, 'invite', name, { room });
    scene.said(one, 'join', '', { room });
  }
  scene.said(olga, 'role', 'mona', { room, role: 'moderator' });
  const message = scene.message(mark, room, 'well');
  const talker =
    xenia ?? (role === 'nobody' ? scene.connected() : scene.guest('xenia', '192.0.2.9'));
  if (role === 'guest in it' || members.includes(role)) {
    scene.said(olga, 'invite', 'xenia', { room });
    scene.said(talker, 'join', '', { room });
  }
  const isIn = hasJoined(scene, olga, room);
  if ((role === 'guest in it' || members.includes(role)) && !isIn) return null;
  const own = isIn ? scene.message(talker, room, 'mine') : 0;
  if (role === 'invited') scene.said(olga, 'invite', 'xenia', { room });
  if (role === 'muted') scene.said(olga, 'mute', 'xenia', { room });
  if (role === 'banned') scene.said(olga, 'ban', 'xenia', { room });
  if (role === 'moderator' || role === 'owner') scene.said(olga, 'role', 'xenia', { room, role });
  const account = talker.session.person?.account;
  if (role === 'operator' && account) account.record = { ...account.record, operator: true };
  return { scene, room, talker, message, own };
}

function roomOf(scene: Scene, kind: StagedKind, olga: Talker, more: readonly string[]): string {
  if (kind === 'group') {
    const names = ['mona', 'mark', ...more];
    return scene.resultOf('room', olga, 'group', '', { names }).room.name;
  }
  const options: Options = {
    room: '#room',
    access: kind.startsWith('public') ? 'public' : 'private',
    kept: !kind.includes('not kept'),
    guests: !kind.includes('no guests'),
  };
  return scene.resultOf('room', olga, 'create', '', options).room.name;
}

function hasJoined(scene: Scene, olga: Talker, room: string): boolean {
  const { members } = scene.resultOf('members', olga, 'who', '', { room });
  return members.some(({ name }) => name === 'xenia');
}

/** What is tried, by its name in the table. */
export const DEEDS: Readonly<Record<string, (stage: Stage) => Answered | undefined>> = {
  join: ({ scene, talker, room }) => scene.said(talker, 'join', '', { room }),
  leave: ({ scene, talker, room }) => scene.said(talker, 'leave', '', { room }),
  who: ({ scene, talker, room }) => scene.said(talker, 'who', '', { room }),
  sendto: ({ scene, talker, room }) => scene.said(talker, 'sendto', room, {}, 'hello'),
  typing: ({ scene, talker, room }) => scene.said(talker, 'typing', room),
  history: ({ scene, talker, room }) => scene.said(talker, 'history', room),
  read: ({ scene, talker, room, message }) => scene.said(talker, 'read', room, { upTo: message }),
  search: ({ scene, talker, room }) =>
    scene.said(talker, 'search', '', { query: `well with:${room}` }),
  topic: deed('topic', '', { topic: 'x' }),
  invite: ({ scene, talker, room }) => {
    scene.registered('ivan');
    return scene.said(talker, 'invite', 'ivan', { room });
  },
  'kick a member': deed('kick', 'mark'),
  'kick a moderator': deed('kick', 'mona'),
  'kick an owner': deed('kick', 'olga'),
  'ban a member': deed('ban', 'mark'),
  'ban an owner': deed('ban', 'olga'),
  unban: deed('unban', 'zoe'),
  bans: deed('bans'),
  'mute a member': deed('mute', 'mark'),
  'mute a moderator': deed('mute', 'mona'),
  unmute: deed('unmute', 'mark'),
  'make a moderator': deed('role', 'mark', { role: 'moderator' }),
  slow: deed('slow', '', { seconds: 30 }),
  'remove-room': deed('remove-room'),
  reply: ({ scene, talker, room, message }) =>
    scene.said(talker, 'sendto', room, { reply: message }, 'so?'),
  'edit one’s own': ({ scene, talker, own }) =>
    scene.said(talker, 'edit', '', { message: own }, 'x'),
  'edit another’s': onMessage('edit'),
  'delete one’s own': ({ scene, talker, own }) =>
    scene.said(talker, 'delete', '', { message: own }),
  'delete another’s': onMessage('delete'),
  react: onMessage('react', { emoji: '👍' }),
  reactions: onMessage('reactions'),
  edits: onMessage('edits'),
  context: onMessage('context'),
  pin: onMessage('pin'),
  pins: deed('pins'),
  audit: deed('audit'),
};

function deed(command: RemoteCommand, name = '', options: Options = {}) {
  return ({ scene, talker, room }: Stage) =>
    scene.said(talker, command, name, { ...options, room });
}

function onMessage(command: RemoteCommand, options: Options = {}) {
  return ({ scene, talker, message }: Stage) => {
    const text = command === 'edit' ? 'x' : '';
    return scene.said(talker, command, '', { ...options, message }, text);
  };
}
