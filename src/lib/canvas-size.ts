/** What every browser draws on: sides, and pixels in all (Safari on phones has the least), which take 64 MiB. */
const [longestSide, mostPixels] = [16_384, 16_777_216];

/** The size of a canvas for a picture, smaller where browsers could not draw it whole. Pixels. */
export const canvasSize = (width: number, height: number): readonly [width: number, height: number] => {
  const scale = Math.min(1, longestSide / width, longestSide / height, Math.sqrt(mostPixels / (width * height)));
  return [Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale))];
};

/** Most pixels of a picture that is drawn; decoded they take a GiB, and Chromium decodes no more than twice as many. */
const mostDrawable = 268_435_456;
/** The same in millions, for words. */
export const millionsDrawable = Math.floor(mostDrawable / 1e6);

/** Whether a picture may be drawn, by its own size in pixels. */
export const isDrawable = (width: number, height: number): boolean => width * height <= mostDrawable;
