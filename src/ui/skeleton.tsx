import { useEffect, useRef } from 'react';
import styles from './skeleton.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

interface SkeletonProps {
  readonly lines?: number;
  /** in rem ("16rem"): the height of what is coming, so that nothing jumps */
  readonly height?: string;
  /** what is loading */
  readonly label: string;
}

/** The place of what is still loading. */
export const Skeleton = ({ lines = 3, height, label }: SkeletonProps) => {
  const box = useRef<HTMLDivElement>(null);
  // a style attribute in the markup of the server would be refused by the CSP; this is not one
  useEffect(() => {
    if (height !== undefined) box.current?.style.setProperty('min-block-size', height);
  }, [height]);

  return (
    <div className={styles['skeleton']} role="status" ref={box}>
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={styles['line']} />
      ))}
    </div>
  );
};
