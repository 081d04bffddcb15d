/** Controls for the filters of a search, which edit its query. */
import { useId, useState } from 'preact/hooks';
import { ROOM_NAME_CODE_POINTS_MAX } from '../../../protocol/limits.ts';
import { orderedPeople, orderedRooms } from '../../state/order.ts';
import { filterOf, type SearchFilter, withFilter } from '../../text/search-filters.ts';
import { findTexts as texts } from '../../translations/find-texts.ts';
import { t } from '../../translations/texts.ts';
import { useChat } from '../context.ts';

interface FiltersProps {
  readonly query: string;
  readonly setQuery: (query: string) => void;
}

export function SearchFilters({ query, setQuery }: FiltersProps) {
  const chat = useChat();
  const [wasFiltered] = useState(() => /\b(?:from|with|before|after):/i.test(query));
  const current = chat.current.value;
  const rooms = orderedRooms(chat).map(({ name }) => name);
  const people = orderedPeople(chat).map(({ name }) => name);
  const me = chat.me.value.name;
  const writers = new Set([me, ...people, ...chat.directory.online.value]);
  const isHere = current !== null && filterOf(query, 'with') === current.name;
  const set = (filter: SearchFilter) => (value: string) =>
    setQuery(withFilter(query, filter, value));
  return (
    <details class="search-filters further" open={wasFiltered}>
      <summary>{t(texts.filters)}</summary>
      <div class="search-filters-body">
        <NameFilter
          label={t(texts.from)}
          value={filterOf(query, 'from')}
          onValue={set('from')}
          names={[...writers]}
        />
        <NameFilter
          label={t(texts.with)}
          value={filterOf(query, 'with')}
          onValue={set('with')}
          names={[...rooms, ...people]}
        />
        <DateFilter
          label={t(texts.after)}
          value={filterOf(query, 'after')}
          onValue={set('after')}
        />
        <DateFilter
          label={t(texts.before)}
          value={filterOf(query, 'before')}
          onValue={set('before')}
        />
        {current !== null && (
          <label class="check">
            <input
              type="checkbox"
              checked={isHere}
              onChange={() => set('with')(isHere ? '' : current.name)}
            />
            <bdi>{t(current.isRoom ? texts.onlyIn : texts.onlyWith, { name: current.name })}</bdi>
          </label>
        )}
      </div>
    </details>
  );
}

interface FilterProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function NameFilter({ label, value, onValue, names }: FilterProps & { names: readonly string[] }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        value={value}
        list={`${id}-names`}
        onInput={(event) => onValue(event.currentTarget.value)}
        // Each code point takes up to two UTF-16 units.
        maxLength={ROOM_NAME_CODE_POINTS_MAX * 2}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        dir="auto"
      />
      <datalist id={`${id}-names`}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}

function DateFilter({ label, value, onValue }: FilterProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="date"
        // A time is more exact than this control; it stays in the query until a date is chosen.
        value={/^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? ''}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </div>
  );
}
