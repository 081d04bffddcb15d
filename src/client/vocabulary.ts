/** How a client gets its vocabulary, the contracts of the protocol: Node has it, a browser fetches it. */
import type { Vocabulary } from '../protocol/vocabulary.ts';

/** Calls `loaded`, synchronously if the vocabulary is there, or `failed` if it cannot be loaded now. */
export type LoadVocabulary = (loaded: (vocabulary: Vocabulary) => void, failed: () => void) => void;
