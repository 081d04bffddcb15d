/** SQL of `members` for writing and importing messages. */

/** Adds a conversation to an account. */
export const ADD_MEMBER = 'INSERT OR IGNORE INTO members (account, low, high) VALUES (?, ?, ?)';
