import { useState } from 'react';
import { initialsOf, toneOf } from '#lib/initials.ts';
import styles from './avatar.module.css';
import { classes } from './classes.ts';

interface AvatarProps {
  readonly name: string;
  readonly src?: string | null | undefined;
  readonly size?: 's' | 'm' | 'l' | undefined;
}

/** A person's picture, or the initials. For the eye only: the name is to stand beside it. */
export const Avatar = ({ name, src, size = 'm' }: AvatarProps) => {
  const [broken, setBroken] = useState<string>();
  const picture = src !== undefined && src !== null && src !== '' && src !== broken;
  return (
    <span className={classes(styles['avatar'], styles[size])} data-tone={toneOf(name, 6)} aria-hidden="true">
      {picture ? <img src={src} alt="" referrerPolicy="no-referrer" onError={() => setBroken(src)} /> : initialsOf(name)}
    </span>
  );
};
