/** What a client needs to understand a server's messages. A browser loads it separately from the page's first code. */
import { capabilityNames } from './capabilities.ts';
import { contracts } from './contract-list.ts';
import { events } from './event-list.ts';

export interface Vocabulary {
  readonly commands: typeof contracts;
  readonly events: typeof events;
  /** All names that it may give in `hello`. */
  readonly capabilities: readonly string[];
}

export const vocabulary: Vocabulary = {
  commands: contracts,
  events,
  capabilities: capabilityNames,
};
