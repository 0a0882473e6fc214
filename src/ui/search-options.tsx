import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './search-options.module.css';
import { TextField } from './text-field.tsx';
import { useOptions } from './use-options.ts';

interface SearchOption {
  readonly value: string;
  readonly label: string;
  /** a word about it, beside it */
  readonly note?: string | undefined;
}

interface SearchOptionsProps {
  /** of the field */
  readonly label: string;
  /** of the list */
  readonly listLabel: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** those that match the text */
  readonly options: readonly SearchOption[];
  /** the one that holds now */
  readonly value: string;
  readonly onChoose: (option: SearchOption) => void;
  /** the focus has left the field */
  readonly onLeave?: (() => void) | undefined;
  /** what stands in the place of options where there are none */
  readonly empty: ReactNode;
  /** `list`: always there, below the field. `popup`: over what is below it, while one types or looks for it */
  readonly show: 'list' | 'popup';
  readonly placeholder?: string | undefined;
  readonly busy?: boolean | undefined;
  /** the option that the arrows or the pointer came to */
  readonly onActive?: ((option: SearchOption | undefined) => void) | undefined;
}

/** A field and the options that match it (APG: a combobox with a list). The focus stays in the field. */
export const SearchOptions = ({
  label,
  listLabel,
  text,
  onText,
  options,
  value,
  empty,
  show,
  placeholder,
  busy,
  ...then
}: SearchOptionsProps) => {
  const list = useOptions({ options, always: show === 'list', onActive: then.onActive, onChoose: then.onChoose });
  return (
    <div className={classes(styles['search'], show === 'popup' && styles['popup'])}>
      <TextField
        label={label}
        role="combobox"
        aria-expanded={list.open}
        aria-controls={list.open ? list.id : undefined}
        aria-activedescendant={list.activeId}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={placeholder}
        value={text}
        onChange={({ target }) => {
          list.start();
          onText(target.value);
        }}
        onKeyDown={list.onKeyDown}
        onClick={list.start}
        onBlur={() => {
          list.close();
          then.onLeave?.();
        }}
      />
      {list.open && (
        <div className={styles['options']} id={list.id} role="listbox" aria-label={listLabel} aria-busy={busy} onScroll={list.onScroll}>
          {options.slice(0, list.drawn).map((option, index) => (
            <div
              key={option.value}
              className={styles['option']}
              id={`${list.id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === list.active}
              aria-setsize={options.length}
              aria-posinset={index + 1}
              // the focus stays in the field
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => list.go(index)}
              onClick={() => list.choose(option)}
              onKeyDown={list.onKeyDown}
            >
              <span className={styles['mark']}>{option.value === value && <Check aria-hidden="true" />}</span>
              <span className={styles['label']}>{option.label}</span>
              {option.note !== undefined && <span className={styles['note']}>{option.note}</span>}
            </div>
          ))}
        </div>
      )}
      {list.open && (
        <div className={styles['empty']} role="status">
          {options.length === 0 && empty}
        </div>
      )}
    </div>
  );
};
