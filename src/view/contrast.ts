/**
 * Keeps text readable on every surface, whatever colours are set. Each text is painted in its colour as far as the
 * contrast of WCAG allows: where it misses that, it is mixed with black or white until it does not. The edges of controls
 * and the rings of the focus are painted like texts. Called after the variables were set.
 */
import type { VariableName } from '../settings/config.js';

/** What the texts on a surface are painted with, and the variable from which each comes. */
const TEXTS: Partial<Record<VariableName, Record<string, VariableName | 'error-color'>>> = {
  'header-opened-background-color': {
    title: 'header-title-text-color',
    subtitle: 'header-subtitle-text-color',
    cross: 'close-button-color',
  },
  'background-color': {
    ink: 'text-color',
    quiet: 'light-text-color',
    link: 'main-color',
    problem: 'error-color',
  },
  'main-color': { 'on-main': 'header-title-text-color' },
  'bubble-dark-color': { 'on-dark': 'header-title-text-color' },
  'bubble-light-color': { 'on-light': 'text-color', 'link-on-light': 'main-color' },
  'badge-background-color': { count: 'badge-color' },
};

/** Of text, by WCAG 2: AA, and AAA for who asks for more. */
const AA = 4.5;
const AAA = 7;
/** Luminance at which black and white have the same contrast. */
const MIDDLE = 0.179;

/** Red, green, blue, and alpha unless it is opaque. */
type Colour = readonly number[];

/** @param root The element on which the variables stand; it must be in a document. */
export function keepReadable(root: HTMLElement): void {
  const least = matchMedia('(prefers-contrast: more)').matches ? AAA : AA;
  const painted: [name: string, colour: string][] = [];
  const probe = root.appendChild(document.createElement('i'));
  const variables = getComputedStyle(probe);
  /** Any notation of a colour; what is none, such as a gradient, comes out as nothing. */
  const read = (colour: string, below: Colour): Colour => {
    probe.style.color = '';
    probe.style.color = `color-mix(in srgb,${colour},${colour})`;
    const channels = probe.style.color && variables.color.match(/-?[\d.]+(?:e-\d+)?/g);
    return channels ? over(channels.map(Number), below) : [];
  };
  const valueOf = (name: string): string => variables.getPropertyValue(`--${name}`);
  const page = read(valueOf('background-color'), [1, 1, 1]);
  for (const [surface, texts] of Object.entries(TEXTS)) {
    const below = read(valueOf(surface), page);
    const end = luminance(below) > MIDDLE ? '#000' : '#fff';
    for (const [name, text] of Object.entries(texts)) {
      // By reference: what the page sets later is seen at once.
      let colour = `var(--${text})`;
      for (let share = 90; share >= 0 && contrast(read(colour, below), below) < least; share -= 10) {
        colour = `color-mix(in srgb,var(--${text}) ${String(share)}%,${end})`;
      }
      painted.push([`--${name}`, colour]);
    }
  }
  probe.remove();
  // Not before all is read: the browser works out every style anew after each of them.
  for (const [name, colour] of painted) root.style.setProperty(name, colour);
}

function over(colour: Colour, below: Colour): Colour {
  const [, , , alpha = 1] = colour;
  return below.map((channel, i) => (colour[i] ?? 0) * alpha + channel * (1 - alpha));
}

/** Not a number, when one is no colour. */
function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Colour): number {
  const [red = NaN, green = NaN, blue = NaN] = colour.map((channel) =>
    channel > 0.04 ? ((channel + 0.055) / 1.055) ** 2.4 : channel / 12.92,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
