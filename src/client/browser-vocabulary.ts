/** The vocabulary module that browsers fetch. */
import './without-eval.ts';

export { vocabulary } from '../protocol/vocabulary.ts';
