import { cloneElement, useId, useLayoutEffect, useRef, type ReactElement } from 'react';
import { placeTip } from './place-tip.ts';
import styles from './tooltip.module.css';
import { useTip } from './use-tip.ts';

interface TooltipProps {
  readonly content: string;
  readonly children: ReactElement<{ 'aria-describedby'?: string | undefined }>;
}

/** A word about its child on hover and focus; it can be pointed at, and Esc puts it away. */
export const Tooltip = ({ content, children }: TooltipProps) => {
  const { open, handlers } = useTip();
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const described = children.props['aria-describedby'] ?? (open ? id : undefined);

  useLayoutEffect(() => {
    if (open && anchor.current !== null && tip.current !== null) placeTip(tip.current, anchor.current);
  }, [open, content]);

  return (
    <span className={styles['anchor']} ref={anchor} {...handlers}>
      {cloneElement(children, { 'aria-describedby': described })}
      {open && (
        <span className={styles['tip']} role="tooltip" id={id} ref={tip}>
          {content}
        </span>
      )}
    </span>
  );
};
