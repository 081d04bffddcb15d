/** Deletes one's own message, or as a moderator that of another. */
import { Trash2 } from 'lucide';
import { mayModerate } from '../state/room-rights.ts';
import { t } from '../translations/texts.ts';
import { messageAct } from '../views/message-act.ts';

export const removeTexts = {
  takeBack: { en: 'Take back', de: 'Zurücknehmen' },
  remove: { en: 'Remove', de: 'Entfernen' },
  surelyTakeBack: { en: 'Take this message back?', de: 'Diese Nachricht zurücknehmen?' },
  surelyRemove: {
    en: 'Remove this message of {name}?',
    de: 'Diese Nachricht von {name} entfernen?',
  },
  takeBackText: {
    en: 'Its text is erased from the server, for everybody. That it was there stays visible.',
    de: 'Ihr Text wird auf dem Server gelöscht, für alle. Dass es sie gab, bleibt sichtbar.',
  },
};

const texts = removeTexts;

export const removeAct = messageAct({
  name: 'remove',
  place: 100,
  isOffered: ({ chat, conversation, message }) =>
    message.own || (conversation.isRoom && mayModerate(conversation.room.value, chat.me.value)),
  look: ({ message }) => ({
    label: t(message.own ? texts.takeBack : texts.remove),
    drawing: Trash2,
  }),
  act: ({ chat, panels, conversation, message: { own, from }, id }) =>
    panels.show({
      kind: 'confirm',
      question: {
        title: own ? t(texts.surelyTakeBack) : t(texts.surelyRemove, { name: from }),
        text: t(texts.takeBackText),
        does: t(own ? texts.takeBack : texts.remove),
        act: () => chat.life.remove(conversation, id),
      },
    }),
  key: { place: 40, keys: { key: 'Delete' }, says: texts.takeBack },
});
