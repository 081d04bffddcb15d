/** Returns a message refused for a mute or slow mode to its author, who is told how long to wait. */
import { batch } from '@preact/signals';
import { CommandRefused } from '../../client/browser.ts';
import { Reason } from '../../protocol/frames.ts';
import type { ChatState } from './chat-state.ts';
import { type Conversation, PLAIN } from './conversation.ts';
import type { Directory } from './directory.ts';
import { type ChatMessage, retyped } from './messages.ts';
import { FOR_GOOD } from './silence.ts';
import { messageOf, without } from './window.ts';

/**
 * Notes why `message` was refused, if for a mute or slow mode, and puts its text back into the composer. Returns false
 * if the reason is another, or another text is being written; then the message stays where it is.
 */
export function handBack(
  chat: ChatState,
  directory: Pick<Directory, 'describe'>,
  conversation: Conversation,
  message: ChatMessage,
  error: unknown,
): boolean {
  if (!conversation.isRoom || !(error instanceof CommandRefused)) return false;
  const { reason, wait } = error;
  if (reason !== Reason.muted && reason !== Reason.tooFast) return false;
  const until = wait === null ? FOR_GOOD : chat.now() + wait * 1000;
  const room = conversation.room.value;
  return batch(() => {
    if (reason === Reason.tooFast) conversation.slowedUntil.value = until;
    else if (room !== null) conversation.room.value = { ...room, muted: until };
    // The room has become slower than the page knew.
    if (reason === Reason.tooFast && !room?.slow) void directory.describe(conversation);
    if (conversation.draft.value !== '' || conversation.writing.value !== PLAIN) return false;
    const to = message.reply === null ? null : messageOf(conversation.window.value, message.reply);
    if (to !== null) conversation.writing.value = { kind: 'reply', to };
    conversation.change((window) => without(window, message.key));
    chat.saveDraft(conversation, retyped(message));
    return true;
  });
}
