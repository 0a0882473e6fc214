import { focusManager } from '@tanstack/react-query';

/** A tab that is shown gets the focus as well, within so many milliseconds. */
const together = 1000;

/** Looks at the server again when somebody comes back: to the tab, or to a window that was in view all along beside another one. */
export const followFocus = (): void =>
  focusManager.setEventListener((onFocus) => {
    let shown = -together;
    const look = ({ type, timeStamp }: Event): void => {
      if (type === 'focus' && timeStamp - shown < together) return;
      if (type !== 'focus') shown = timeStamp;
      onFocus();
    };
    for (const event of ['focus', 'visibilitychange']) addEventListener(event, look);
    return () => {
      for (const event of ['focus', 'visibilitychange']) removeEventListener(event, look);
    };
  });
