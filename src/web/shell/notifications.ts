/** System notifications of messages, for a person who looks elsewhere and wants them. */
import type { NotificationData, OpenConversation } from './worker-messages.ts';

export interface Notice {
  readonly title: string;
  readonly body: string;
  /** The conversation that a click opens. */
  readonly conversation: string;
  /** A notification replaces an earlier one with the same tag. */
  readonly tag: string;
}

export type Permission = NotificationPermission | 'impossible';

/** `impossible`: the browser has no notifications, or none for this page. */
export function permission(): Permission {
  return 'Notification' in globalThis && globalThis.isSecureContext
    ? Notification.permission
    : 'impossible';
}

/** Must be called in the handler of a press, or browsers do not ask. */
export async function askPermission(): Promise<Permission> {
  return permission() === 'default' ? await Notification.requestPermission() : permission();
}

/** Resolves with whether the notification was shown. */
export async function notify(notice: Notice): Promise<boolean> {
  if (permission() !== 'granted') return false;
  const data: NotificationData = { conversation: notice.conversation };
  const options = { body: notice.body, tag: notice.tag, icon: './icon-192.png', data };
  // Some systems refuse notifications now and then; the message is on the page anyway.
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

/** Removes the notifications of a conversation that was read. */
export async function withdraw(conversation: string): Promise<void> {
  open.get(conversation)?.close();
  const worker = await navigator.serviceWorker?.getRegistration();
  for (const one of (await worker?.getNotifications()) ?? []) {
    if ((one.data as NotificationData | null)?.conversation === conversation) one.close();
  }
}

const listeners = new Set<(conversation: string) => void>();
/** The notifications shown by the page itself, by conversation. */
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

/** Calls `callback` with the conversation of each clicked notification; returns a function that stops it. */
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

/** The URL parameter with which the worker opens a page for a notification. */
const PARAMETER = 'open';

/**
 * The conversation for which a click opened this page, or null; returned only once. Use it only to look up a
 * conversation: anybody can write a link to the page with any value.
 */
export function takeOpened(): string | null {
  const address = new URL(location.href);
  const conversation = address.searchParams.get(PARAMETER);
  if (conversation === null) return null;
  address.searchParams.delete(PARAMETER);
  history.replaceState(history.state, '', address);
  return conversation;
}
