import { cloneElement, useId, useLayoutEffect, useRef, type ReactElement } from 'react';
import { placeTip } from './place-tip.ts';
import styles from './tooltip.module.css';
import { useTip } from './use-tip.ts';

interface TooltipProps {
  readonly content: string;
  /** it repeats the name of its child, so there is nothing to read out */
  readonly naming?: boolean;
  readonly children: ReactElement<{ 'aria-describedby'?: string | undefined }>;
}

/** A word about its child on hover and focus; it can be pointed at, and Esc puts it away. */
export const Tooltip = ({ content, naming = false, children }: TooltipProps) => {
  const { open, handlers } = useTip();
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const described = children.props['aria-describedby'] ?? (open && !naming ? id : undefined);

  useLayoutEffect(() => {
    const child = anchor.current?.firstElementChild;
    if (open && child && tip.current !== null) placeTip(tip.current, child);
  }, [open]);

  return (
    <span className={styles['anchor']} ref={anchor} {...handlers}>
      {cloneElement(children, { 'aria-describedby': described })}
      {open && (
        <span className={styles['tip']} role="tooltip" aria-hidden={naming || undefined} id={id} ref={tip}>
          {content}
        </span>
      )}
    </span>
  );
};
