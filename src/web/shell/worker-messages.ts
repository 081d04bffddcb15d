/** Messages between the page and its service worker. Types only: the worker shares no code with the page. */

/** From the worker: a notification was clicked. */
export interface OpenConversation {
  readonly kind: 'open-conversation';
  readonly conversation: string;
}

/** From the page: the waiting worker is to take over. */
export interface TakeOver {
  readonly kind: 'take-over';
}

/** The data that the page attaches to a notification for the worker. */
export interface NotificationData {
  readonly conversation: string;
}
