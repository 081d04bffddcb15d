/**
 * Where a list of messages is scrolled to. Where its end is followed it stays at its end, until somebody scrolls away;
 * anywhere else, what is being read stays where it is, whatever is put before or after it.
 */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Chat } from '../state/chat.ts';
import { begunOn, type Conversation } from '../state/conversation.ts';
import { type Anchor, anchorOf, bringIn, heightsOf, isIn, restore, topIn } from './anchor.ts';
import { lead } from './focus.ts';
import { FOLD } from './markup.tsx';

/** So close to the end counts as being there, in pixels. */
const END_SLACK = 48;
/** So close to the edge of what is there, more is asked for. */
const MORE_AT = 600;

/** The line before what was not read. */
export const NEW_LINE = '.new-line';

export function useScrolling(
  list: RefObject<HTMLElement | null>,
  chat: Chat,
  conversation: Conversation,
): { onScroll: () => void; isNewAbove: boolean } {
  const anchor = useRef<Anchor | null>(null);
  /** What was pressed, and will be higher or lower for it. */
  const pressed = useRef<Anchor | null>(null);
  /** Heights of the list and of its sight, when it was looked at last. */
  const heights = useRef('');
  /** Is the message in sight that is answered or corrected? */
  const seesBegun = useRef(false);
  const window = conversation.window.value;
  const follows = conversation.follows.value;
  const [isNewAbove, setNewAbove] = useState(false);
  const readBefore = conversation.readBefore.value;
  const begun = begunOn(conversation.writing.value)?.key;

  /** `isMoved`: by somebody, and not by what is put into it. */
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
    // What the browser did for a height that has changed, before we could: nobody has moved anything.
    if (heights.current !== heightsOf(element)) keep();
    note(true);
  };

  // Whenever something else is shown.
  useLayoutEffect(() => {
    keep();
    note();
  }, [window, readBefore, follows]);

  // Folds, pictures of letters that come late, a field that grows, a window that is made narrower.
  useEffect(() => {
    const element = list.current;
    const content = element?.firstElementChild;
    if (element == null || content == null) return;
    const resized = () => {
      if (pressed.current === null) {
        keep();
        const message = conversation.follows.peek() ? null : begunIn(element);
        // A keyboard on the screen, say, does not hide what is answered.
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
      // What opens is read from where it was; what closes stays where the pointer is.
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
  // The target may come before its message.
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

  // What is answered or corrected is before whoever does so.
  useLayoutEffect(() => {
    const element = list.current;
    const message = element && begunIn(element);
    if (element === null || message === null) return;
    if (!isIn(element, message)) {
      bringIn(element, message);
      note(true);
    }
    // Known at once: what comes next may be a keyboard on the screen, and one look at both.
    seesBegun.current = true;
  }, [begun]);

  return { onScroll, isNewAbove };
}
