import { useState } from 'react';

/**
 * For `finalFocus` of a pop-up: the focus goes back to where it came from while that is still there. Where it is not, `keepFocus` finds the place
 * beside it; the library would take whatever had the focus once.
 */
export const useFinalFocus = (): (() => boolean) => {
  const [opener] = useState(() => document.activeElement);
  return () => opener !== document.body && opener?.isConnected === true;
};
