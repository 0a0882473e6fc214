import { cloneElement, useId, type ReactElement } from 'react';
import { Tip } from './tip.tsx';
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
  const { open, hide, handlers } = useTip();
  const id = useId();
  const described = children.props['aria-describedby'] ?? (open && !naming ? id : undefined);

  return (
    <span className={styles['anchor']} {...handlers}>
      {cloneElement(children, { 'aria-describedby': described })}
      {open && (
        <Tip id={id} hidden={naming} onHide={hide}>
          {content}
        </Tip>
      )}
    </span>
  );
};
