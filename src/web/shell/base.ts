/** Where this server is for the browser: the folder of the page, which a proxy may have below a path of its own. */

/** Ends with a slash. */
export function base(): URL {
  return new URL('.', location.href);
}
