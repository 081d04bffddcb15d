/** What a client has to understand of what a server says. A browser fetches it apart from the page's first code. */
import { contracts } from './contracts.ts';
import { events } from './events/events.ts';

export interface Vocabulary {
  readonly commands: typeof contracts;
  readonly events: typeof events;
}

export const vocabulary: Vocabulary = { commands: contracts, events };
