import { createContext, use, useMemo, type ReactNode } from 'react';
import { exactTime, parseTime, relativeTime, shortTime } from '#lib/time-format.ts';
import styles from './time.module.css';
import { Tooltip } from './tooltip.tsx';
import { useNow } from './use-now.ts';

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
  const date = parseTime(value);
  if (date === undefined) return <span className={styles['absent']}>{absent}</span>;
  return (
    <Tooltip content={exactTime(date, timeZone)}>
      <time dateTime={date.toISOString()} className={styles['time']} tabIndex={0}>
        {style === 'relative' ? relativeTime(date, now) : shortTime(date, timeZone)}
      </time>
    </Tooltip>
  );
};
