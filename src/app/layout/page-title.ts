import { useEffect } from 'react';

/** The name of the product, as the header and every title have it. */
export const productName = 'ClearML Profile';

/** Names the document: the page first, then where it stands. */
export const usePageTitle = (...parts: readonly string[]): void => {
  const title = [...parts, productName].join(' – ');
  useEffect(() => {
    document.title = title;
  }, [title]);
};
