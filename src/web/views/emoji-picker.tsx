/** The emoji picker: recent emoji and all groups, or the results of a search. */
import { memo } from 'preact/compat';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isComposing } from '../shell/keys.ts';
import { type Emoji, loadEmoji } from '../text/emoji-data.ts';
import { emojiTexts as texts } from '../translations/emoji-texts.ts';
import { t } from '../translations/texts.ts';
import { type EmojiPosition, movedTo } from './emoji-moves.ts';
import { remember, type Section, sectionsOf } from './emoji-sections.ts';
import { typesOnScreen } from './focus.ts';
import { usePopover } from './popover.ts';
import '../styles/emoji-picker.css';

interface EmojiPickerProps {
  readonly onChoose: (emoji: string) => void;
  readonly onClose: () => void;
}

/** Place it at the end of the element with the button (`aria-expanded`) that opens it. */
export function EmojiPicker({ onChoose, onClose }: EmojiPickerProps) {
  const [all, setAll] = useState<readonly Emoji[]>([]);
  const [query, setQuery] = useState('');
  const [isMissing, setMissing] = useState(false);
  const picker = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  usePopover(picker);
  useLeaving(picker, onClose);
  // A layout effect, so that the picker gets the very next key.
  useLayoutEffect(() => {
    // An on-screen keyboard would hide the emoji.
    (typesOnScreen() ? picker : field).current?.focus();
    loadEmoji().then(setAll, () => setMissing(true));
  }, []);
  const sections = useMemo(() => sectionsOf(all, query), [all, query]);
  const count = sections.reduce((sum, { emoji }) => sum + emoji.length, 0);

  const choose = (emoji: string) => {
    remember(emoji);
    onChoose(emoji);
  };
  const focus = (position: EmojiPosition) => {
    const group = list.current?.children[position.group];
    const option = group?.querySelectorAll<HTMLElement>('[role=option]')[position.at];
    option?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (isComposing(event)) return;
    const { key, target } = event;
    const position = positionOf(list.current, target);
    if (key === 'Escape') onClose();
    else if (position === null) {
      if (key !== 'ArrowDown') return;
      focus({ group: 0, at: 0 });
    } else {
      const next = movedTo(
        sections.map(({ emoji }) => emoji.length),
        position,
        key,
        columnsOf(list.current),
      );
      if (next === undefined) return;
      if (next === null) field.current?.focus();
      else focus(next);
    }
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    if (option?.textContent) choose(option.textContent);
  };

  return (
    <div
      class="emoji-picker"
      ref={picker}
      popover="manual"
      role="dialog"
      aria-label={t(texts.choose)}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onClick={stop}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const first = sections[0]?.emoji[0];
          if (query.trim() !== '' && first !== undefined) choose(first.emoji);
        }}
      >
        <input
          ref={field}
          type="search"
          aria-label={t(texts.find)}
          placeholder={t(texts.find)}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      </form>
      {isMissing && (
        <p class="problem" role="alert">
          {t(texts.missing)}
        </p>
      )}
      <p class={count === 0 ? 'soft' : 'hidden-label'} role="status">
        {query.trim() !== '' &&
          all.length > 0 &&
          t(count === 0 ? texts.none : texts.found, { count })}
      </p>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys press the buttons inside */}
      <div
        class="emoji-list"
        ref={list}
        role="listbox"
        aria-label={t(texts.emoji)}
        onClick={onClick}
      >
        {sections.map((section, at) => (
          <EmojiGroup key={section.name} section={section} isFirst={at === 0} />
        ))}
      </div>
      {sections.length > 1 && (
        <div class="emoji-places">
          {sections.map(({ sign, name }, group) => (
            <button
              key={name}
              type="button"
              class="icon-button"
              aria-label={name}
              title={name}
              onClick={() => {
                list.current?.children[group]?.scrollIntoView({ block: 'start' });
                focus({ group, at: 0 });
              }}
            >
              {sign}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

interface EmojiGroupProps {
  readonly section: Section;
  readonly isFirst: boolean;
}

const EmojiGroup = memo(function EmojiGroup({ section, isFirst }: EmojiGroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a list, not of a form
    <div class="emoji-group" role="group" aria-label={section.name}>
      <div class="label soft" aria-hidden="true">
        {section.name}
      </div>
      <div class="emoji-grid" role="presentation">
        {section.emoji.map(({ emoji, label }, at) => (
          <button
            key={emoji}
            type="button"
            role="option"
            aria-selected="false"
            class="icon-button"
            tabIndex={isFirst && at === 0 ? 0 : -1}
            aria-label={label}
            title={label}
          >
            {emoji}
          </button>
        ))}
      </div>
    </div>
  );
});

/** The number of columns, which depends on the width. */
function columnsOf(list: HTMLElement | null): number {
  const grid = list?.querySelector('.emoji-grid');
  return grid == null ? 1 : getComputedStyle(grid).gridTemplateColumns.split(' ').length;
}

/** The position of the focused emoji; null if none is. */
function positionOf(list: HTMLElement | null, target: EventTarget | null): EmojiPosition | null {
  const option = target instanceof Element ? target.closest('[role=option]') : null;
  const group = option?.closest('[role=group]');
  if (option == null || group == null || !list?.contains(group)) return null;
  const at = [...group.querySelectorAll('[role=option]')].indexOf(option);
  return { group: [...list.children].indexOf(group), at };
}

/** Closes the picker on a press elsewhere, and returns the focus to where it was, unless it has moved. */
function useLeaving(picker: { readonly current: HTMLElement | null }, onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useLayoutEffect(() => {
    const element = picker.current;
    const beside = element?.parentElement;
    const before = document.activeElement;
    const opener = beside?.querySelector('[aria-expanded=true]') ?? before;
    const leave = ({ target }: Event) => {
      // The button that opened the picker closes it by itself.
      if (!(target instanceof Node) || element?.contains(target) || opener?.contains(target))
        return;
      close.current();
    };
    document.addEventListener('pointerdown', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      // The focused element may be gone already.
      const { activeElement: now, body } = document;
      const isHere = now === null || now === body || element?.contains(now);
      const goal = before === body || !before?.isConnected ? opener : before;
      if (isHere && goal instanceof HTMLElement) goal.focus();
    };
  }, []);
}

function stop(event: Event): void {
  event.stopPropagation();
}
