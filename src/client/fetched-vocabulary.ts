/** Loads the vocabulary in a browser: fetched once, while the first connection opens. */
import type { Vocabulary } from '../protocol/vocabulary.ts';
import type { LoadVocabulary } from './vocabulary.ts';

let fetched: Vocabulary | null = null;

export const loadVocabulary: LoadVocabulary = (loaded, failed) => {
  if (fetched !== null) return loaded(fetched);
  import('./browser-vocabulary.ts').then(({ vocabulary }) => {
    fetched = vocabulary;
    loaded(vocabulary);
  }, failed);
};
