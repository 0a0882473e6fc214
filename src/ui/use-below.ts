import { useDeferredValue, useEffect, useState } from 'react';

// an address that names a section is for what is below, and is scrolled to at once; in a window as high as this it is not below
let opening = location.hash === '' && innerHeight < 1000;

/** Whether to draw what is below the first screen. On the first page of a document that is done once what is above can be used: a slow phone needs as long for the one as for the other. */
export const useBelow = (): boolean => {
  const [later] = useState(opening);
  useEffect(() => {
    opening = false;
  }, []);
  return useDeferredValue(true, !later);
};
