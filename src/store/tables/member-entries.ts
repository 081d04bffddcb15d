/** The SQL of `members` for those who write and take in messages. */

/** That a conversation is somebody's. */
export const ADD_MEMBER = 'INSERT OR IGNORE INTO members (account, low, high) VALUES (?, ?, ?)';
