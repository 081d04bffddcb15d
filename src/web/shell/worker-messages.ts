/** What the page and its service worker say to each other. Types only: the worker shares no code with the page. */

/** From the worker: a notification was clicked. */
export interface OpenConversation {
  readonly kind: 'open-conversation';
  readonly conversation: string;
}

/** From the page: the worker that waits is to answer from now on. */
export interface TakeOver {
  readonly kind: 'take-over';
}

/** What the page leaves in a notification for the worker. */
export interface NotificationData {
  readonly conversation: string;
}
