/** The keyboard in a list of messages: moving between them, and what can be done with the one that has the focus. */
import type { Conversation } from '../state/conversation.ts';
import { messageOf } from '../state/window.ts';
import { useChat } from './context.ts';
import { focusComposer } from './focus.ts';

const MOVES: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

export function useMessageKeys(conversation: Conversation): (event: KeyboardEvent) => void {
  const chat = useChat();
  return (event) => {
    const { target, currentTarget } = event;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return;
    const item = target.closest<HTMLElement>('[data-id]');
    const key = item?.dataset.key;
    if (item === null || key === undefined) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      return focusComposer();
    }
    // The rest is for the message itself, not for a button in it.
    if (target !== item) return;
    const move = MOVES[event.key];
    if (move !== undefined) {
      event.preventDefault();
      const all = [...currentTarget.querySelectorAll<HTMLElement>('[data-id]')];
      const next = all[all.indexOf(item) + move];
      if (next === undefined && move > 0) focusComposer();
      next?.focus();
      next?.scrollIntoView({ block: 'nearest' });
      return;
    }
    const message = messageOf(conversation.window.value, key);
    if (message === null || message.id === null || message.deleted) return;
    if (event.key === 'r') conversation.writing.value = { kind: 'reply', to: message };
    else if (event.key === 'e' && message.own) chat.beginEdit(conversation, message);
    else if (event.key === '+') item.querySelector<HTMLElement>('[data-does="react"]')?.click();
    else if (event.key === 'Delete')
      item.querySelector<HTMLElement>('[data-does="remove"]')?.click();
    else return;
    event.preventDefault();
    if (event.key === 'r' || event.key === 'e') focusComposer();
  };
}
