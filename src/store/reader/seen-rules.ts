/** What must not be in the tables of chinwag.db, of who is to see what and of what comes after. */

import { EDIT, HIDDEN, MESSAGE } from '../database/schema.ts';
import type { Rule } from '../transfer/check-rules.ts';

/** The edit that counts, with its message. */
const EDITED = `message_states AS state JOIN log AS edit ON edit.id = state.edit
  JOIN log AS message ON message.id = state.message`;
const UNSEEN = `edit.data LIKE '%"hidden"%'`;

/** Who sees what: what an export or an import could lose without anything looking wrong. */
export const SEEN_RULES: readonly Rule[] = [
  [
    'a message was changed unseen by somebody, who sees it all the same (message):',
    `SELECT state.message FROM ${EDITED}
     WHERE message.kind = ${MESSAGE} AND ${UNSEEN} AND seen_edit IS NULL`,
  ],
  [
    'somebody sees something older than they may of a message (message):',
    `SELECT state.message FROM message_states AS state
       LEFT JOIN log AS edit ON edit.id = state.edit
       LEFT JOIN log AS message ON message.id = state.message
     WHERE seen_edit IS NOT NULL
       AND NOT ifnull(message.kind = ${MESSAGE} AND ${UNSEEN} AND seen_edit < edit.id, 0)`,
  ],
  [
    'what somebody sees of a message is missing (message):',
    `SELECT message FROM message_states AS state
       LEFT JOIN log AS seen ON seen.id = seen_edit
     WHERE seen_edit IS NOT NULL AND (seen.text IS NULL OR (seen_edit <> message
       AND seen_edit NOT IN (SELECT entry FROM edits WHERE edits.message = state.message)))`,
  ],
  [
    'what was taken back still says something (message):',
    `SELECT message FROM message_states
     WHERE deleted = 1 AND (edit IS NOT NULL OR seen_edit IS NOT NULL)`,
  ],
  [
    'something is hidden in a room, where nothing is (entry):',
    `SELECT id FROM log WHERE low < 0 AND (kind = ${HIDDEN} OR (kind = ${EDIT} AND data LIKE '%"hidden"%'))
     UNION SELECT entry FROM reactions JOIN log ON log.id = message WHERE hidden = 1 AND low < 0`,
  ],
  [
    'a member is muted as somebody who has left (account, room):',
    `SELECT account, room FROM room_mutes INTERSECT SELECT account, room FROM room_members`,
  ],
  [
    'something has been read or received that was never said (account):',
    `SELECT account FROM members, state WHERE read_id >= next_entry
     UNION SELECT id FROM accounts, state WHERE place >= next_entry
     UNION SELECT account FROM devices, state WHERE place >= next_entry`,
  ],
  [
    'the newest entry is newer than is known (time, known):',
    `SELECT log.at, newest_at FROM log, state
     WHERE id = (SELECT max(id) FROM log) AND log.at > newest_at`,
  ],
  [
    'somebody is being erased who is there, or was never erased (account):',
    `SELECT account FROM erasures WHERE account <> 0
       AND account NOT IN (SELECT account FROM erased)
     UNION SELECT account FROM erased WHERE account IN (SELECT id FROM accounts)`,
  ],
  [
    'an entry of no known kind (entry, kind):',
    'SELECT id, kind FROM log WHERE kind NOT BETWEEN 0 AND 13',
  ],
  [
    'a room of no known access, or slower than can be (room):',
    `SELECT id FROM rooms WHERE access NOT IN ('public', 'private') OR slow < 0`,
  ],
  [
    'an invitation by somebody who is gone (account):',
    `SELECT made_by FROM invitations WHERE made_by <> 0
       AND made_by NOT IN (SELECT id FROM accounts)`,
  ],
  [
    'something was done by or to somebody who there never was (entry, account):',
    `SELECT audit.id, account FROM
       (SELECT id, by_id AS account FROM audit WHERE by_id <> 0
        UNION SELECT id, whom_id FROM audit WHERE whom_id IS NOT NULL) AS audit
     WHERE account NOT IN (SELECT id FROM accounts UNION SELECT account FROM erased)`,
  ],
];
