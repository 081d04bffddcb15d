/** Replies to a message. */
import { Reply } from 'lucide';
import { t } from '../translations/texts.ts';
import { focusComposer } from '../views/focus.ts';
import { type Acted, mayWrite, messageAct } from '../views/message-act.ts';

export const replyTexts = {
  reply: { en: 'Reply', de: 'Antworten' },
};

export const replyAct = messageAct({
  name: 'reply',
  place: 50,
  isOffered: mayWrite,
  look: () => ({ label: t(replyTexts.reply), drawing: Reply }),
  act: reply,
  key: { place: 10, keys: { key: 'r' }, says: replyTexts.reply, press: reply },
});

function reply({ conversation, message }: Acted): true {
  conversation.writing.value = { kind: 'reply', to: message };
  focusComposer();
  return true;
}
