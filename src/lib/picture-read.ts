/** What came of reading a picture to show it. */
export type PictureRead<Why> =
  | { readonly kind: 'read'; readonly blob: Blob }
  /** the storage does not let the page read */
  | { readonly kind: 'closed' }
  | { readonly kind: 'too_long' }
  | { readonly kind: 'refused'; readonly why: Why };

/** Longest picture that is read, bytes. Of one that the page may not read, browsers do not tell how long it is: its pixels are limited (`isDrawable`). */
export const longestPicture = 64 * 1024 * 1024;
