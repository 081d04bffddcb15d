/** Checks the changes that the hub appends against the model of rooms. */
import assert from 'node:assert/strict';
import type { Change } from '../../../src/chat/storage.ts';
import type { Question } from './room-expectation.ts';
import type { Client } from './room-hearing.ts';
import type { RoomModel } from './room-model.ts';

/** `questions`: the commands without an answer. */
export function checkAppended(
  model: RoomModel,
  change: Change,
  questions: Iterable<Question & { readonly client: Client }>,
): void {
  switch (change.kind) {
    case 'message':
      return change.to > 0 ? checkDirect(model, change) : checkSaid(model, change);
    case 'edited': {
      const { to = '' } = model.messages.get(change.message) ?? {};
      return to.startsWith('#') ? checkMentions(model, to, change) : undefined;
    }
    case 'read': {
      const [who, peer] = [model.nameOf(change.account), model.placeName(change.peer)];
      const asked = Array.from(questions).some(({ client, deed }) => {
        const isIt = deed.command === 'read' && deed.options.upTo === change.upTo;
        return isIt && client.who === who && deed.name === peer;
      });
      return assert.ok(asked, `${who} has not said that they have read ${peer} up to there`);
    }
  }
}

type Message = Extract<Change, { kind: 'message' }>;

function checkDirect(model: RoomModel, { from, to, more }: Message): void {
  const blocked = model.blocked(model.nameOf(to), model.nameOf(from));
  assert.equal(more?.hidden === true, blocked, 'hidden, or not');
}

function checkSaid(model: RoomModel, { from, to, text, more }: Message): void {
  const room = model.byId(-to) ?? assert.fail('said in no room');
  assert.ok(room.record.kept, 'what is kept nowhere is stored');
  const author = more?.guest ?? model.nameOf(from);
  // A guest may have joined by this message.
  const isIn = room.members.has(author) || model.isGuest(author);
  assert.ok(isIn || !room.record.membersOnly, 'said by somebody who is no member');
  checkMentions(model, room.record.name, { text, mentions: more?.mentions ?? [] });
}

function checkMentions(
  model: RoomModel,
  name: string,
  { text, mentions }: { readonly text: Uint8Array; readonly mentions: readonly number[] },
): void {
  const room = model.rooms.get(name) ?? assert.fail('said in no room');
  const expected = model.mentionedIn(room, text);
  assert.deepEqual(mentions.map((id) => model.nameOf(id)).sort(), expected.sort());
}
