/** Colours of names: steady, and legible. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { COLOURS, nameColour } from './name-colour.ts';

const styles = join(import.meta.dirname, '..', 'styles');
const names = readFileSync(join(styles, 'names.css'), 'utf8');
const tokens = readFileSync(join(styles, 'tokens.css'), 'utf8');

/** WCAG 2.2 AA, for text. */
const CONTRAST = 4.5;

type Rgb = readonly [number, number, number];

/** Linear light of an oklch colour (Ottosson's matrices, as CSS Color 4 has them). */
function ofOklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function ofHex(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The surfaces that names stand on: in the light, in the dark. */
function surface(token: string): [Rgb, Rgb] {
  const found = new RegExp(`--${token}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens);
  assert.ok(found?.[1] && found[2], token);
  return [ofHex(found[1]), ofHex(found[2])];
}

/** Of each name, in the light and in the dark: lightness, chroma, hue. */
const colours = [
  ...names.matchAll(
    /light-dark\(oklch\((\d+)% ([\d.]+) (\d+)\), oklch\((\d+)% ([\d.]+) (\d+)\)\)/g,
  ),
];

/** A colour as it is shown, where those that differ as much to the eye are as far apart. */
function ofLight([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** In oklab; a difference of about 0.02 can just be seen. */
const DISTANCE = 0.07;

test('no two colours look alike', () => {
  for (const at of [1, 4]) {
    const shown = colours.map((rule) => {
      const [lightness = 0, chroma = 0, hue = 0] = rule.slice(at, at + 3).map(Number);
      return ofLight(ofOklch(lightness / 100, chroma, hue));
    });
    for (const [first, [l, a, b]] of shown.entries()) {
      for (const [next, [l2, a2, b2]] of shown.slice(first + 1).entries()) {
        const distance = Math.hypot(l - l2, a - a2, b - b2);
        assert.ok(distance >= DISTANCE, `${first} and ${first + 1 + next}: ${distance}`);
      }
    }
  }
});

test('every colour is legible on every surface', () => {
  assert.equal(colours.length, COLOURS);
  for (const token of ['paper', 'surface', 'raised', 'hover', 'mark', 'accent-soft']) {
    const [light, dark] = surface(token);
    for (const [rule, ...numbers] of colours) {
      const [l1 = 0, c1 = 0, h1 = 0, l2 = 0, c2 = 0, h2 = 0] = numbers.map(Number);
      const inLight = contrast(ofOklch(l1 / 100, c1, h1), light);
      const inDark = contrast(ofOklch(l2 / 100, c2, h2), dark);
      assert.ok(inLight >= CONTRAST, `${rule} on ${token} in the light: ${inLight}`);
      assert.ok(inDark >= CONTRAST, `${rule} on ${token} in the dark: ${inDark}`);
    }
  }
});

test('a name has one colour however it is written, and names have many', () => {
  assert.equal(nameColour('Alice'), nameColour('alice'));
  const all = new Set(Array.from({ length: 200 }, (_, at) => nameColour(`person ${at}`)));
  assert.equal(all.size, COLOURS);
});
