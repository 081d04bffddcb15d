/**
 * The scroll position of the message list. At the end, the list stays at its end until the reader scrolls away;
 * anywhere else, the text being read stays in place, whatever is added before or after it.
 */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Chat } from '../state/chat.ts';
import { begunOn, type Conversation } from '../state/conversation.ts';
import { type Anchor, anchorOf, bringIn, heightsOf, isIn, restore, topIn } from './anchor.ts';
import { lead } from './focus.ts';
import { FOLD } from './markup.tsx';

/** The distance from the end that still counts as being there, in pixels. */
const END_SLACK = 48;
/** The distance from the edge at which more is loaded, in pixels. */
const MORE_AT = 600;

/** Selects the line before the unread messages. */
export const NEW_LINE = '.new-line';

export function useScrolling(
  list: RefObject<HTMLElement | null>,
  chat: Chat,
  conversation: Conversation,
): { onScroll: () => void; isNewAbove: boolean } {
  const anchor = useRef<Anchor | null>(null);
  /** The pressed element, which the press may move. */
  const pressed = useRef<Anchor | null>(null);
  /** The heights of the list's content and viewport when last checked. */
  const heights = useRef('');
  /** Is the message being answered or edited in sight? */
  const seesBegun = useRef(false);
  const window = conversation.window.value;
  const follows = conversation.follows.value;
  const [isNewAbove, setNewAbove] = useState(false);
  const readBefore = conversation.readBefore.value;
  const begun = begunOn(conversation.writing.value)?.key;

  /** `isMoved`: the reader scrolled, rather than the content changing. */
  const note = (isMoved = false) => {
    const element = list.current;
    if (element === null) return;
    heights.current = heightsOf(element);
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    const isAtEnd = below < END_SLACK && !conversation.window.peek().later;
    if (conversation.atEnd.peek() !== isAtEnd) conversation.atEnd.value = isAtEnd;
    if (isAtEnd) chat.marks.seen();
    if (isAtEnd) conversation.follows.value = true;
    else if (isMoved && below >= END_SLACK) conversation.follows.value = false;
    anchor.current = conversation.follows.peek() ? null : anchorOf(element);
    const answered = begunIn(element);
    seesBegun.current = answered !== null && isIn(element, answered);
    const line = element.querySelector<HTMLElement>(NEW_LINE);
    const isAbove = line !== null && topIn(element, line) < 0;
    setNewAbove(isAbove);
    // Once the line was seen, no button to it is needed.
    if (line !== null && !isAbove) conversation.unreadBefore.value = 0;
    const { loading } = conversation;
    if (loading.peek() !== null || conversation.problem.peek() !== null) return;
    if (element.scrollTop < MORE_AT) void chat.history.earlier(conversation);
    else if (below < MORE_AT) void chat.history.later(conversation);
  };

  const keep = () => {
    const element = list.current;
    if (element === null) return;
    if (conversation.follows.peek()) element.scrollTop = element.scrollHeight;
    else restore(element, anchor.current);
  };

  const begunIn = (element: HTMLElement) => {
    const key = begunOn(conversation.writing.peek())?.key;
    if (key === undefined) return null;
    return element.querySelector<HTMLElement>(`[data-key="${key}"]`);
  };

  const onScroll = () => {
    const element = list.current;
    if (element === null) return;
    // If a height changed, the browser scrolled, not the reader.
    if (heights.current !== heightsOf(element)) keep();
    note(true);
  };

  // After each change of the content.
  useLayoutEffect(() => {
    keep();
    note();
  }, [window, readBefore, follows]);

  // For changes of size: folding, fonts that load late, the growing composer, a narrower window.
  useEffect(() => {
    const element = list.current;
    const content = element?.firstElementChild;
    if (element == null || content == null) return;
    const resized = () => {
      if (pressed.current === null) {
        keep();
        const message = conversation.follows.peek() ? null : begunIn(element);
        // Keeps the message being answered in sight, for example above an on-screen keyboard.
        if (seesBegun.current && message !== null) bringIn(element, message);
        return note();
      }
      restore(element, pressed.current);
      pressed.current = null;
      note(true);
    };
    const observer = new ResizeObserver(resized);
    observer.observe(content);
    observer.observe(element);
    const press = ({ target }: Event) => {
      const fold = target instanceof Element ? target.closest<HTMLElement>(FOLD) : null;
      // Unfolding keeps the start of the text in place, folding keeps the button under the pointer.
      const isOpen = fold?.getAttribute('aria-expanded') === 'true';
      const stays = isOpen ? fold : fold?.closest<HTMLElement>('[data-key]');
      if (stays != null) pressed.current = { element: stays, top: topIn(element, stays) };
    };
    element.addEventListener('click', press, { capture: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('click', press, { capture: true });
    };
  }, []);

  const { value: target } = conversation.target;
  // The target may be set before its message is loaded.
  useEffect(() => {
    const element = list.current;
    if (target === null || element === null) return;
    const found = element.querySelector<HTMLElement>(`[data-id="${target.id}"]`);
    if (found === null) return;
    conversation.target.value = null;
    conversation.atEnd.value = false;
    conversation.follows.value = false;
    found.scrollIntoView({ block: 'center' });
    lead(found);
    found.classList.add('is-target');
    found.addEventListener('blur', () => found.classList.remove('is-target'), { once: true });
    note();
  }, [target, window]);

  // Shows the message being answered or edited.
  useLayoutEffect(() => {
    const element = list.current;
    const message = element && begunIn(element);
    if (element === null || message === null) return;
    if (!isIn(element, message)) {
      bringIn(element, message);
      note(true);
    }
    // Set at once, because an on-screen keyboard may open before the next check.
    seesBegun.current = true;
  }, [begun]);

  return { onScroll, isNewAbove };
}
