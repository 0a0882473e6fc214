import { useEffect, type ReactNode } from 'react';
import { TimeFormatProvider } from '#ui/time.tsx';
import { themeOf, timeFormatOf } from './model.ts';
import { usePreferences } from './queries.ts';
import { followScale } from './scale.ts';

/** Makes the page obey the preferences, also when another tab or program changes them. */
export const FollowPreferences = ({ signedIn, children }: { readonly signedIn: boolean; readonly children: ReactNode }) => {
  const preferences = usePreferences(signedIn);
  const theme = preferences && themeOf(preferences);

  useEffect(followScale, []);
  useEffect(() => {
    if (theme === undefined) return;
    document.documentElement.dataset['theme'] = theme;
    remember(theme);
  }, [theme]);

  return <TimeFormatProvider {...timeFormatOf(preferences)}>{children}</TimeFormatProvider>;
};

/** For the first paint of the pages that nobody is logged in to. */
const remember = (theme: string): void => {
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // storage is off: those pages follow the system
  }
};
