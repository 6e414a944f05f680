/**
 * Reads the screen of Xvfb from the file that it keeps it in. WebKitWebDriver's own screenshot calls never answer
 * without a compositor, so this is how a picture of a page is made. Called by `page.mjs`.
 */
import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';

/** Positions of the fields of an XWD header, counted in 32-bit words. */
const FIELD = { headerBytes: 0, width: 4, height: 5, bitsPerPixel: 11, bytesPerLine: 12, colours: 19 };
const COLOUR_BYTES = 12;
const PIXEL_BYTES = 4;

/**
 * Cuts the upper left corner out of a screen.
 *
 * @param {string} file The screen's XWD file, with 32 bits a pixel.
 * @param {{width: number, height: number}} size Size of the corner, in pixels; what lies beyond the screen is left out.
 * @returns {Buffer} A PNG.
 */
export function captureScreen(file, size) {
  const xwd = readFileSync(file);
  const field = (name) => xwd.readUInt32BE(FIELD[name] * 4);
  if (field('bitsPerPixel') !== PIXEL_BYTES * 8) throw new Error(`Xvfb draws ${field('bitsPerPixel')} bits a pixel.`);

  const width = Math.min(size.width, field('width'));
  const height = Math.min(size.height, field('height'));
  const pixels = field('headerBytes') + field('colours') * COLOUR_BYTES;
  const bytesPerLine = field('bytesPerLine');
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = pixels + y * bytesPerLine + x * PIXEL_BYTES;
      const [blue, green, red] = xwd.subarray(from, from + 3);
      png.data.set([red, green, blue, 255], (y * width + x) * PIXEL_BYTES);
    }
  }
  return PNG.sync.write(png);
}
