/** Loads rarely opened views on demand, so that the page starts with less; the service worker has them cached. */
import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { problemTexts as texts } from '../translations/problem-texts.ts';
import { t } from '../translations/texts.ts';
import { usePage } from './context.ts';

/** A view that `load` fetches once; it renders nothing meanwhile, and an error if that fails. */
export function lazily(load: () => Promise<ComponentType>): FunctionComponent {
  let loaded: ComponentType | null = null;
  return function Lazy() {
    const { panels } = usePage();
    const [View, setView] = useState<ComponentType | null>(() => loaded);
    useEffect(() => {
      if (View !== null) return;
      let isWanted = true;
      load().then(
        (view) => {
          loaded = view;
          if (isWanted) setView(() => view);
        },
        () => {
          if (isWanted)
            panels.show({ kind: 'problem', title: t(texts.notHad), text: t(texts.notConnected) });
        },
      );
      return () => {
        isWanted = false;
      };
    }, []);
    return View === null ? null : <View />;
  };
}
