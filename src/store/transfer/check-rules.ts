/** What must not be in the tables of chinwag.db. */
import { EDIT, HIDDEN, MESSAGE, WITH_TEXT } from '../database/schema.ts';

/** In words, and as what finds it; the columns name what is there. */
export type Rule = readonly [words: string, sql: string];

export const RULES: readonly Rule[] = [
  [
    'a conversation that one of its two does not find (account, low, high):',
    `SELECT accounts.id, low, high
       FROM (SELECT DISTINCT low, high FROM log WHERE kind = ${MESSAGE} AND low > 0)
         JOIN accounts ON accounts.id IN (low, high)
     UNION SELECT accounts.id, low, high
       FROM (SELECT DISTINCT low, high, author FROM log WHERE kind IN ${WITH_TEXT})
         JOIN accounts ON accounts.id = author
       WHERE low NOT IN (SELECT -id FROM removed_rooms)
     EXCEPT SELECT account, low, high FROM members`,
  ],
  [
    'a conversation of somebody who is gone (account):',
    'SELECT DISTINCT account FROM members WHERE account NOT IN (SELECT id FROM accounts)',
  ],
  [
    'messages wait for or from somebody who is gone (recipient, sender):',
    `SELECT recipient, sender FROM waiting WHERE count < 1
       OR recipient NOT IN (SELECT id FROM accounts) OR sender NOT IN (SELECT id FROM accounts)`,
  ],
  [
    'a device of somebody who is gone, or without its token (device):',
    `SELECT id FROM devices WHERE account NOT IN (SELECT id FROM accounts)
       OR secret NOT IN (SELECT id FROM secrets)`,
  ],
  [
    'the password of an account is missing (account):',
    `SELECT id FROM accounts WHERE secret IS NOT NULL AND secret NOT IN (SELECT id FROM secrets)`,
  ],
  [
    'a secret that is nobody’s (secret):',
    `SELECT id FROM secrets WHERE record <> ''
       AND id NOT IN (SELECT secret FROM accounts WHERE secret IS NOT NULL)
       AND id NOT IN (SELECT secret FROM devices)`,
  ],
  [
    'ids will be given twice (entry, account, device, room):',
    `SELECT next_entry, next_account, next_device, next_room FROM state
     WHERE next_entry <= (SELECT ifnull(max(id), 0) FROM log)
       OR next_entry <= (SELECT ifnull(max(id), 0) FROM audit)
       OR next_entry <= (SELECT ifnull(max(entry), 0) FROM reactions)
       OR next_room <= (SELECT ifnull(max(id), 0) FROM rooms)
       OR next_room <= (SELECT ifnull(max(id), 0) FROM removed_rooms)
       OR next_account <= (SELECT ifnull(max(id), 0) FROM accounts)
       OR next_account <= (SELECT ifnull(max(account), 0) FROM erased)
       OR next_device <= (SELECT ifnull(max(id), 0) FROM devices)`,
  ],
  [
    'texts of somebody who is gone (account):',
    `SELECT DISTINCT author FROM log WHERE kind IN ${WITH_TEXT} AND author <> 0
       AND author NOT IN (SELECT id FROM accounts)
       AND author NOT IN (SELECT account FROM erased WHERE done = 0)`,
  ],
  [
    'texts of a room that is gone (room):',
    `SELECT DISTINCT -low FROM log WHERE kind IN ${WITH_TEXT} AND low < 0
       AND -low NOT IN (SELECT id FROM rooms) AND low NOT IN (SELECT low FROM erasures)`,
  ],
  [
    'what was taken back still has a text (message):',
    `SELECT message FROM message_states JOIN log ON log.id = message
     WHERE deleted = 1 AND text IS NOT NULL AND message NOT IN (SELECT entry FROM doomed)`,
  ],
  [
    'a message was changed, and what it says now is missing (message):',
    `SELECT message FROM message_states AS state WHERE edit IS NOT NULL AND edit NOT IN
       (SELECT entry FROM edits JOIN log ON log.id = entry
        WHERE edits.message = state.message AND kind = ${EDIT})`,
  ],
  [
    'it is known what became of a message that is not there (message):',
    `SELECT message FROM
       (SELECT message FROM message_states UNION SELECT message FROM edits
        UNION SELECT message FROM pins)
     EXCEPT SELECT id FROM log WHERE kind IN (${MESSAGE}, ${HIDDEN})`,
  ],
  [
    'what a message said later is that of no message (entry):',
    `SELECT id FROM log WHERE kind = ${EDIT}
       AND id NOT IN (SELECT entry FROM edits UNION SELECT entry FROM doomed)`,
  ],
  [
    'what a message said later is that of somebody else, or elsewhere (message, entry):',
    `SELECT edits.message, edits.entry FROM edits
       JOIN log AS message ON message.id = edits.message JOIN log AS edit ON edit.id = edits.entry
     WHERE edit.kind <> ${EDIT} OR edit.id <= message.id
       OR (edit.author, edit.low, edit.high) <> (message.author, message.low, message.high)`,
  ],
  [
    'a message answers one of another conversation (message, answered):',
    `SELECT log.id, answered.id AS answered FROM log JOIN log AS answered
       ON answered.id = json_extract(log.data, '$.reply')
     WHERE log.kind IN (${MESSAGE}, ${HIDDEN}) AND log.data IS NOT NULL
       AND answered.low IS NOT NULL
       AND (answered.low, answered.high) <> (log.low, log.high)`,
  ],
  [
    'somebody is mentioned elsewhere than in the room (account, message):',
    `SELECT account, message FROM mentions JOIN log ON log.id = message
     WHERE mentions.low <> log.low`,
  ],
  [
    'somebody who is gone, or in a room that is (account, room):',
    `SELECT account, room FROM
       (SELECT account, room FROM room_members UNION SELECT account, room FROM room_invitations
        UNION SELECT account, room FROM bans WHERE account IS NOT NULL)
     WHERE account NOT IN (SELECT id FROM accounts) OR room NOT IN (SELECT id FROM rooms)`,
  ],
  [
    'somebody is kept out of a room, or has a place in one, that is gone (room):',
    `SELECT room FROM bans WHERE room NOT IN (SELECT id FROM rooms)
     UNION SELECT -low FROM members WHERE low < 0 AND -low NOT IN (SELECT id FROM rooms)`,
  ],
  [
    'a room that was removed and is there (room):',
    'SELECT id FROM rooms WHERE id IN (SELECT id FROM removed_rooms)',
  ],
  [
    'what was said in a room that keeps nothing (room, message):',
    `SELECT -low, log.id FROM log JOIN rooms ON rooms.id = -low
     WHERE low < 0 AND kept = 0 AND kind IN ${WITH_TEXT}`,
  ],
  [
    'something was done in a room that there never was (entry, room):',
    `SELECT id, room FROM audit WHERE room > 0
       AND room NOT IN (SELECT id FROM rooms UNION SELECT id FROM removed_rooms)`,
  ],
  [
    'a member of no known role (account, room):',
    `SELECT account, room FROM room_members WHERE role NOT IN ('owner', 'moderator', 'member')`,
  ],
  [
    'a member who has no place in the room (account, room):',
    `SELECT account, room FROM room_members
     EXCEPT SELECT account, -low FROM members WHERE low = high`,
  ],
  [
    'somebody who is gone blocks, or is blocked (account, blocked):',
    `SELECT account, blocked FROM blocks WHERE account NOT IN (SELECT id FROM accounts)
       OR blocked NOT IN (SELECT id FROM accounts)`,
  ],
  [
    'a reaction or a mention of somebody who is gone, or of a message that is (account, message):',
    `SELECT account, message FROM
       (SELECT account, message FROM reactions UNION SELECT account, message FROM mentions)
     WHERE account NOT IN (SELECT id FROM accounts) OR message NOT IN
       (SELECT id FROM log WHERE kind IN (${MESSAGE}, ${HIDDEN})
        EXCEPT SELECT message FROM message_states WHERE deleted = 1)`,
  ],
  [
    'what is pinned is not of its room (room, message):',
    `SELECT room, message FROM pins
     EXCEPT SELECT -low, id FROM log WHERE kind = ${MESSAGE} AND low < 0`,
  ],
];
