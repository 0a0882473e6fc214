/** Runs in the page before any script: marks as `ready` the first frame in which its heading stands there, and not only in the document's frame. */
export const markHeading = (): void => {
  const look = (): void => {
    const height = document.querySelector('h1:not([inert] *)')?.getBoundingClientRect().height ?? 0;
    if (height > 0) performance.mark('ready');
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

/** Runs in the page before any script: presses its first switch once it is there, and marks as `ready` the frame after the one in which it had changed. */
export const markSwitched = (): void => {
  let before: string | null = null;
  const look = (): void => {
    const found = document.querySelector<HTMLElement>('[role=switch]:not([inert] *)');
    const now = found?.getAttribute('aria-checked') ?? null;
    if (before !== null && now !== before) {
      performance.mark('ready');
      return;
    }
    if (before === null) {
      before = now;
      found?.click();
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};
