/** Completion in the composer: names behind `@`, rooms behind `#`, emoji behind `:`. */
import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Chat } from '../state/chat.ts';
import { completionAt, ranked, type Typed } from '../text/completion.ts';
import { foundEmoji, loadEmoji } from '../text/emoji-data.ts';
import type { CompletionItem } from './completion-list.tsx';
import { useChat } from './context.ts';
import { insertInto } from './insertion.ts';

const ITEMS_MAX = 8;

/** The text that replaces the typed word. */
interface Offer extends CompletionItem {
  readonly replacement: string;
}

export interface Completion {
  readonly items: readonly CompletionItem[];
  readonly active: number;
  /** To be called when the text or the caret has changed. */
  readonly look: () => void;
  /** To be called when the text was replaced, as after sending. */
  readonly lookAgain: () => void;
  readonly close: () => void;
  readonly choose: (index: number) => void;
  /** Handles a key; returns whether it was for the list. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
}

export function useCompletion(field: RefObject<HTMLTextAreaElement | null>): Completion {
  const chat = useChat();
  const [offers, setOffers] = useState<readonly Offer[]>([]);
  const [active, setActive] = useState(0);
  const typed = useRef<Typed | null>(null);

  const close = () => {
    typed.current = null;
    setOffers([]);
  };
  const look = () => {
    const element = field.current;
    if (element === null) return;
    const now =
      element.selectionStart === element.selectionEnd
        ? completionAt(element.value, element.selectionStart)
        : null;
    const before = typed.current;
    // The word is the same, so a request under way still counts.
    if (now !== null && before?.query === now.query && before.start === now.start) return;
    typed.current = now;
    if (now === null) return setOffers([]);
    setActive(0);
    void offersFor(chat, now).then((found) => {
      // Skipped if the typed word has changed meanwhile.
      if (typed.current === now) setOffers(found);
    });
  };
  const lookAgain = () => {
    if (typed.current !== null) look();
  };
  const choose = (index: number) => {
    const element = field.current;
    const offer = offers[index];
    if (element === null || offer === undefined || typed.current === null) return;
    const { start, end } = typed.current;
    close();
    insertInto(element, offer.replacement, start, end);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { length } = offers;
    // With a modifier, keys belong to the page or the browser, or send.
    const { altKey, ctrlKey, metaKey, shiftKey } = event;
    if (length === 0 || altKey || ctrlKey || metaKey || shiftKey) return false;
    if (event.key === 'ArrowDown') setActive((active + 1) % length);
    else if (event.key === 'ArrowUp') setActive((active + length - 1) % length);
    else if (event.key === 'Tab') choose(active);
    else if (event.key === 'Enter' && !isWhole(offers[active], typed.current)) {
      choose(active);
    } else if (event.key === 'Escape') close();
    else return false;
    event.preventDefault();
    return true;
  };
  return { items: offers, active, look, lookAgain, close, choose, onKeyDown };
}

/** Is `typed` the whole of the offer, so that there is nothing to choose? */
function isWhole(offer: Offer | undefined, typed: Typed | null): boolean {
  return typed !== null && offer?.replacement.trim() === typed.kind + typed.query;
}

async function offersFor(chat: Chat, { kind, query }: Typed): Promise<readonly Offer[]> {
  const of = (label: string, replacement: string, hint = '') => ({
    key: label,
    label,
    replacement,
    ...(hint === '' ? {} : { hint }),
  });
  if (kind === ':') {
    const found = foundEmoji(await loadEmoji().catch(() => []), query, ITEMS_MAX);
    return found.map(({ emoji, label }) => of(emoji, emoji, label));
  }
  if (kind === '#') {
    const rooms = [...chat.conversations.value.values()].filter(({ isRoom }) => isRoom);
    const names = rooms.map(({ name }) => name);
    return ranked(names, query, ITEMS_MAX).map((name) => of(name, `${name} `));
  }
  return ranked(peopleHere(chat), query, ITEMS_MAX).map((name) => of(name, `@${name} `));
}

/** People who wrote in the open conversation, latest first; then people online. */
function peopleHere(chat: Chat): string[] {
  const { current, directory, me } = chat;
  const conversation = current.value;
  const spoke = (conversation?.window.value.items ?? [])
    .flatMap((item) => (item.kind === 'message' ? [item.from] : []))
    .reverse();
  const names = new Set([...spoke, ...directory.online.value]);
  if (conversation !== null && !conversation.isRoom) names.add(conversation.name);
  names.delete(me.value.name);
  return [...names];
}
