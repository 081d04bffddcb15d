/** The sound of a message: two short notes, synthesized so that no file has to be loaded. */

/** Hertz: a fifth up. */
const NOTES = [587.33, 880];
const NOTE_SECONDS = 0.09;
const RISE_SECONDS = 0.01;
const FADE_SECONDS = 0.25;
/** A part of the system's full volume, audible in a quiet room. */
const LOUDNESS = 0.06;

/** User gestures: browsers allow no sound before one, and some require another after the machine slept. */
const GESTURES = ['pointerup', 'keydown'] as const;

let context: AudioContext | null = null;

/** Plays the sound and returns true; or, if not allowed yet, returns false and unlocks it at the next gesture. */
export function playSound(): boolean {
  if (!navigator.userActivation?.hasBeenActive) {
    atNextGesture();
    return false;
  }
  context ??= new AudioContext();
  if (context.state !== 'running') {
    void context.resume().catch(() => undefined);
    atNextGesture();
    // A new context plays as soon as it starts; one that was suspended would play the sound too late.
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
  // Fades in and out, to avoid clicks.
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, start + RISE_SECONDS);
  loudness.gain.exponentialRampToValueAtTime(LOUDNESS / 500, end);
  tone.connect(loudness).connect(audio.destination);
  tone.start(start);
  tone.stop(end);
}
