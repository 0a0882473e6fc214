import { useRef, useState } from 'react';

/** When a tooltip shows: while its anchor has the pointer, which came there by itself and not by a scroll, or the visible focus, until it is put away. */
export const useTip = () => {
  const [open, setOpen] = useState(false);
  const show = (): void => setOpen(true);
  const hide = (): void => setOpen(false);
  const entered = useRef(false);

  return {
    open,
    hide,
    handlers: {
      onPointerEnter: (): void => void (entered.current = true),
      // what a scroll moves under a resting pointer is entered, but nothing moves there
      onPointerMove: (): void => {
        if (entered.current) show();
        entered.current = false;
      },
      onPointerLeave: hide,
      onBlur: hide,
      onFocus: (event: { readonly target: Element }): void => {
        if (event.target.matches(':focus-visible')) show();
      },
    },
  };
};
