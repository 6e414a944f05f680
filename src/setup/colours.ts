/** Reads CSS colours of every notation, by letting the browser paint them. */
import type { Colour } from './contrast.js';

let pixel: CanvasRenderingContext2D | null = null;

/** The colours of a value: one of a colour, several of a gradient, none of what is neither. */
export function readColours(value: string): Colour[] {
  const gradient = /^[a-z-]*gradient\((.*)\)$/is.exec(value.trim())?.[1];
  if (gradient === undefined) return [readColour(value)].filter((colour) => colour !== null);
  return splitList(gradient)
    .map((part) => readColour(part.replace(/(?:\s+-?[\d.]+(?:%|px|deg|turn|r?em))+$/i, '')))
    .filter((colour) => colour !== null);
}

/** `#rrggbb`, without the opacity. */
export function toHexadecimal([red, green, blue]: Colour): string {
  return `#${[red, green, blue].map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

function readColour(value: string): Colour | null {
  if (!CSS.supports('color', value)) return null;
  pixel ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  });
  if (pixel === null) return null;
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = value;
  pixel.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = pixel.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

/** The parts between the commas that stand in no brackets. */
function splitList(text: string): string[] {
  return text.split(/,(?![^(]*\))/).map((part) => part.trim());
}
