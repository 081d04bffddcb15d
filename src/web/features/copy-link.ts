/** Copies a link to a message. */
import { Check, Link } from 'lucide';
import { copyText } from '../shell/clipboard.ts';
import { messageLink } from '../shell/location.ts';
import { t } from '../translations/texts.ts';
import { isStored, messageAct } from '../views/message-act.ts';

export const copyLinkTexts = {
  copyLink: { en: 'Copy link', de: 'Link kopieren' },
  copied: { en: 'Copied', de: 'Kopiert' },
  notCopied: { en: 'Could not be copied', de: 'Nicht zu kopieren' },
};

export const copyLinkAct = messageAct({
  name: 'copy-link',
  place: 90,
  isOffered: isStored,
  look: (_acted, isDone) => {
    const { copyLink, copied, notCopied } = copyLinkTexts;
    return {
      label: t(isDone === null ? copyLink : isDone ? copied : notCopied),
      drawing: isDone === true ? Check : Link,
    };
  },
  act: ({ id }, { done }) => void copyText(messageLink(id)).then(done),
});
