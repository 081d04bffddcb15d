/** The context of all views. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { App } from '../state/app.ts';
import type { Chat } from '../state/chat.ts';
import type { Panels } from '../state/panels.ts';
import type { Preferences } from '../state/preferences.ts';

export interface PageContext {
  readonly app: App;
  readonly preferences: Preferences;
  readonly panels: Panels;
}

const Context = createContext<PageContext | null>(null);
const ChatContext = createContext<Chat | null>(null);

export const ContextProvider = Context.Provider;
export const ChatProvider = ChatContext.Provider;

export function usePage(): PageContext {
  const page = useContext(Context);
  if (page === null) throw new Error('outside of the page');
  return page;
}

/** The chat, for views that exist only while logged in. */
export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (chat === null) throw new Error('outside of the chat');
  return chat;
}
