/** The events that features of the page hear of. Written by `npm run generate` from src/web/features/. */
import { blockedHeard } from './features/block.ts';

export const heardList = [blockedHeard] as const;
