/**
 * Where a list of messages is scrolled to. At its end it stays at its end; anywhere else, what is being read stays where
 * it is, whatever is put before or after it.
 */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Chat } from '../state/chat.ts';
import type { Conversation } from '../state/conversation.ts';

/** So close to the end counts as being there, in pixels. */
const END_SLACK = 48;
/** So close to the edge of what is there, more is asked for. */
const MORE_AT = 600;

/** The line before what was not read. */
export const NEW_LINE = '.new-line';

interface Anchor {
  readonly key: string;
  /** How far its top is below that of the list's sight. */
  readonly top: number;
}

export function useScrolling(
  list: RefObject<HTMLElement | null>,
  chat: Chat,
  conversation: Conversation,
): { onScroll: () => void; isNewAbove: boolean } {
  const anchor = useRef<Anchor | null>(null);
  const window = conversation.window.value;
  const [isNewAbove, setNewAbove] = useState(false);
  const readBefore = conversation.readBefore.value;

  const note = () => {
    const element = list.current;
    if (element === null) return;
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    const isAtEnd = below < END_SLACK && !conversation.window.peek().later;
    if (conversation.atEnd.peek() !== isAtEnd) conversation.atEnd.value = isAtEnd;
    if (isAtEnd) chat.marks.seen();
    anchor.current = isAtEnd ? null : anchorOf(element);
    const line = element.querySelector<HTMLElement>(NEW_LINE);
    const isAbove = line !== null && topIn(element, line) < 0;
    setNewAbove(isAbove);
    // Where it has been seen, nobody needs to be led to it.
    if (line !== null && !isAbove) conversation.unreadBefore.value = 0;
    const { loading } = conversation;
    if (loading.peek() !== null || conversation.problem.peek() !== null) return;
    if (element.scrollTop < MORE_AT) void chat.history.earlier(conversation);
    else if (below < MORE_AT) void chat.history.later(conversation);
  };

  const keep = () => {
    const element = list.current;
    if (element === null) return;
    if (conversation.atEnd.peek()) element.scrollTop = element.scrollHeight;
    else if (anchor.current !== null) {
      const { key, top } = anchor.current;
      const known = element.querySelector<HTMLElement>(`[data-key="${key}"]`);
      if (known !== null) element.scrollTop += topIn(element, known) - top;
    }
  };

  // Whenever something else is shown.
  useLayoutEffect(() => {
    keep();
    note();
  }, [window, readBefore]);

  // Folds, pictures of letters that come late, a window that is made narrower.
  useEffect(() => {
    const content = list.current?.firstElementChild;
    if (content == null) return;
    const observer = new ResizeObserver(keep);
    observer.observe(content);
    if (list.current !== null) observer.observe(list.current);
    return () => observer.disconnect();
  }, []);

  const { value: target } = conversation.target;
  // The target may come before its message.
  useEffect(() => {
    const element = list.current;
    if (target === null || element === null) return;
    const found = element.querySelector<HTMLElement>(`[data-id="${target.id}"]`);
    if (found === null) return;
    conversation.target.value = null;
    conversation.atEnd.value = false;
    found.scrollIntoView({ block: 'center' });
    found.focus({ preventScroll: true });
    found.classList.add('is-target');
    found.addEventListener('blur', () => found.classList.remove('is-target'), { once: true });
    note();
  }, [target, window]);

  return { onScroll: note, isNewAbove };
}

/** The first message that is in sight. */
function anchorOf(element: HTMLElement): Anchor | null {
  const items = element.querySelectorAll<HTMLElement>('[data-key]');
  let low = 0;
  let high = items.length - 1;
  // They are in their order, from top to bottom.
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle] as HTMLElement;
    if (topIn(element, item) + item.offsetHeight > 0) high = middle;
    else low = middle + 1;
  }
  const item = items[low];
  const key = item?.dataset.key;
  return item === undefined || key === undefined ? null : { key, top: topIn(element, item) };
}

function topIn(element: HTMLElement, item: HTMLElement): number {
  return item.getBoundingClientRect().top - element.getBoundingClientRect().top;
}
