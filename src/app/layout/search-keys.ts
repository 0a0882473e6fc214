const isApple = /Mac|iPhone|iPad/u.test(navigator.userAgent);

/** What opens the search, as it stands on the keys. */
export const searchKeys = isApple ? '⌘ K' : 'Ctrl K';
