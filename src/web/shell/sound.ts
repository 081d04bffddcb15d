/** The sound of a message: two short notes, made here, so that there is no file to load. */

/** Hertz: a fifth up. */
const NOTES = [587.33, 880];
const NOTE_SECONDS = 0.09;
const RISE_SECONDS = 0.01;
const FADE_SECONDS = 0.25;
/** Of what the system plays at most: to be heard in a quiet room. */
const LOUDNESS = 0.06;

/** What counts as a gesture: browsers let no page sound before one, and some not again after the machine slept. */
const GESTURES = ['pointerup', 'keydown'] as const;

let context: AudioContext | null = null;

/** Plays it, and answers true; or, where that is not allowed yet, asks for it at the next gesture for the next time. */
export function playSound(): boolean {
  if (!navigator.userActivation?.hasBeenActive) {
    atNextGesture();
    return false;
  }
  context ??= new AudioContext();
  if (context.state !== 'running') {
    void context.resume().catch(() => undefined);
    atNextGesture();
    // One that was made just now waits for its beginning itself; what is old news by then is not to be heard.
    if (context.currentTime > 0) return false;
  }
  for (const [index, hertz] of NOTES.entries()) {
    playNote(context, hertz, context.currentTime + index * NOTE_SECONDS);
  }
  return true;
}

function atNextGesture(): void {
  for (const gesture of GESTURES) addEventListener(gesture, begin, true);
}

function begin(): void {
  for (const gesture of GESTURES) removeEventListener(gesture, begin, true);
  context ??= new AudioContext();
  void context.resume().catch(() => undefined);
}

function playNote(audio: AudioContext, hertz: number, start: number): void {
  const end = start + FADE_SECONDS;
  const tone = new OscillatorNode(audio, { type: 'triangle', frequency: hertz });
  const loudness = new GainNode(audio, { gain: 0 });
  // Neither begins nor ends with a click.
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, start + RISE_SECONDS);
  loudness.gain.exponentialRampToValueAtTime(LOUDNESS / 500, end);
  tone.connect(loudness).connect(audio.destination);
  tone.start(start);
  tone.stop(end);
}
