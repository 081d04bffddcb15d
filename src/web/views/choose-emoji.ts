/** The emoji picker, fetched once the chat is shown. */
import { lazily } from './lazily.ts';

export const ChooseEmoji = lazily(async () => (await import('./emoji-picker.tsx')).EmojiPicker);
