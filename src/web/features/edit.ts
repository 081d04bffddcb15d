/** Edits one's own message. */
import { Pencil } from 'lucide';
import { t } from '../translations/texts.ts';
import { focusComposer } from '../views/focus.ts';
import { type Acted, mayWrite, messageAct } from '../views/message-act.ts';

export const editTexts = {
  edit: { en: 'Edit', de: 'Ändern' },
  editYours: { en: 'Edit your message', de: 'Deine Nachricht ändern' },
};

export const editAct = messageAct({
  name: 'edit',
  place: 60,
  isOffered: (acted) => acted.message.own && mayWrite(acted),
  look: () => ({ label: t(editTexts.edit), drawing: Pencil }),
  act: edit,
  key: {
    place: 20,
    keys: { key: 'e' },
    says: editTexts.editYours,
    press: (acted) => acted.message.own && edit(acted),
  },
});

function edit({ chat, conversation, message }: Acted): true {
  chat.beginEdit(conversation, message);
  focusComposer();
  return true;
}
