/** Keys in the list of messages: moving between them, and acting on the focused one. */
import { messageActList } from '../message-act-list.ts';
import { isApple, isComposing, isHeld } from '../shell/keys.ts';
import type { Conversation } from '../state/conversation.ts';
import { messageOf } from '../state/window.ts';
import { useChat, usePage } from './context.ts';
import { focusComposer, isReached, MESSAGE, reach } from './focus.ts';
import type { MessageAct } from './message-act.ts';

const MOVES: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

export function useMessageKeys(conversation: Conversation): (event: KeyboardEvent) => void {
  const chat = useChat();
  const { panels } = usePage();
  /** Performs the key's action on the message; returns false if it has none. */
  const act = (item: HTMLElement, event: KeyboardEvent): boolean => {
    const message = messageOf(conversation.window.value, item.dataset.key ?? '');
    if (message === null || message.id === null || message.deleted) return false;
    const apple = isApple(navigator.platform);
    const pressed = messageActList.find(
      ({ key }: MessageAct) => key !== undefined && isHeld(key.keys, event, false, apple),
    );
    if (pressed === undefined) return false;
    const { name, key }: MessageAct = pressed;
    if (key?.press) return key.press({ chat, panels, conversation, message, id: message.id });
    item.querySelector<HTMLElement>(`[data-does="${name}"]`)?.click();
    return true;
  };
  return (event) => {
    const { target, currentTarget } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || isComposing(event)) return;
    if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return;
    const item = target.closest<HTMLElement>(MESSAGE);
    if (item === null) return;
    const move = MOVES[event.key];
    if (event.key === 'Escape') focusComposer();
    // In code, the keys scroll.
    else if (move !== undefined && !target.matches('pre')) moveFrom(item, move, currentTarget);
    // Other keys act on the message itself, not on a button inside it.
    else if (target !== item || !isReached(item) || !act(item, event)) return;
    event.preventDefault();
  };
}

/** Moves to the message before or after; after the last comes the composer. */
function moveFrom(item: HTMLElement, move: number, list: HTMLElement): void {
  const all = [...list.querySelectorAll<HTMLElement>(MESSAGE)];
  const next = all[all.indexOf(item) + move];
  if (next === undefined) {
    if (move > 0) focusComposer();
    return;
  }
  reach(next);
  next.scrollIntoView({ block: 'nearest' });
}
