/** File names of a data folder that several parts of storage use. */

export const SEARCH_FILE = 'search.db';

/** The beginning of the name of the folder, followed by the time, to which a restore moves the old data. */
export const SET_ASIDE_PREFIX = 'before-restore-';
