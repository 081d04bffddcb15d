/** Who may do what in a room: the table of testing/room-permission-table.ts, each cell of it tried on the hub. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RemoteCommand } from '../protocol/command-schemas.ts';
import type { Options } from './request.ts';
import {
  canBe,
  KINDS,
  PERMISSION_ROWS,
  ROLES,
  type RoomKindLetter,
  type RoomRole,
} from './testing/room-permission-table.ts';
import { RoomScene, WORD } from './testing/room-scene.ts';
import type { Answered } from './testing/talker.ts';

type Said = readonly [command: RemoteCommand, name?: string, options?: Options, text?: string];

/** How each row of the table is said, by somebody of that role. */
const SAID: Readonly<Record<string, (scene: RoomScene, role: RoomRole) => Said>> = {
  rooms: () => ['rooms'],
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
  'search with:#room': ({ room }) => ['search', '', { query: `${WORD} with:${room}` }],
  search: () => ['search', '', { query: WORD }],
  unread: () => ['unread'],
  read: (scene) => ['read', scene.room, { upTo: 1 }],
  audit: ({ room }) => ['audit', '', { room }],
};

/** The answer in a word of the table. */
function wordOf(answer: Answered | undefined, command: string, room: string): string {
  if (typeof answer === 'string') return answer;
  assert.ok(answer !== undefined, 'no answer');
  if (!('kind' in answer) || command.includes(' ')) return 'ok';
  const isShown = (shown: boolean) => (shown ? 'shown' : 'hidden');
  if (answer.kind === 'rooms') return isShown(answer.rooms.some(({ name }) => name === room));
  if (answer.kind === 'unread')
    return isShown(answer.conversations.some((one) => one.with === room));
  if (answer.kind === 'messages' && command === 'search') {
    return isShown(answer.messages.some(({ to }) => to === room));
  }
  return 'ok';
}

const LOOKS = ['rooms', 'who', 'search', 'unread', 'history', 'bans', 'audit'];

for (const kind of Object.keys(KINDS) as RoomKindLetter[]) {
  test(`who may do what, in rooms of the kind ${kind}`, () => {
    const wrong: string[] = [];
    for (const { command, kinds, expected } of PERMISSION_ROWS) {
      if (!kinds.includes(kind)) continue;
      let scene = new RoomScene(kind);
      const say = SAID[command] ?? assert.fail(`nobody knows how to say ${command}`);
      for (const role of ROLES) {
        if (!canBe(role, kind)) continue;
        const word = wordOf(scene.said(role, ...say(scene, role)), command, scene.room);
        if (word !== expected[role])
          wrong.push(`${command}, ${role}: ${word}, not ${expected[role]}`);
        // What was refused has changed nothing.
        if (word === 'ok' && !LOOKS.includes(command)) scene = new RoomScene(kind);
      }
    }
    assert.deepEqual(wrong, []);
  });
}

test('the table has a cell for each role in each kind of room', () => {
  for (const command of Object.keys(SAID)) {
    for (const kind of Object.keys(KINDS) as RoomKindLetter[]) {
      const rows = PERMISSION_ROWS.filter(
        (row) => row.command === command && row.kinds.includes(kind),
      );
      // A group has a name that nobody can choose.
      const count = command === 'create, same name' && kind === 'G' ? 0 : 1;
      assert.equal(rows.length, count, `${command}, ${kind}`);
      for (const role of ROLES.filter((one) => canBe(one, kind))) {
        for (const { expected } of rows)
          assert.ok(expected[role] !== undefined, `${command}, ${role}`);
      }
    }
  }
});
