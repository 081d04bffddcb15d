/**
 * Measures the part of the page that is visible above an on-screen keyboard, for the styles to fit the page into. iOS
 * does not shrink the page but moves it up, which would put the last messages and the field out of sight.
 */

/** Tolerance for rounding, in pixels. */
const SLACK = 1;

type Sight = Pick<
  VisualViewport,
  'height' | 'offsetTop' | 'scale' | 'addEventListener' | 'removeEventListener'
>;

/** Keeps `--sight`, `--sight-top` and `--sight-bottom` of `root` up to date, for as long as the page exists. */
export function watchSight(root: HTMLElement, sight: Sight | null): void {
  if (sight === null) return;
  const look = () => {
    const { height, offsetTop, scale } = sight;
    const whole = root.clientHeight;
    const hidden = whole - height;
    // Pinch zoom covers nothing.
    const isCovered = hidden > SLACK && Math.abs(scale - 1) < 0.01;
    set('--sight', isCovered ? height : null);
    set('--sight-top', isCovered ? offsetTop : null);
    set('--sight-bottom', isCovered ? Math.max(0, hidden - offsetTop) : null);
  };
  const set = (name: string, pixels: number | null) => {
    if (pixels === null) root.style.removeProperty(name);
    else root.style.setProperty(name, `${pixels}px`);
  };
  look();
  sight.addEventListener('resize', look);
  sight.addEventListener('scroll', look);
}
