import { useCallback, useState, type RefCallback } from 'react';
import { rest } from './soon.ts';

/** Whether what stands at `place`, far below, is to be drawn: it is near the window, or the page has been at rest for a while. */
export const useNear = (): readonly [near: boolean, place: RefCallback<Element>] => {
  const [near, setNear] = useState(false);
  const place = useCallback((element: Element) => {
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true), {
      rootMargin: '25%',
    });
    observer.observe(element);
    const timer = setTimeout(() => setNear(true), rest);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, []);
  return [near, place];
};
