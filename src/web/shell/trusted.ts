/**
 * The page's one policy of trusted types, the `chinwag` of its Content-Security-Policy: the only script that may be
 * named by a string is the service worker.
 */

const SERVICE_WORKER = './service-worker.js';

/** What is needed of the platform's interface, which TypeScript's library does not have yet. */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };

const policy = trustedTypes?.createPolicy('chinwag', {
  createScriptURL(url) {
    if (url !== SERVICE_WORKER) throw new TypeError('no script of this page');
    return url;
  },
});

/** To be given to `register()`; a string only where there are no trusted types. */
export const serviceWorkerUrl: string = policy?.createScriptURL(SERVICE_WORKER) ?? SERVICE_WORKER;
