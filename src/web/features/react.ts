/** Reacts to a message: with an emoji that is at hand, or with any. */
import { SmilePlus } from 'lucide';
import { h } from 'preact';
import { t } from '../translations/texts.ts';
import { ChooseEmoji } from '../views/choose-emoji.ts';
import {
  type Acted,
  type Bar,
  type MessageAct,
  mayWrite,
  messageAct,
  type Opened,
} from '../views/message-act.ts';

export const reactTexts = {
  react: { en: 'React', de: 'Reagieren' },
};

export const reactAct = messageAct({
  name: 'react',
  place: 40,
  isOffered: mayWrite,
  look: () => ({ label: t(reactTexts.react), drawing: SmilePlus }),
  opens: Pick,
  key: { place: 30, keys: { key: '+' }, says: reactTexts.react },
});

export const thumbAct = messageAct(quick('👍', 10));
export const heartAct = messageAct(quick('❤️', 20));
export const laughAct = messageAct(quick('😂', 30));

/** A reaction without opening the picker. */
function quick(emoji: string, place: number): MessageAct {
  return {
    name: `react-${emoji}`,
    place,
    isOffered: mayWrite,
    look: () => ({ label: `${t(reactTexts.react)} ${emoji}`, drawing: emoji }),
    act: (acted, bar) => react(acted, bar, emoji),
  };
}

function Pick({ acted, bar, close }: Opened) {
  const onChoose = (emoji: string) => {
    close();
    react(acted, bar, emoji);
  };
  return h(ChooseEmoji, { onChoose, onClose: close });
}

function react({ chat, conversation, id }: Acted, { run }: Bar, emoji: string): void {
  run(() => chat.life.react(conversation, id, emoji));
}
