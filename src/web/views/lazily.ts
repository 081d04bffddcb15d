/**
 * Loads views that the page does not begin with, so that it starts with less. They are fetched once the chat is shown,
 * before anybody opens them.
 */
import { type ComponentType, type FunctionComponent, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { problemTexts as texts } from '../translations/problem-texts.ts';
import { t } from '../translations/texts.ts';
import { usePage } from './context.ts';

const ahead: (() => Promise<unknown>)[] = [];

/** Fetches all of them; one that cannot be had is fetched again when it is opened. */
export function loadAhead(): void {
  for (const load of ahead) load().catch(() => {});
}

/** A view that `load` fetches; it renders nothing meanwhile, and an error if that fails. */
export function lazily<Given extends object>(
  load: () => Promise<ComponentType<Given>>,
): FunctionComponent<Given> {
  let loaded: ComponentType<Given> | null = null;
  const fetchView = async () => {
    loaded ??= await load();
    return loaded;
  };
  ahead.push(fetchView);
  return function Lazy(given: Given) {
    const { panels } = usePage();
    const [View, setView] = useState<ComponentType<Given> | null>(() => loaded);
    useEffect(() => {
      if (View !== null) return;
      let isWanted = true;
      fetchView().then(
        (view) => {
          if (isWanted) setView(() => view);
        },
        () => {
          if (isWanted)
            panels.show({
              kind: 'problem',
              title: t(texts.unavailable),
              text: t(texts.notConnected),
            });
        },
      );
      return () => {
        isWanted = false;
      };
    }, []);
    return View === null ? null : h(View, given);
  };
}
