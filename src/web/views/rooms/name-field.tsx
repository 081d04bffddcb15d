/** A field for a name with suggestions, chosen by arrow keys or a press (WAI-ARIA, combobox). */
import type { ComponentChildren, Ref } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { isComposing } from '../../shell/keys.ts';
import { PersonName } from '../person-name.tsx';
import '../../styles/rooms.css';

export interface Suggestion {
  readonly name: string;
  /** What is known of the person. */
  readonly hint: string;
  readonly isHere: boolean;
}

interface NameFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** The label of the list. */
  readonly listLabel: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly suggestions: readonly Suggestion[];
  readonly onChoose: (name: string) => void;
  /** Does Enter choose nothing until an item is selected? */
  readonly startsBlank?: boolean;
  /** Called for Backspace in the empty field. */
  readonly onErase?: () => void;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** Elements beside the field. */
  readonly children?: ComponentChildren;
}

const MOVES: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

export function NameField(props: NameFieldProps) {
  const { label, hint, listLabel, value, onValue, suggestions, onChoose, onErase } = props;
  const { startsBlank = false, inputRef, children } = props;
  const id = useId();
  /** The selected index; null if no arrow key was used since the last typing. */
  const [wanted, setActive] = useState<number | null>(null);
  const { length } = suggestions;
  const active = Math.min(wanted ?? (startsBlank ? -1 : 0), length - 1);
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const choose = (name: string) => {
    setActive(null);
    onChoose(name);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const move = MOVES[event.key];
    const chosen = suggestions[active];
    if (move !== undefined && length > 0) {
      setActive(active < 0 && move < 0 ? length - 1 : (active + move + length) % length);
    } else if (event.key === 'Enter' && chosen !== undefined) choose(chosen.name);
    else if (event.key === 'Backspace' && value === '' && onErase !== undefined) onErase();
    else return;
    event.preventDefault();
  };
  return (
    <div class="name-field">
      <div class="one-line">
        <div class="field">
          <label for={id}>{label}</label>
          <input
            id={id}
            ref={inputRef ?? null}
            role="combobox"
            value={value}
            onInput={(event) => {
              setActive(null);
              onValue(event.currentTarget.value);
            }}
            onKeyDown={onKeyDown}
            aria-expanded={length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
            aria-describedby={hint === undefined ? undefined : `${id}-hint`}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            dir="auto"
          />
        </div>
        {children}
      </div>
      {hint !== undefined && (
        <span class="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <div class="name-list" role="listbox" id={`${id}-list`} aria-label={listLabel}>
        {suggestions.map((one, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field, which has the focus
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
          <div
            key={one.name}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(one.name)}
          >
            <span class={`presence presence-${one.isHere ? 'here' : 'offline'}`} />
            <PersonName name={one.name} />
            {one.hint !== '' && <span class="soft">{one.hint}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}
