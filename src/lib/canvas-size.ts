/** What every browser draws on: sides, and pixels in all (Safari on phones has the least), which take 64 MiB. */
const [longestSide, mostPixels] = [16_384, 16_777_216];

/** The size of a canvas for a picture, smaller where browsers could not draw it whole. Pixels. */
export const canvasSize = (width: number, height: number): readonly [width: number, height: number] => {
  const scale = Math.min(1, longestSide / width, longestSide / height, Math.sqrt(mostPixels / (width * height)));
  return [Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale))];
};
