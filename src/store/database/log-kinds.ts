/** Numbers of entries of the log with which queries are written. */
import { edited } from '../../chat/stored/edit.ts';
import { message } from '../../chat/stored/message.ts';

export const MESSAGE = message.number;
/** The new text of a message. */
export const EDIT = edited.number;
/** A message that only its author sees. */
export const HIDDEN = 7;
/** An entry that is no more. */
export const ERASED = 0;

/** Kinds with a text. */
export const WITH_TEXT = `(${MESSAGE}, ${HIDDEN}, ${EDIT})`;
