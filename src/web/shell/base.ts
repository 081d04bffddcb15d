/** The base URL of the server: the folder of the page, which a proxy may put below a path of its own. */

/** Ends with a slash. */
export function base(): URL {
  return new URL('.', location.href);
}
