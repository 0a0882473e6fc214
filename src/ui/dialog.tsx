import { CSPProvider } from '@base-ui/react/csp-provider';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { classes } from './classes.ts';
import styles from './dialog.module.css';
import { DiscardQuestion } from './discard-question.tsx';
import { useFinalFocus } from './final-focus.ts';
import { IconButton } from './icon-button.tsx';
import { topmostDialog } from './topmost.ts';
import { useOwnUnsaved } from './unsaved.ts';

/** Longest time between the presses of a double press, ms: that of desktops for clicks. */
const doublePress = 500;

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly size?: 's' | 'm' | 'l' | undefined;
  /** false: Esc, a press outside and the cross call `onRefused` */
  readonly dismissable?: boolean | undefined;
  readonly onRefused?: (() => void) | undefined;
  /** what gets the focus where it is there; else the first field, else the dialog itself */
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined;
}

/**
 * A modal dialog, open as long as it is mounted. The focus goes back to where it came from. Unsaved text in it (`useUnsavedGuard`) does not go by Esc,
 * a press outside or the cross without a question; a button that closes it does as it says. Belongs in a chunk of its own.
 */
export const Dialog = ({ title, onClose, children, footer, size = 'm', dismissable = true, onRefused, initialFocus }: DialogProps) => {
  const popup = useRef<HTMLDivElement>(null);
  const finalFocus = useFinalFocus();
  const hasUnsaved = useOwnUnsaved();
  const [asking, setAsking] = useState(false);
  const [opened] = useState(() => performance.now());
  /** whether a press is the second of a double press on what opened it, however late a busy page hears of it */
  const isSecondPress = ({ timeStamp }: { readonly timeStamp: number }): boolean => timeStamp - opened < doublePress;
  const typed = useRef(false);
  /** Enter in a field would send the form that nobody has filled in yet. */
  const ignoreLateEnter = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && isSecondPress(event) && !typed.current) event.preventDefault();
  };
  const leave = (): void => {
    if (!dismissable) onRefused?.();
    else if (hasUnsaved()) setAsking(true);
    else onClose();
  };
  const first = () =>
    initialFocus?.current ?? popup.current?.querySelector<HTMLElement>('input:not([readonly]), select, textarea') ?? popup.current;

  return (
    <CSPProvider disableStyleElements>
      <Base.Root
        open
        onOpenChange={(_open, { reason, event }) => {
          if (topmostDialog() === popup.current && !(reason === 'outside-press' && isSecondPress(event))) leave();
        }}
      >
        <Base.Portal>
          <Base.Backdrop className={styles['backdrop']} />
          <Base.Popup
            ref={popup}
            className={classes(styles['popup'], styles[size])}
            initialFocus={first}
            finalFocus={finalFocus}
            onKeyDown={ignoreLateEnter}
            onInput={() => {
              typed.current = true;
            }}
          >
            <header className={styles['header']}>
              <Base.Title className={styles['title']}>{title}</Base.Title>
              {/* not called "Close", which is a button of its own in some dialogs */}
              <IconButton
                label="Dismiss"
                icon={<X aria-hidden="true" />}
                pending={!dismissable && onRefused === undefined}
                onClick={leave}
              />
            </header>
            <div className={styles['body']}>{children}</div>
            {footer !== undefined && <footer className={styles['footer']}>{footer}</footer>}
          </Base.Popup>
        </Base.Portal>
        {asking && <DiscardQuestion onDiscard={onClose} onCancel={() => setAsking(false)} />}
      </Base.Root>
    </CSPProvider>
  );
};
