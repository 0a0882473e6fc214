import { useId, type KeyboardEvent, type ReactNode } from 'react';
import styles from './tabs.module.css';

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly id: string; readonly label: string; readonly content: ReactNode }[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** One of several views of the same thing; arrows, Home and End go through them. */
export const Tabs = ({ label, tabs, value, onChange }: TabsProps) => {
  const own = useId();
  const at = Math.max(
    0,
    tabs.findIndex(({ id }) => id === value),
  );
  const shown = tabs[at];

  const walk = (event: KeyboardEvent<HTMLElement>): void => {
    const onward = event.currentTarget.matches(':dir(rtl)') ? -1 : 1;
    const step = { ArrowRight: at + onward, ArrowLeft: at - onward, Home: 0, End: -1 }[event.key];
    const next = step === undefined ? undefined : tabs.at(step % tabs.length);
    if (next === undefined) return;
    event.preventDefault();
    onChange(next.id);
    document.getElementById(`${own}-${next.id}`)?.focus();
  };

  return (
    <div className={styles['tabs']}>
      <div className={styles['list']} role="tablist" aria-label={label}>
        {tabs.map(({ id, label: text }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${own}-${id}`}
            className={styles['tab']}
            aria-selected={id === shown?.id}
            aria-controls={id === shown?.id ? `${own}-panel` : undefined}
            tabIndex={id === shown?.id ? 0 : -1}
            onClick={() => onChange(id)}
            onKeyDown={walk}
          >
            {text}
          </button>
        ))}
      </div>
      {shown !== undefined && (
        <div className={styles['panel']} role="tabpanel" id={`${own}-panel`} aria-labelledby={`${own}-${shown.id}`}>
          {shown.content}
        </div>
      )}
    </div>
  );
};
