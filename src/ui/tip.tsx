import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { placeTip } from './place-tip.ts';
import styles from './tooltip.module.css';

interface TipProps {
  readonly id: string;
  /** not to be read out */
  readonly hidden?: boolean;
  readonly children: string;
  readonly onHide: () => void;
}

/** The words of a tooltip, as long as it is open: beside what they are about, or in it. Esc and a scroll put them away. */
export const Tip = ({ id, hidden = false, children, onHide }: TipProps) => {
  const tip = useRef<HTMLSpanElement>(null);
  const hide = useEffectEvent(onHide);

  useLayoutEffect(() => {
    const { current } = tip;
    const anchor = current?.previousElementSibling ?? current?.parentElement;
    if (current === null || !anchor) return;
    // over all else, and placed by the window whatever is around it
    if ('showPopover' in current) {
      current.popover = 'manual';
      current.showPopover();
    }
    placeTip(current, anchor);
  }, []);

  useEffect(() => {
    const leave = new AbortController();
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // the dialog around it stays
      event.stopPropagation();
      hide();
    };
    document.addEventListener('keydown', escape, { capture: true, signal: leave.signal });
    window.addEventListener('scroll', () => hide(), { capture: true, passive: true, signal: leave.signal });
    return () => leave.abort();
  }, []);

  return (
    <span className={styles['tip']} role="tooltip" aria-hidden={hidden || undefined} id={id} ref={tip}>
      {children}
    </span>
  );
};
