/** Connects the chat with the browser: title and icon, notifications, sound, address, keys, sleep. */
import { effect, untracked } from '@preact/signals';
import type { Chat } from '../state/chat.ts';
import { inOneLine } from '../state/messages.ts';
import { plainLine } from '../text/plain-reading.ts';
import { findTexts } from '../translations/find-texts.ts';
import { t } from '../translations/texts.ts';
import type { PageContext } from '../views/context.ts';
import { watchFocus } from '../views/focus.ts';
import { showAttention } from './attention.ts';
import { Caller } from './caller.ts';
import { watchDrops } from './drops.ts';
import { onNetwork, onWake } from './liveness.ts';
import { watchLocation } from './location.ts';
import { notify, onOpen, takeOpened, withdraw } from './notifications.ts';
import { checkForUpdate, registerServiceWorker } from './registration.ts';
import { hashOf, routeOf } from './route.ts';
import { installShortcuts } from './shortcuts.ts';
import { playSound } from './sound.ts';
import type { Tab } from './tab.ts';
import { installWritingAnywhere } from './writing-anywhere.ts';

/** How much of a text a notification shows. */
const TOLD_MAX = 200;

export function surround(page: PageContext, tab: Tab): void {
  const { app } = page;
  // The person who was here before, whose place on the page the address shows.
  let last: string | null = null;
  registerServiceWorker();
  installShortcuts(page);
  watchDrops(page);
  installWritingAnywhere(page);
  watchFocus();
  onWake(() => app.wake());
  onNetwork((isThere) => app.network(isThere));
  onOpen((name) => app.chat?.open(name));
  effect(() => {
    const phase = app.phase.value;
    if (phase.kind === 'chatting') {
      return untracked(() => {
        const { name } = phase.chat.me.peek();
        if (last !== null && last !== name) history.replaceState(null, '', location.pathname);
        last = name;
        return accompany(phase.chat, page, tab);
      });
    }
    showAttention({ unread: 0, mentions: 0, title: null });
    return undefined;
  });
}

/** Connects `chat`, until the returned function is called. */
function accompany(chat: Chat, { preferences, panels }: PageContext, tab: Tab): () => void {
  const { notifications, sound } = preferences;
  const caller = new Caller(tab, () => chat.me.peek().name);
  const watched = () => {
    chat.isWatched.value = document.visibilityState === 'visible' && document.hasFocus();
    if (chat.isWatched.value) caller.claim();
    chat.marks.seen();
  };
  watched();
  for (const event of ['focus', 'blur'] as const) window.addEventListener(event, watched);
  document.addEventListener('visibilitychange', watched);
  const warn = (event: BeforeUnloadEvent) => {
    if (chat.outbox.holds) event.preventDefault();
  };
  window.addEventListener('beforeunload', warn);
  const unwatch = watchLocation(chat, {
    clear: () => panels.close(),
    tell: (text) => panels.show({ kind: 'problem', title: t(findTexts.noPlace), text }),
  });
  // Checked as a route, because anybody may have written the link.
  const opened = routeOf(hashOf({ kind: 'conversation', name: takeOpened() ?? '' }));
  if (opened.kind === 'conversation') chat.open(opened.name);
  // Removes the notifications of conversations that were read.
  const unnotify = effect(() => {
    const current = chat.current.value;
    if (current !== null && current.unread.value === 0) void withdraw(current.name);
  });
  const unready = effect(() => {
    caller.ready = chat.line.value.kind === 'online';
  });
  const unupdate = effect(() => {
    if (chat.line.value.kind === 'online') void checkForUpdate();
  });
  const unshow = effect(() => {
    const title = chat.current.value?.name ?? null;
    showAttention({ unread: chat.unread.value, mentions: chat.calls.value, title });
  });
  chat.onArrival = ({ conversation, from, text, as, mentions }) => {
    const isSeen = chat.isWatched.value && chat.current.value === conversation;
    const isCall = mentions || !conversation.isRoom;
    if (isSeen || !isCall || !caller.isIt) return;
    if (sound.value) playSound();
    if (!notifications.value) return;
    const title = conversation.isRoom ? `${from} · ${conversation.name}` : from;
    void notify({
      title,
      body: inOneLine(from, as, plainLine(text, TOLD_MAX)),
      conversation: conversation.name,
      tag: conversation.name,
    });
  };
  return () => {
    for (const event of ['focus', 'blur'] as const) window.removeEventListener(event, watched);
    document.removeEventListener('visibilitychange', watched);
    window.removeEventListener('beforeunload', warn);
    unwatch();
    unshow();
    unnotify();
    unupdate();
    unready();
    caller.leave();
    // Open dialogs belong to the chat.
    panels.close();
  };
}
