/**
 * Synchronizes the page's address with the open conversation: the browser's back button returns to the conversation
 * before, and a link leads to a conversation or a message.
 */
import { effect, untracked } from '@preact/signals';
import { nameKey } from '../../protocol/names.ts';
import type { Chat } from '../state/chat.ts';
import { problemOf } from '../state/problems.ts';
import { hashOf, NOWHERE, type Route, routeOf } from './route.ts';

/** The browser's address bar and history. */
export interface AddressBar {
  /** The hash with its `#`; empty for none. */
  readonly hash: string;
  /** The hash before this history entry, as stored with it; null if none was, or not by this page. */
  readonly before: string | null;
  /** Adds an entry, and stores with it the hash of the one `before` it. */
  push(hash: string, before: string): void;
  /** Changes the hash of the current entry. */
  replace(hash: string): void;
  back(): void;
  /** Calls `moved` when the browser's history moves, and `followed` for a link on this page; returns how to stop. */
  watch(moved: () => void, followed: (route: Route) => void): () => void;
}

/** The dialogs that may cover the chat. */
export interface Foreground {
  /** Closes the dialogs, because another conversation is shown. */
  readonly clear: () => void;
  /** Shows why a message cannot be opened. */
  readonly tell: (problem: string) => void;
}

/** An absolute link to a message, which works for the people in its conversation. */
export function messageLink(id: number): string {
  return new URL(hashOf({ kind: 'message', id }), location.href).href;
}

/**
 * Follows the address, and keeps it in step with the open conversation until the returned function is called.
 */
export function watchLocation(
  chat: Chat,
  { clear, tell }: Foreground,
  bar: AddressBar = browserBar,
): () => void {
  let isOver = false;
  // The address must not change while a message is being looked up, or while the browser goes back.
  let jumps = 0;
  let goesBack = false;
  /** The conversation that the address is of. */
  let written: Chat['current']['value'] = null;

  const write = () => {
    if (jumps > 0 || goesBack || isOver) return;
    const current = chat.current.peek();
    const route: Route = current === null ? NOWHERE : { kind: 'conversation', name: current.name };
    const hash = hashOf(route);
    if (sameRoute(bar.hash, hash)) {
      written = current;
      return;
    }
    const isSame = current !== null && current === written;
    written = current;
    if (isSame || routeOf(bar.hash).kind === 'message') bar.replace(hash);
    else if (hash === '' && bar.before === '') {
      // On a phone, the reader came from the list: goes back to it instead of adding another entry.
      goesBack = true;
      bar.back();
    } else bar.push(hash, bar.hash);
  };

  const go = async (route: Route) => {
    if (route.kind !== 'message') {
      clear();
      return route.kind === 'nowhere' ? chat.close() : chat.open(knownName(chat, route.name));
    }
    jumps++;
    try {
      await chat.history.jump(route.id, clear);
    } catch (error) {
      if (!isOver) tell(problemOf(error));
    } finally {
      jumps--;
      write();
    }
  };

  const moved = () => {
    if (!goesBack) return void go(routeOf(bar.hash));
    goesBack = false;
    write();
  };

  const unwatch = bar.watch(moved, (route) => void go(route));
  const first = routeOf(bar.hash);
  if (first.kind !== 'nowhere') void go(first);
  const unfollow = effect(() => {
    // A room, or a person, may be given another name meanwhile.
    void chat.current.value?.name;
    untracked(write);
  });
  return () => {
    isOver = true;
    unfollow();
    unwatch();
  };
}

/** The name of the known conversation that `name` means to the server; else `name`. */
function knownName(chat: Chat, name: string): string {
  const known = chat.conversations.value;
  if (known.has(name)) return name;
  return [...known.keys()].find((one) => nameKey(one) === nameKey(name)) ?? name;
}

/** Compares routes rather than hashes, because browsers escape hashes differently. */
function sameRoute(hash: string, other: string): boolean {
  return hash === other || (hash !== '' && hashOf(routeOf(hash)) === other);
}

const browserBar: AddressBar = {
  get hash() {
    return location.hash;
  },
  get before() {
    const state: unknown = history.state;
    const { before } = (state ?? {}) as { before?: unknown };
    return typeof before === 'string' ? before : null;
  },
  push: (hash, before) => history.pushState({ before }, '', address(hash)),
  replace: (hash) => history.replaceState(history.state, '', address(hash)),
  back: () => history.back(),
  watch(moved, followed) {
    const pressed = (event: MouseEvent) => {
      const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
      if (event.defaultPrevented || button !== 0) return;
      if (ctrlKey || metaKey || shiftKey || altKey || !(target instanceof Element)) return;
      const route = routeHere(target.closest('a')?.href ?? '');
      if (route.kind === 'nowhere') return;
      event.preventDefault();
      followed(route);
    };
    window.addEventListener('popstate', moved);
    document.addEventListener('click', pressed);
    return () => {
      window.removeEventListener('popstate', moved);
      document.removeEventListener('click', pressed);
    };
  },
};

function address(hash: string): string {
  return location.pathname + location.search + hash;
}

/** The route of a link that leads to this very page, such as a link to a message. */
function routeHere(href: string): Route {
  const url = URL.parse(href);
  const isHere = url?.origin === location.origin && url.pathname === location.pathname;
  return isHere ? routeOf(url.hash) : NOWHERE;
}
