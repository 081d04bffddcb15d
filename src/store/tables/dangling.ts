/** What `chinwag check` reports, in the same words for several tables, about rows that name what does not exist. */

/** A row with an `account` and a `message`. */
export const accountOrMessageMissing = {
  missing:
    'a reaction or a mention of somebody who is gone, or of a message that is (account, message):',
  tell: ['account', 'message'],
} as const;

/** A row with an `account` and a `room`. */
export const accountOrRoomMissing = {
  missing: 'somebody who is gone, or in a room that is (account, room):',
  tell: ['account', 'room'],
} as const;

/** The words for a row that only has a room. */
export const ROOM_MISSING =
  'somebody is kept out of a room, or has a place in one, that is gone (room):';
