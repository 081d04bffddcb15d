/** The vocabulary as a browser takes it. */
import './without-eval.ts';

export { vocabulary } from '../protocol/vocabulary.ts';
