/** Permissions in rooms: each cell of test/support/chat/room-permission-table.ts, tried on the hub. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataOf } from '../../../test/support/chat/replies.ts';
import { changesNothing, SAID } from '../../../test/support/chat/room-permission-commands.ts';
import {
  canBe,
  KINDS,
  PERMISSION_ROWS,
  ROLES,
  type RoomKindLetter,
} from '../../../test/support/chat/room-permission-table.ts';
import { RoomScene } from '../../../test/support/chat/room-scene.ts';
import type { Answered } from '../../../test/support/chat/talker.ts';

/** The answer as a word of the table. */
function wordOf(answer: Answered | undefined, command: string, room: string): string {
  if (typeof answer === 'string') return answer;
  assert.ok(answer !== undefined, 'no answer');
  const isShown = (shown: boolean) => (shown ? 'shown' : 'hidden');
  switch (command) {
    case 'rooms':
    case 'rooms-mine':
      return isShown(dataOf('rooms', answer).rooms.some((one) => one.room === room));
    case 'unread':
      return isShown(dataOf(command, answer).conversations.some((one) => one.with === room));
    case 'search':
      return isShown(dataOf(command, answer).messages.some(({ to }) => to === room));
    default:
      return 'ok';
  }
}

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
        // A refusal has changed nothing, so the scene can be reused.
        if (word === 'ok' && !changesNothing(command)) scene = new RoomScene(kind);
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
      // A group's name cannot be chosen.
      const count = command === 'create, same name' && kind === 'G' ? 0 : 1;
      assert.equal(rows.length, count, `${command}, ${kind}`);
      for (const role of ROLES.filter((one) => canBe(one, kind))) {
        for (const { expected } of rows)
          assert.ok(expected[role] !== undefined, `${command}, ${role}`);
      }
    }
  }
});
