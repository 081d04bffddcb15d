/** Creates a named room. */
import { Reason } from '../../protocol/frames.ts';
import { roomNameAllowed } from '../../protocol/names.ts';
import { found } from '../acts/founding.ts';
import { mayTryName, triedName } from '../acts/room-names.ts';
import { answering } from '../answering.ts';
import { mayStore, personOf } from '../conditions.ts';
import type { RoomRecord } from '../records.ts';
import type { Handler } from '../request.ts';
import { USUAL } from '../rooms/room-record.ts';

export const create: Handler<'create'> = {
  preconditions: [mayStore],
  run(hub, actor, { given }) {
    const { room: name, access = 'public', guests = true, topic = '' } = given;
    const person = personOf(actor);
    const { account } = person;
    const kept = given.kept ?? account !== null;
    if (!roomNameAllowed(name)) return Reason.nameNotAllowed;
    if (account?.leaving === true || (account === null && kept)) return Reason.accountNeeded;
    // Checked first: a person who may not create rooms must not learn which names are taken.
    const full = hub.rooms.quotas.toMake(actor, person, false);
    if (full !== Reason.none) return full;
    const pace = mayTryName(hub, actor, person);
    if (pace !== Reason.none) return pace;
    const taken = hub.rooms.isNameTaken(name, null);
    triedName(hub, actor, person, taken);
    if (taken) return Reason.nameInUse;
    const passing = account === null;
    const id = passing ? 0 : hub.rooms.book.nextId();
    const createdAt = hub.world.now();
    const shape = { topic, access, ...USUAL, guests, kept, slow: 0 };
    const record: RoomRecord = { id, name, ...shape, createdAt };
    return answering(hub, actor, true, (answer) => {
      found(hub, actor, record, [person], passing, answer);
    });
  },
};
