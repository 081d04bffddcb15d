/**
 * The part of the page that is in sight above a keyboard on the screen. Where the browser does not make the page smaller
 * by itself (iOS moves it up instead, and has the last messages and the field somewhere below), the styles do by this.
 */

/** Less than that is rounding, in pixels. */
const SLACK = 1;

type Sight = Pick<
  VisualViewport,
  'height' | 'offsetTop' | 'scale' | 'addEventListener' | 'removeEventListener'
>;

/** Keeps `--sight`, `--sight-top` and `--sight-bottom` of `root` until the page is gone. */
export function watchSight(root: HTMLElement, sight: Sight | null): void {
  if (sight === null) return;
  const look = () => {
    const { height, offsetTop, scale } = sight;
    const whole = root.clientHeight;
    const hidden = whole - height;
    // Two fingers that make the page larger cover nothing.
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
