// Puts the checkout's manifest back (prepack.mjs).
import { renameSync } from 'node:fs';

renameSync('.package.json.checkout', 'package.json');
