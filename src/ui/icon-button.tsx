import { Button, type ButtonProps } from './button.tsx';
import { classes } from './classes.ts';
import styles from './icon-button.module.css';
import { Tooltip } from './tooltip.tsx';

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label'> {
  /** its accessible name, shown on hover and focus */
  readonly label: string;
}

/** A button that shows an icon only. */
export const IconButton = ({ label, variant = 'quiet', className, ...button }: IconButtonProps) => {
  const plain = <Button {...button} variant={variant} aria-label={label} className={classes(styles['square'], className)} />;
  return button.reason === undefined ? (
    <Tooltip content={label} naming>
      {plain}
    </Tooltip>
  ) : (
    plain
  );
};
