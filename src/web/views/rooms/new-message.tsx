/** The dialog for a new conversation with a person or a group. */
import { X } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { nameMayExist } from '../../../protocol/names.ts';
import { type KnownPerson, knownPeople } from '../../state/known-people.ts';
import { roomTexts as texts } from '../../translations/room-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { Check } from '../check.tsx';
import { useChat, usePage } from '../context.ts';
import { Dialog } from '../dialog.tsx';
import { firstFocus } from '../find/first-focus.ts';
import { Icon } from '../icon.tsx';
import type { Titled } from '../panel.ts';
import { PersonName } from '../person-name.tsx';
import { Problem } from '../problem.tsx';
import { useFreshOnline } from '../use-fresh.ts';
import { NameField, type Suggestion } from './name-field.tsx';
import '../../styles/rooms.css';

const SHOWN_MAX = 50;

export function NewMessage({ title }: Titled) {
  const chat = useChat();
  const { panels } = usePage();
  const { busy, problem, run } = useAction();
  const [typed, setTyped] = useState('');
  const [isGroup, setGroup] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const field = useRef<HTMLInputElement>(null);
  useFreshOnline();

  const name = typed.trim();
  const names = name === '' || chosen.includes(name) ? chosen : [...chosen, name];
  const known = knownPeople(chat, name, SHOWN_MAX, chosen);
  const suggestions = [...known.map(suggestion), ...stranger(name, known)];

  const write = (to: string) => {
    panels.close();
    chat.open(to);
  };
  const begin = async () => {
    const [only = ''] = names;
    if (names.length < 2) return write(only);
    const group = await chat.client.group(names);
    chat.directory.joined(group);
    write(group.room);
  };
  const onTyped = (text: string) => {
    const parts = text.split(',').map((part) => part.trim());
    if (parts.length === 1) return setTyped(text);
    // A comma turns it into a group.
    setGroup(true);
    setChosen([...new Set([...chosen, ...parts.slice(0, -1)])].filter((part) => part !== ''));
    setTyped(parts.at(-1) ?? '');
  };
  const choose = (who: string) => {
    if (!isGroup) return write(who);
    setChosen([...chosen, who]);
    setTyped('');
  };
  const drop = (who: string | undefined) => {
    setChosen(chosen.filter((one) => one !== who));
    field.current?.focus();
  };
  return (
    <Dialog title={title} onClose={() => panels.close()}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (names.length > 0) void run(begin);
        }}
      >
        {chosen.length > 0 && (
          <ul class="chosen-names" aria-label={t(texts.chosenPeople)}>
            {chosen.map((one) => (
              <li key={one}>
                <button
                  type="button"
                  aria-label={t(texts.dropPerson, { name: one })}
                  onClick={() => drop(one)}
                >
                  <PersonName name={one} />
                  <Icon drawing={X} size={14} />
                </button>
              </li>
            ))}
          </ul>
        )}
        <NameField
          label={t(texts.to)}
          hint={t(isGroup ? texts.groupHint : texts.toHint)}
          listLabel={t(texts.people)}
          value={typed}
          onValue={onTyped}
          suggestions={suggestions}
          onChoose={choose}
          onErase={() => drop(chosen.at(-1))}
          // For a group, Enter in the empty field creates it.
          startsBlank={isGroup && name === ''}
          inputRef={(element) => {
            field.current = element;
            firstFocus(element);
          }}
        >
          <button type="submit" class="primary" disabled={busy || names.length === 0}>
            {t(texts.begin)}
          </button>
        </NameField>
        {chat.me.value.registered && (
          <Check
            label={t(texts.several)}
            hint={t(texts.severalHint)}
            value={isGroup}
            onValue={(value) => {
              setGroup(value);
              if (!value) setChosen([]);
            }}
          />
        )}
        <Problem text={problem} />
      </form>
    </Dialog>
  );
}

function suggestion({ name, isHere, isKnown }: KnownPerson): Suggestion {
  const hint = isHere ? t(texts.hereNow) : isKnown ? t(texts.known) : '';
  return { name, isHere, hint };
}

/** A name that is not known: it may be a registered person who is offline. */
function stranger(name: string, known: readonly KnownPerson[]): Suggestion[] {
  if (known.some((one) => one.name === name)) return [];
  return nameMayExist(name) ? [{ name, isHere: false, hint: t(texts.stranger) }] : [];
}
