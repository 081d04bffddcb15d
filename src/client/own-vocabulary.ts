/** Loads the vocabulary where it is part of the program. */
import { vocabulary } from '../protocol/vocabulary.ts';
import type { LoadVocabulary } from './vocabulary.ts';

export const loadVocabulary: LoadVocabulary = (loaded) => loaded(vocabulary);
