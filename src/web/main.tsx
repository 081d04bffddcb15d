/** The entry point of the web client. */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { connect } from '../client/browser.ts';
import { heardList } from './heard-list.ts';
import { panelList } from './panel-list.ts';
import { base } from './shell/base.ts';
import { deviceName } from './shell/device.ts';
import { Drafts } from './shell/drafts.ts';
import { remembered } from './shell/remembered.ts';
import { postJson, reachServer } from './shell/requests.ts';
import { watchSight } from './shell/sight.ts';
import { browserStore, onStored } from './shell/storage.ts';
import { surround } from './shell/surroundings.ts';
import { Tab } from './shell/tab.ts';
import { App } from './state/app.ts';
import { Panels } from './state/panels.ts';
import { Preferences } from './state/preferences.ts';
import { language } from './translations/texts.ts';
import { ContextProvider } from './views/context.ts';
import { typesOnScreen } from './views/focus.ts';
import { Page } from './views/page.tsx';
import type { PanelEntry } from './views/panel.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/forced-colors.css';

const tab = new Tab();
Drafts.takeBack(tab);
const url = new URL('ws', base().href.replace(/^http/, 'ws'));

const app = new App({
  connect: (options) => connect(url, options),
  now: Date.now,
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  device: deviceName(navigator.userAgent),
  remembered,
  draftsOf: (me) => new Drafts(tab, me),
  heard: heardList,
  post: postJson,
  reach: reachServer,
});
const preferences = new Preferences(browserStore, onStored, typesOnScreen());
const panels = new Panels(panelList.flatMap(({ command }: PanelEntry) => command ?? []));

document.documentElement.lang = language;
effect(() => {
  const theme = preferences.theme.value;
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
});

watchSight(document.documentElement, window.visualViewport);
surround({ app, preferences, panels }, tab);
render(
  <ContextProvider value={{ app, preferences, panels }}>
    <Page />
  </ContextProvider>,
  document.getElementById('app') as HTMLElement,
);
void app.start();
