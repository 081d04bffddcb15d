/** The logo of Chinwag, two people with a word between them, in the colour of the surrounding text. */

/** Hidden from screen readers: the name or a label is beside it. */
export function Logo({ size = 40 }: { size?: number }) {
  return (
    <svg
      class="logo"
      width={size}
      height={size}
      viewBox="0 0 128 128"
      fill="currentColor"
      aria-hidden="true"
    >
      <path d="M28 0h6c4 10 9 17 11 27 1 5-1 8 0 12l9 15c1 2 0 4-3 4l-4 1c-2 1-1 3 0 4l2 3-8 5 8 4c1 2-1 3-1 5 0 3 2 6 1 9-2 7-9 8-17 8-5 0-7 3-7 8 0 8 3 16 4 23H28a28 28 0 0 1-28-28V28A28 28 0 0 1 28 0z" />
      <path d="M100 0h-3c-6 9-11 17-12 27 0 5 2 8 1 12l-8 14c-1 3 1 4 4 5 1 1 2 3 0 5-1 2-2 4-1 6l2 2c-2 1-3 3-2 5 0 3 2 4 1 7-1 3-2 6 0 10 2 6 9 7 16 7 6 0 8 3 7 9-1 6-5 12-6 19H100a28 28 0 0 0 28-28V28A28 28 0 0 0 100 0z" />
      <circle cx="67" cy="71" r="7" />
    </svg>
  );
}
