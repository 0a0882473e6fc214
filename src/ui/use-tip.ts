import { useEffect, useState } from 'react';

/** When a tooltip shows: while its anchor has the pointer or the visible focus, until Esc, a scroll or a press. */
export const useTip = () => {
  const [open, setOpen] = useState(false);
  const show = (): void => setOpen(true);
  const hide = (): void => setOpen(false);

  useEffect(() => {
    if (!open) return undefined;
    const leave = new AbortController();
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // the dialog around it stays
      event.stopPropagation();
      setOpen(false);
    };
    document.addEventListener('keydown', escape, { capture: true, signal: leave.signal });
    window.addEventListener('scroll', () => setOpen(false), { capture: true, passive: true, signal: leave.signal });
    return () => leave.abort();
  }, [open]);

  return {
    open,
    handlers: {
      onPointerEnter: show,
      onPointerLeave: hide,
      onBlur: hide,
      onFocus: (event: { readonly target: Element }): void => {
        if (event.target.matches(':focus-visible')) show();
      },
    },
  };
};
