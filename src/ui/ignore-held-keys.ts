/**
 * A key that is held down presses a button, and sends a form, once: what it opens or puts the focus to is not pressed as well.
 * Answers a function that ends it.
 */
export const ignoreHeldKeys = (): (() => void) => {
  const end = new AbortController();
  const held = (event: KeyboardEvent): void => {
    if (event.repeat && event.key === 'Enter' && !(event.target instanceof HTMLTextAreaElement)) event.preventDefault();
  };
  document.addEventListener('keydown', held, { capture: true, signal: end.signal });
  return () => end.abort();
};
