/** What a client has to understand of what a server says. A browser fetches it apart from the page's first code. */
import { events } from './events/events.ts';

export interface Vocabulary {
  readonly events: typeof events;
}

export const vocabulary: Vocabulary = { events };
