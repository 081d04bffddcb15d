/**
 * The page's only trusted types policy, `chinwag` in its Content-Security-Policy: it allows one script URL, that of
 * the service worker.
 */

const SERVICE_WORKER = './service-worker.js';

/** The part of the platform's interface used here, which TypeScript's library lacks. */
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

/** The argument of `register()`; a plain string in browsers without trusted types. */
export const serviceWorkerUrl: string = policy?.createScriptURL(SERVICE_WORKER) ?? SERVICE_WORKER;
