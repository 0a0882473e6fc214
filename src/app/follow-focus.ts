import { focusManager } from '@tanstack/react-query';

/** A tab that is shown gets the focus as well, within so many milliseconds. */
const together = 1000;

/** Looks at the server again when somebody comes back: to the tab, or to a window that was in view all along beside another one. */
export const followFocus = (): void =>
  focusManager.setEventListener((onFocus) => {
    const stop = new AbortController();
    let shown = Number.NEGATIVE_INFINITY;
    const follow = (event: 'visibilitychange' | 'focus'): void =>
      addEventListener(
        event,
        ({ timeStamp }) => {
          if (event === 'focus' && timeStamp - shown < together) return;
          if (event === 'visibilitychange') shown = timeStamp;
          onFocus();
        },
        stop,
      );
    follow('visibilitychange');
    follow('focus');
    return () => stop.abort();
  });
