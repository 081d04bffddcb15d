/** Invariants of the idle simulation of rooms: the hub equals the storage and the model. */
import assert from 'node:assert/strict';
import { isByInvitation } from '../../../src/chat/rooms/room-record.ts';
import { decodeText } from '../../../src/protocol/bytes.ts';
import { nameKey } from '../../../src/protocol/names.ts';
import { checkOpensAlike } from './hub-state.ts';
import { dataOf } from './replies.ts';
import type { RoomSimulation } from './room-simulation.ts';

export function checkRooms(simulation: RoomSimulation): void {
  simulation.settle();
  checkStored(simulation);
  checkOpensAlike(simulation.hub, simulation.storage.database.open());
  checkQuotas(simulation);
  checkModel(simulation);
  checkMessages(simulation);
  checkUnread(simulation);
}

/** The storage equals the hub's memory. */
function checkStored({ storage, hub, model, clock }: RoomSimulation): void {
  const { rooms, members, bans, roomInvitations, roomMutes = [] } = storage.database.open();
  const { book } = hub.rooms;
  const lasting = [...book.all].filter(({ passing }) => !passing);
  assert.deepEqual(lasting.map(({ record }) => record.id).sort(), rooms.map(({ id }) => id).sort());
  for (const record of rooms) {
    const room = book.get(record.id) ?? assert.fail('a room that is stored is not there');
    assert.deepEqual(room.record, record);
    const ofRoom = members.filter(({ room: of }) => of === record.id);
    const all = [...room.members.values()];
    // A member added by a person whom they have blocked is a member only for the others.
    const known = all.filter(({ person, unseen }) => person.account !== null && !unseen);
    assert.equal(known.length, ofRoom.length, 'as many members as are stored');
    for (const { account, role, voice, mutedUntil } of ofRoom) {
      const person = hub.accounts.get(account)?.person;
      const member = person === undefined ? undefined : room.members.get(person);
      const found = [member?.role, member?.voice, member?.mutedUntil];
      assert.deepEqual(found, [role, voice, mutedUntil]);
      assert.ok(!member?.leaving && !member?.changing, 'nothing is under way');
    }
    const owned = ofRoom.length === 0 || all.some(({ role }) => role === 'owner');
    const open = all.length > 0 || !isByInvitation(record.access);
    assert.ok(owned, 'there is no owner');
    assert.ok(open, 'nobody could come in');
    for (const ban of room.bans.values()) {
      assert.deepEqual(
        bans.find(({ room: of, name }) => of === record.id && name === ban.name),
        ban,
      );
    }
    const mutes = [...room.memory.mutes].flatMap(([who, until]) =>
      typeof who === 'string' || until <= clock.now ? [] : [`${who.name} ${until}`],
    );
    const kept = roomMutes.filter(({ room: of, until }) => of === record.id && until > clock.now);
    const names = kept.map(({ account, until }) => `${model.nameOf(account)} ${until}`);
    assert.deepEqual(mutes.sort(), names.sort());
    const invited = [...room.invited].flatMap(({ account }) => account?.id ?? []);
    const stored = roomInvitations.filter(({ room: of }) => of === record.id);
    assert.deepEqual(invited.sort(), stored.map(({ account }) => account).sort());
  }
}

/** Nothing is being made, and every room counts once for its maker and its maker's address. */
function checkQuotas({ hub, clients, storage }: RoomSimulation): void {
  const { book, quotas } = hub.rooms;
  const people = new Set([...hub.accounts].map(({ person }) => person));
  for (const { hubClient } of clients) if (hubClient.person !== null) people.add(hubClient.person);
  const rooms = [...book.all];
  assert.equal(book.count, rooms.length, 'a name of a room is claimed');
  assert.equal(hub.texts.underWay, 0, 'bytes of some address are under way');
  assert.equal(hub.texts.guestBytes, storage.database.open().guestBytes);
  for (const person of people) {
    const known = book.of(person);
    assert.deepEqual([known.roomsComing, known.groupsComing], [0, 0], person.name);
    assert.equal(known.roomsMade, rooms.filter(({ maker }) => maker === person).length);
  }
  const byShare = Object.groupBy(rooms, ({ share }) => share ?? '');
  for (const share of ['192.0.2.0', '192.0.2.1', '192.0.2.2']) {
    assert.equal(quotas.madeAt(share), byShare[share]?.length ?? 0);
  }
  for (const { coming } of rooms) assert.equal(coming.size, 0);
}

function checkModel({ model, hub, clock }: RoomSimulation): void {
  const rooms = [...hub.rooms.book.all];
  assert.deepEqual(rooms.map(({ name }) => name).sort(), [...model.rooms.keys()].sort());
  for (const room of rooms) {
    const known = model.rooms.get(room.name) ?? assert.fail();
    const seen = [...room.members.values()].filter(({ unseen }) => !unseen);
    const members = seen.map(({ person, role, voice, mutedUntil }) => {
      return [person.name, role, voice, person.account === null ? 0 : mutedUntil];
    });
    const expected = Array.from(known.members, ([name, { role, voice, mutedUntil }]) => {
      return [name, role, voice, model.isGuest(name) ? 0 : mutedUntil];
    });
    assert.deepEqual(members.sort(), expected.sort());
    for (const [name, { until }] of known.bans) {
      const isThere = room.bans.get(nameKey(name))?.name === name;
      assert.ok(until <= clock.now || isThere, 'a ban that is not there');
    }
  }
  for (const { person } of hub.accounts) {
    const blocked = [...(person.blocks ?? [])].map((one) =>
      typeof one === 'string' ? one : one.name,
    );
    assert.deepEqual(blocked.sort(), [...(model.blocks.get(person.name) ?? [])].sort());
  }
}

/** No message is stored that was refused, or not to be kept, and none is stored twice. */
function checkMessages({ storage, said }: RoomSimulation): void {
  const texts = new Set<string>();
  for (const { text } of storage.written.messages.values()) {
    const words = decodeText(text, 0, text.length) ?? '';
    assert.ok(!texts.has(words), 'stored twice');
    texts.add(words);
    assert.ok(said.get(words)?.refused !== true, `${words} is stored and was refused`);
  }
  for (const { text, id } of said.values()) {
    if (id !== null && id < 0) assert.ok(!texts.has(text), 'what is kept nowhere is stored');
  }
}

/** Unread counts are right for everybody online. */
function checkUnread(simulation: RoomSimulation): void {
  const { clients, model } = simulation;
  const asked = new Set<string>();
  for (const client of clients) {
    const { who } = client;
    if (who === null || model.isGuest(who) || asked.has(who)) continue;
    asked.add(who);
    const answer = simulation.asked(client, 'unread');
    const found = dataOf('unread', answer).conversations.map(
      ({ with: peer, mentions = 0, ...counts }) => [peer, { ...counts, mentions }] as const,
    );
    assert.deepEqual(new Map(found), model.unread(who), `what ${who} has not read`);
    if (found.some(([, { mentions }]) => mentions !== 0)) simulation.count('unread mentions');
  }
}
