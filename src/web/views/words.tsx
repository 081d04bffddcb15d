/** What somebody said or did. */
import type { ChatMessage } from '../state/messages.ts';
import { FoldedMarkup } from './markup.tsx';
import { PersonName } from './person-name.tsx';

interface WordsProps {
  readonly message: Pick<ChatMessage, 'from' | 'as' | 'text'>;
  /** The name whose mentions are highlighted. */
  readonly mine: string;
}

/** An action is in the form of a play's directions. Its author's name is beside it, and is not read out twice. */
export function Words({ message, mine }: WordsProps) {
  const { from, as, text } = message;
  const markup = <FoldedMarkup text={text} people={{ mine }} />;
  if (as !== 'action') return markup;
  return (
    <div class="action">
      <span aria-hidden="true">
        * <PersonName name={from} />{' '}
      </span>
      {markup}
    </div>
  );
}
