/** A test page with only the functions of this folder, built in place of main.tsx for test/web-shell.test.ts. */
import { showAttention } from './attention.ts';
import { askPermission, notify, onOpen, takeOpened, withdraw } from './notifications.ts';
import { checkForUpdate, registerServiceWorker, update } from './registration.ts';
import { playSound } from './sound.ts';

const opened: string[] = [];
onOpen((conversation) => opened.push(conversation));
void registerServiceWorker();
/** Called before any gesture on the page. */
const playedEarly = playSound();

Object.assign(globalThis, {
  shell: {
    askPermission,
    checkForUpdate,
    notify,
    opened,
    playedEarly,
    playSound,
    showAttention,
    takeOpened,
    update,
    withdraw,
  },
});
