import { Suspense, type ReactNode } from 'react';
import { Waiting } from './waiting.tsx';

/** The place of what opens over the page (a dialog, a menu), whose code may still be on its way. */
export const Over = ({ children }: { readonly children: ReactNode }) => <Suspense fallback={<Waiting />}>{children}</Suspense>;
