/** The search dialog. */
import { Search as SearchIcon } from 'lucide';
import { useEffect, useId, useState } from 'preact/hooks';
import { parseSearch, SEARCH_CHARACTERS_MAX } from '../../../protocol/search-query.ts';
import { isComposing } from '../../shell/keys.ts';
import { Search } from '../../state/search.ts';
import { findTexts as texts } from '../../translations/find-texts.ts';
import { t } from '../../translations/texts.ts';
import { useChat, usePage } from '../context.ts';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icon.tsx';
import type { Titled } from '../panel.ts';
import { Findings } from './findings.tsx';
import { firstFocus } from './first-focus.ts';
import { SearchFilters } from './search-filters.tsx';
import '../../styles/find.css';

export function SearchPanel({ title, query }: Titled & { query: string }) {
  const { panels } = usePage();
  const { registered } = useChat().me.value;
  return (
    <Dialog title={title} onClose={() => panels.close()} place="top">
      {registered ? <SearchForm given={query} /> : <ForGuests />}
    </Dialog>
  );
}

function ForGuests() {
  const { panels } = usePage();
  return (
    <>
      <p>{t(texts.guests)}</p>
      <div class="actions">
        <button type="button" class="primary" onClick={() => panels.show({ kind: 'settings' })}>
          {t(texts.register)}
        </button>
      </div>
    </>
  );
}

function SearchForm({ given }: { given: string }) {
  const chat = useChat();
  const [query, setQuery] = useState(given);
  const [search] = useState(() => new Search(chat.client, -new Date().getTimezoneOffset()));
  const field = useId();
  const problem = search.problem.value;
  useEffect(() => {
    // A filter alone is not searched for yet: words are about to follow.
    const parsed = parseSearch(given);
    if (typeof parsed !== 'string' && parsed.phrases.length > 0) void search.find(given);
  }, []);
  return (
    <>
      <search>
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            void search.find(query);
          }}
        >
          <div class="field">
            <label for={field}>{t(texts.searchFor)}</label>
            <div class="search-line">
              <input
                ref={firstFocus}
                id={field}
                enterkeyhint="search"
                value={query}
                onInput={(event) => setQuery(event.currentTarget.value)}
                maxLength={SEARCH_CHARACTERS_MAX}
                autocomplete="off"
                autocapitalize="off"
                spellcheck={false}
                dir="auto"
                aria-describedby={`${field}-hint`}
                onKeyDown={(event) => {
                  if (event.key !== 'ArrowDown' || isComposing(event)) return;
                  const first = document.querySelector<HTMLElement>('.findings button');
                  if (first === null) return;
                  event.preventDefault();
                  first.focus();
                }}
              />
              <button type="submit" class="primary" disabled={query.trim() === ''}>
                <Icon drawing={SearchIcon} />
                {t(texts.find)}
              </button>
            </div>
            <span class="field-hint" id={`${field}-hint`}>
              {t(texts.searchHint)}
            </span>
          </div>
          <SearchFilters query={query} setQuery={setQuery} />
        </form>
      </search>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Findings search={search} toField={() => document.getElementById(field)?.focus()} />
    </>
  );
}
