/** Keeps schemas from compiling code for speed, which the policy of a page may forbid. To be imported before them. */
import { config } from 'zod/mini';

config({ jitless: true });
