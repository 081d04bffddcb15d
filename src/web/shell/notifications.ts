/** Tells a person who looks elsewhere what came, in the way of their system, if they want that. */
import type { NotificationData, OpenConversation } from './worker-messages.ts';

export interface Notice {
  readonly title: string;
  readonly body: string;
  /** What is opened by a click. */
  readonly conversation: string;
  /** A notice takes the place of the one before it with the same tag. */
  readonly tag: string;
}

export type Permission = NotificationPermission | 'impossible';

/** `impossible`: the browser has none, or not for this page. */
export function permission(): Permission {
  return 'Notification' in globalThis && globalThis.isSecureContext
    ? Notification.permission
    : 'impossible';
}

/** To be called by a press of the person, as browsers ask nobody otherwise. */
export async function askPermission(): Promise<Permission> {
  return permission() === 'default' ? await Notification.requestPermission() : permission();
}

/** Answers whether it was told. */
export async function notify(notice: Notice): Promise<boolean> {
  if (permission() !== 'granted') return false;
  const data: NotificationData = { conversation: notice.conversation };
  const options = { body: notice.body, tag: notice.tag, icon: './icon-192.png', data };
  // Some systems have notifications and refuse them now and then; the message itself is on the page.
  try {
    const worker = await navigator.serviceWorker?.getRegistration();
    if (worker?.active) {
      await worker.showNotification(notice.title, options);
      return true;
    }
  } catch (problem) {
    console.warn('the system shows no notification of the worker:', problem);
  }
  try {
    showFromPage(notice, options);
    return true;
  } catch (problem) {
    console.warn('the system shows no notification:', problem);
    return false;
  }
}

/** Takes away those of a conversation that has been read. */
export async function withdraw(conversation: string): Promise<void> {
  open.get(conversation)?.close();
  const worker = await navigator.serviceWorker?.getRegistration();
  for (const one of (await worker?.getNotifications()) ?? []) {
    if ((one.data as NotificationData | null)?.conversation === conversation) one.close();
  }
}

const listeners = new Set<(conversation: string) => void>();
/** Those of the page itself, by conversation. */
const open = new Map<string, Notification>();

function showFromPage({ title, conversation }: Notice, options: NotificationOptions): void {
  const notification = new Notification(title, options);
  open.set(conversation, notification);
  notification.addEventListener('close', () => {
    if (open.get(conversation) === notification) open.delete(conversation);
  });
  notification.addEventListener('click', () => {
    notification.close();
    window.focus();
    for (const listener of listeners) listener(conversation);
  });
}

/** Calls `callback` with the conversation whenever a notification is clicked. Answers how to stop. */
export function onOpen(callback: (conversation: string) => void): () => void {
  const heard = ({ data }: MessageEvent<OpenConversation | null>) => {
    if (data?.kind === 'open-conversation') callback(data.conversation);
  };
  listeners.add(callback);
  navigator.serviceWorker?.addEventListener('message', heard);
  navigator.serviceWorker?.startMessages();
  return () => {
    listeners.delete(callback);
    navigator.serviceWorker?.removeEventListener('message', heard);
  };
}

/** The parameter of the address with which the worker opens a page for a notification. */
const PARAMETER = 'open';

/**
 * The conversation for which this page was opened by a click, once; null if it was not. It is to be looked up by its
 * name, and nothing more: anybody can link to the page with any.
 */
export function takeOpened(): string | null {
  const address = new URL(location.href);
  const conversation = address.searchParams.get(PARAMETER);
  if (conversation === null) return null;
  address.searchParams.delete(PARAMETER);
  history.replaceState(history.state, '', address);
  return conversation;
}
