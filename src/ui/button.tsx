import { useId, type ComponentPropsWithRef, type MouseEvent, type ReactNode } from 'react';
import styles from './button.module.css';
import { classes } from './classes.ts';
import { Tooltip } from './tooltip.tsx';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | undefined;
  readonly size?: 's' | 'm' | undefined;
  /** under way: presses do nothing, width and focus stay */
  readonly pending?: boolean | undefined;
  readonly icon?: ReactNode;
  /** why it cannot be pressed; it then can still be reached, and says so */
  readonly reason?: string | undefined;
}

/** A button that never loses the focus by becoming unavailable. `type` is "button" unless given. */
export const Button = ({ variant = 'secondary', size = 'm', pending = false, icon, reason, children, ...rest }: ButtonProps) => {
  const reasonId = useId();
  const off = pending || reason !== undefined;
  const { className, onClick, 'aria-describedby': describedBy, ...attributes } = rest;

  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    // a press on a submit button would send the form
    if (off) event.preventDefault();
    else onClick?.(event);
  };

  const button = (
    <button
      type="button"
      {...attributes}
      className={classes(styles['button'], styles[variant], styles[size], pending && styles['pending'], className)}
      aria-disabled={off || attributes['aria-disabled']}
      aria-busy={pending || undefined}
      aria-describedby={reason === undefined ? describedBy : classes(describedBy, reasonId)}
      onClick={press}
    >
      {icon}
      {children}
    </button>
  );

  if (reason === undefined) return button;
  return (
    <>
      <Tooltip content={reason}>{button}</Tooltip>
      <span id={reasonId} hidden>
        {reason}
      </span>
    </>
  );
};
