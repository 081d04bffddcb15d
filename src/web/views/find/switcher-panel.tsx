/** The switcher: opens a conversation by a few letters of its name. */
import { batch } from '@preact/signals';
import { ArrowRight } from 'lucide';
import { useEffect, useId, useState } from 'preact/hooks';
import type { RoomDescription } from '../../../client/browser.ts';
import { ROOM_SEARCH_CHARACTERS_MAX } from '../../../protocol/limits.ts';
import { isComposing } from '../../shell/keys.ts';
import type { Chat } from '../../state/chat.ts';
import { problemOf } from '../../state/problems.ts';
import { findTexts as texts } from '../../translations/find-texts.ts';
import { t } from '../../translations/texts.ts';
import { type PageContext, useChat, usePage } from '../context.ts';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icon.tsx';
import { useFreshOnline } from '../use-fresh.ts';
import { DestinationView } from './destination-view.tsx';
import { type Command, type Destination, destinationsOf } from './destinations.ts';
import { firstFocus } from './first-focus.ts';
import '../../styles/find.css';

export function SwitcherPanel() {
  const chat = useChat();
  const page = usePage();
  const { panels } = page;
  const [query, setQuery] = useState('');
  const [chosen, setActive] = useState(0);
  const { rooms, problem } = useRooms(chat, query);
  const list = useId();
  const field = useId();
  useFreshOnline();

  const last = chat.me.value.registered ? searchFor(page, query.trim()) : [];
  const destinations = destinationsOf(chat, query, rooms, commandsOf(page, chat), last);
  const active = Math.min(chosen, destinations.length - 1);
  useEffect(() => {
    document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const go = (destination: Destination | undefined) => {
    if (destination === undefined) return;
    if (destination.kind === 'command') return destination.act();
    batch(() => {
      panels.close();
      chat.open(destination.name);
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const { length } = destinations;
    const move = MOVES[event.key];
    if (move !== undefined && length > 0) setActive((active + move + length) % length);
    else if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) panels.close();
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title={t(texts.goTo)} onClose={() => panels.close()} place="top">
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault();
          go(destinations[active]);
        }}
      >
        <label for={field} class="hidden-label">
          {t(texts.goToHint)}
        </label>
        <input
          ref={firstFocus}
          id={field}
          role="combobox"
          value={query}
          placeholder={t(texts.goToHint)}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          aria-expanded={destinations.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          dir="auto"
          enterkeyhint="go"
        />
      </form>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="destinations">
        <div role="listbox" id={list} aria-label={t(texts.destinations)}>
          {destinations.map((destination, at) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field, which has the focus
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
            <div
              key={`${destination.kind} ${destination.name}`}
              id={`${list}-${at}`}
              role="option"
              aria-selected={at === active}
              onMouseMove={({ movementX, movementY }) => {
                // A pointer that rests does not select items that move below it.
                if (movementX !== 0 || movementY !== 0) setActive(at);
              }}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => go(destination)}
            >
              {destination.kind === 'command' ? (
                <>
                  <Icon drawing={ArrowRight} size={16} />
                  <bdi>{destination.name}</bdi>
                  <span class="soft">{t(texts.command)}</span>
                </>
              ) : (
                <DestinationView destination={destination} />
              )}
            </div>
          ))}
        </div>
        <p class="soft" role="status">
          {destinations.length === 0 && t(texts.noDestination)}
        </p>
      </div>
    </Dialog>
  );
}

const MOVES: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

function commandsOf({ panels, preferences }: PageContext, chat: Chat): Command[] {
  const command = (name: string, act: () => void): Command => ({ kind: 'command', name, act });
  const themed = (name: string, theme: typeof preferences.theme.value) =>
    command(name, () => {
      preferences.theme.value = theme;
      panels.close();
    });
  return [
    ...panels
      .commandsFor(chat.me.value)
      .map(({ name, panel }) => command(t(name), () => panels.show(panel))),
    themed(t(texts.themeLight), 'light'),
    themed(t(texts.themeDark), 'dark'),
    themed(t(texts.themeSystem), 'system'),
  ];
}

function searchFor({ panels }: PageContext, query: string): Command[] {
  if (query === '') return [];
  const name = t(texts.searchThis, { query });
  return [{ kind: 'command', name, act: () => panels.show({ kind: 'search', query }) }];
}

/** The pause in typing before the server is asked, in milliseconds. */
const PAUSE_MS = 200;
const ROOMS_MAX = 10;

/** Rooms with `query` in their names, looked up after a pause in typing. */
function useRooms(chat: Chat, query: string) {
  const [rooms, setRooms] = useState<readonly RoomDescription[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const find = query.trim().slice(0, ROOM_SEARCH_CHARACTERS_MAX);
  useEffect(() => {
    if (find === '') {
      setRooms([]);
      return;
    }
    let isOld = false;
    const cancel = chat.after(PAUSE_MS, async () => {
      try {
        const page = await chat.client.rooms({ find, limit: ROOMS_MAX });
        if (isOld) return;
        setRooms(page.rooms);
        setProblem(null);
      } catch (error) {
        if (!isOld) setProblem(problemOf(error));
      }
    });
    return () => {
      isOld = true;
      cancel();
    };
  }, [find]);
  return { rooms, problem };
}
