/** Hears of people whom another of one's devices has blocked or unblocked. */
import { heard } from '../state/heard.ts';

export const blockedHeard = heard('blocked', (chat, { name, on }) => {
  chat.directory.block(name, on);
});
