/** What is called how in a data folder, where more than one part of storage must know it. */

export const SEARCH_FILE = 'search.db';

/** What the folder is called, before the time, in which the data are that a restore found. */
export const SET_ASIDE_PREFIX = 'before-restore-';
