/** The policy of a page may forbid to make code of text, which schemas else do to be faster. Imported before them. */
import { config } from 'zod/mini';

config({ jitless: true });
