/** A date in words as milliseconds since 1970; undefined where there is none. */
export const dateIn = (text: string | undefined): number | undefined => {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
};

/** How far one time is ahead of another, whole minutes. */
export const minutesBetween = (time: number, other: number): number => Math.round((time - other) / 60_000);
