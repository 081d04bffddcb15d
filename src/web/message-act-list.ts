/** The acts on a message. Written by `npm run generate` from src/web/features/. */
import { copyLinkAct } from './features/copy-link.ts';
import { editAct } from './features/edit.ts';
import { pinAct } from './features/pin.ts';
import { heartAct, laughAct, reactAct, thumbAct } from './features/react.ts';
import { whoReactedAct } from './features/reactions.ts';
import { removeAct } from './features/remove.ts';
import { replyAct } from './features/reply.ts';

export const messageActList = [
  copyLinkAct,
  editAct,
  pinAct,
  reactAct,
  thumbAct,
  heartAct,
  laughAct,
  whoReactedAct,
  removeAct,
  replyAct,
] as const;
