import { createContext, use, useId, useMemo, type ReactNode } from 'react';
import { exactTime, parseTime, relativeTime, shortTime } from '#lib/time-format.ts';
import styles from './time.module.css';
import { Tip } from './tip.tsx';
import { useNow } from './use-now.ts';
import { useTip } from './use-tip.ts';

export interface TimeFormat {
  /** IANA name, or `auto` for the browser's own */
  readonly timeZone: string;
  readonly style: 'relative' | 'absolute';
}

const Format = createContext<TimeFormat>({ timeZone: 'auto', style: 'relative' });

/** How every `Time` below is written. */
export const TimeFormatProvider = ({ timeZone, style, children }: TimeFormat & { readonly children: ReactNode }) => (
  <Format value={useMemo(() => ({ timeZone, style }), [timeZone, style])}>{children}</Format>
);

/** The zone in which times are written: an IANA name, or `auto`. */
export const useTimeZone = (): string => use(Format).timeZone;

interface TimeProps {
  /** ISO-8601, UTC where it names no zone, or milliseconds since 1970 */
  readonly value: string | number | null | undefined;
  /** what stands where there is none */
  readonly absent?: string | undefined;
}

/** A moment; on hover and focus to the second, with the zone. */
export const Time = ({ value, absent = 'Unknown' }: TimeProps) => {
  const { timeZone, style } = use(Format);
  const now = useNow();
  const { open, hide, handlers } = useTip();
  const id = useId();
  const date = parseTime(value);
  if (date === undefined) return <span className={styles['absent']}>{absent}</span>;
  return (
    // there are many of them: no element around each
    <time dateTime={date.toISOString()} className={styles['time']} tabIndex={0} aria-describedby={open ? id : undefined} {...handlers}>
      {style === 'relative' ? relativeTime(date, now) : shortTime(date, timeZone)}
      {open && (
        <Tip id={id} onHide={hide}>
          {exactTime(date, timeZone)}
        </Tip>
      )}
    </time>
  );
};
