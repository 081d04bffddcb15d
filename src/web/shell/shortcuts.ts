/** The keyboard shortcuts: one table, which both handles keys and documents them on the page. */
import { messageActList } from '../message-act-list.ts';
import type { Chat } from '../state/chat.ts';
import type { Conversation } from '../state/conversation.ts';
import {
  nextConversation,
  nextUnread,
  previousConversation,
  previousUnread,
} from '../state/order.ts';
import { shortcutTexts as texts } from '../translations/shortcut-texts.ts';
import type { Text } from '../translations/texts.ts';
import type { PageContext } from '../views/context.ts';
import { focusComposer, isReached, MESSAGE } from '../views/focus.ts';
import type { MessageAct, MessageKey } from '../views/message-act.ts';
import { isApple, isComposing, isHeld, type Keys, type Press, TEXT_FIELDS } from './keys.ts';

export interface Shortcut {
  /** Alternative keys for the same action. */
  readonly keys: readonly Keys[];
  /** The keys instead, if Enter begins a new line. */
  readonly otherwise?: readonly Keys[];
  readonly says: Text;
  /** Left out if a view handles the keys itself. */
  readonly act?: (page: PageContext, chat: Chat) => void;
}

export interface ShortcutGroup {
  readonly title: Text;
  readonly shortcuts: readonly Shortcut[];
}

const open = (conversation: Conversation | null, chat: Chat) => {
  if (conversation !== null) chat.open(conversation.name);
};

export const SWITCHER_KEYS: Keys = { key: 'k', mod: true };
/** Sends a message if Enter begins a new line. */
export const SEND_KEYS: Keys = { key: 'Enter', mod: true };

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: texts.everywhere,
    shortcuts: [
      {
        keys: [SWITCHER_KEYS],
        says: texts.switcher,
        act: ({ panels }) => panels.show({ kind: 'switcher' }),
      },
      {
        keys: [{ key: '/' }],
        says: texts.search,
        act: ({ panels }) => panels.show({ kind: 'search', query: '' }),
      },
      {
        keys: [{ key: '?' }],
        says: texts.shortcuts,
        act: ({ panels }) => panels.show({ kind: 'shortcuts' }),
      },
      {
        keys: [{ key: ',', mod: true }],
        says: texts.settings,
        act: ({ panels }) => panels.show({ kind: 'settings' }),
      },
      {
        keys: [{ key: 'ArrowUp', alt: true }],
        says: texts.previous,
        act: (_, chat) => open(previousConversation(chat), chat),
      },
      {
        keys: [{ key: 'ArrowDown', alt: true }],
        says: texts.next,
        act: (_, chat) => open(nextConversation(chat), chat),
      },
      {
        keys: [{ key: 'ArrowUp', alt: true, shift: true }],
        says: texts.previousUnread,
        act: (_, chat) => open(previousUnread(chat), chat),
      },
      {
        keys: [{ key: 'ArrowDown', alt: true, shift: true }],
        says: texts.nextUnread,
        act: (_, chat) => open(nextUnread(chat), chat),
      },
      { keys: [{ key: 'Escape' }], says: texts.read, act: (_, chat) => void read(chat) },
    ],
  },
  {
    title: texts.writing,
    shortcuts: [
      {
        keys: [{ key: 'Enter' }],
        otherwise: [SEND_KEYS],
        says: texts.send,
      },
      {
        keys: [{ key: 'Enter', shift: true }],
        otherwise: [{ key: 'Enter' }],
        says: texts.newLine,
      },
      { keys: [{ key: 'ArrowUp' }], says: texts.editLast },
    ],
  },
  {
    title: texts.reading,
    shortcuts: [
      { keys: [{ key: 'ArrowUp' }, { key: 'ArrowDown' }], says: texts.move },
      ...messageKeys().map(({ keys, says }) => ({ keys: [keys], says })),
    ],
  },
];

/** Keys for the message that has the keyboard focus. */
function messageKeys(): readonly MessageKey[] {
  const keys = messageActList.flatMap(({ key }: MessageAct) => key ?? []);
  return keys.sort((one, other) => one.place - other.place);
}

const ALL = SHORTCUTS.flatMap(({ shortcuts }) => shortcuts);

/** The shortcut of `press`, in a text field (`isTyping`) or not; null if there is none. */
export function shortcutFor(press: Press, isTyping: boolean, apple: boolean): Shortcut | null {
  return (
    ALL.find(({ act, keys }) => act && keys.some((one) => isHeld(one, press, isTyping, apple))) ??
    null
  );
}

/** Marks the conversation read to its end, and focuses the composer. */
async function read(chat: Chat): Promise<void> {
  const conversation = chat.current.value;
  if (conversation === null) return;
  focusComposer();
  await chat.history.follow(conversation);
  conversation.readBefore.value = null;
  chat.marks.seen();
}

/** Elements that use Alt with the arrow keys themselves. */
const CHOOSING_FIELDS = 'select, input';

/** Handles the page's keys until the returned function is called. */
export function installShortcuts(page: PageContext): () => void {
  const pressed = (event: KeyboardEvent) => {
    const { chat } = page.app;
    const { target } = event;
    if (chat === null || event.defaultPrevented || isComposing(event)) return;
    // Not in a dialog, and not for characters written with AltGr.
    if (page.panels.open.value !== null || event.getModifierState('AltGraph')) return;
    const element = target instanceof Element ? target : null;
    const isTyping = element?.matches(TEXT_FIELDS) === true;
    const apple = isApple(navigator.platform);
    const shortcut = shortcutFor(event, isTyping, apple);
    if (shortcut?.act === undefined) return;
    if (event.altKey && element?.matches(CHOOSING_FIELDS)) return;
    // On a Mac, these keys move through a text.
    if (event.altKey && apple && element instanceof HTMLTextAreaElement && element.value !== '') {
      return;
    }
    if (isCharacter(event)) {
      if (!page.preferences.characterKeys.value) return;
      // A message focused by the pointer has no shortcuts: its reader may be about to write.
      if (element?.matches(MESSAGE) && !isReached(element)) return;
    }
    event.preventDefault();
    shortcut.act(page, chat);
  };
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}

/** Is it a single character, which may come by mistake or from speech input (WCAG 2.1.4)? */
function isCharacter({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !altKey && !metaKey;
}
