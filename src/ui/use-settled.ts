import { useEffect, useState } from 'react';

/** What was typed, once nothing more was typed for `quiet` milliseconds: so that a search is not sent for every letter. */
export const useSettled = (typed: string, quiet = 250): string => {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), quiet);
    return () => clearTimeout(timer);
  }, [typed, quiet]);
  return settled;
};
