import { createContext } from 'react';

/** Opens the row that is read with to be changed; undefined where an address is read without keys, or the row is open already. */
export const OnEdit = createContext<(() => void) | undefined>(undefined);
