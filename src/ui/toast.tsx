import { CircleCheck } from 'lucide-react';
import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import styles from './toast.module.css';

const Toasts = createContext<(message: string) => void>(() => undefined);

/** Shows a message for a few seconds; for success whose place is not in view, never for an error. */
export const useToast = (): ((message: string) => void) => use(Toasts);

/** ms */
const shownFor = 6000;

/** The place of the messages, one at a time. */
export const ToastProvider = ({ children }: { readonly children: ReactNode }) => {
  const [toast, setToast] = useState<{ readonly message: string }>();
  const [show] = useState(() => (message: string) => setToast({ message }));

  useEffect(() => {
    if (toast === undefined) return undefined;
    const timer = setTimeout(() => setToast(undefined), shownFor);
    return () => clearTimeout(timer);
  }, [toast]);

  return (
    <Toasts value={show}>
      {children}
      {/* `aria-live` says what the role implies, and by it a modal dialog knows not to silence it */}
      <div className={styles['region']} role="status" aria-live="polite">
        {toast !== undefined && (
          <p className={styles['toast']}>
            <CircleCheck aria-hidden="true" className={styles['icon']} />
            {toast.message}
          </p>
        )}
      </div>
    </Toasts>
  );
};
