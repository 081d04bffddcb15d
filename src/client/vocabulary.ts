/** How a client comes to understand what a server says: Node has the vocabulary, a browser fetches it. */
import type { Vocabulary } from '../protocol/vocabulary.ts';

/** Calls `loaded`, at once where the vocabulary is there, or `failed` where it cannot be had now. */
export type LoadVocabulary = (loaded: (vocabulary: Vocabulary) => void, failed: () => void) => void;
