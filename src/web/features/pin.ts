/** Pins a message in a room, or takes the pin off. */
import { Pin, PinOff } from 'lucide';
import { mayPin } from '../state/room-rights.ts';
import { t } from '../translations/texts.ts';
import { isStored, messageAct } from '../views/message-act.ts';

export const pinTexts = {
  pin: { en: 'Pin', de: 'Anheften' },
  unpin: { en: 'Unpin', de: 'Lösen' },
};

export const pinAct = messageAct({
  name: 'pin',
  place: 70,
  isOffered: (acted) => {
    const { chat, conversation } = acted;
    return isStored(acted) && conversation.isRoom && mayPin(conversation.room.value, chat.me.value);
  },
  look: ({ message }) =>
    message.pinned
      ? { label: t(pinTexts.unpin), drawing: PinOff }
      : { label: t(pinTexts.pin), drawing: Pin },
  act: ({ chat, conversation, message, id }, { run }) =>
    run(() => chat.deeds.pin(conversation.name, id, message.pinned)),
});
