import { useId } from 'react';
import type { auth } from '#contract/index.ts';
import { number } from '#lib/count.ts';
import { Button } from '#ui/button.tsx';
import { Checkbox } from '#ui/checkbox.tsx';
import { SelectField } from '#ui/select-field.tsx';
import { Status } from '#ui/status.tsx';
import styles from './credentials.module.css';
import { keyOrders } from './key-orders.ts';
import { stateNames, type KeyState } from './key-state.ts';
import type { KeyView } from './listing.ts';

const orders: readonly { readonly value: keyof typeof keyOrders; readonly label: string }[] = [
  { value: 'newest', label: 'Newest first' },
  { value: 'label', label: 'Label' },
  { value: 'unused', label: 'Longest unused first' },
  { value: 'expires', label: 'Expiring first' },
  { value: 'state', label: 'State' },
];

const isState = (value: string): value is KeyState => Object.hasOwn(stateNames, value);

interface KeyListToolsProps {
  /** the state of each key */
  readonly states: readonly KeyState[];
  /** whether there is anything to choose from */
  readonly choosing: boolean;
  readonly view: KeyView;
  readonly onView: (view: KeyView) => void;
  /** whether keys can expire */
  readonly lives: boolean;
  readonly shown: readonly auth.Credential[];
  /** those of the shown ones that are selected */
  readonly chosen: readonly auth.Credential[];
  readonly onSelect: (credentials: readonly auth.Credential[], selected: boolean) => void;
  readonly onRevoke: (credentials: readonly auth.Credential[]) => void;
}

/** Which keys are listed, in which order, and what is done with several. */
export const KeyListTools = ({ states, choosing, view, onView, lives, shown, chosen, onSelect, onRevoke }: KeyListToolsProps) => {
  const all = useId();
  const isAll = chosen.length === shown.length;
  const present = Object.keys(stateNames)
    .filter(isState)
    .map((state) => ({ state, keys: states.filter((other) => other === state).length }))
    .filter(({ keys }) => keys > 0);
  return (
    <div className={styles['tools']}>
      <div className={styles['selection']}>
        <Checkbox
          id={all}
          label="Select all"
          checked={isAll}
          partly={chosen.length > 0 && !isAll}
          onChange={() => onSelect(shown, !isAll)}
        />
        <label htmlFor={all}>Select all</label>
        <Status>{chosen.length > 0 && `${number(chosen.length)} selected`}</Status>
        {chosen.length > 0 && (
          <Button size="s" onClick={() => onRevoke(chosen)}>
            Revoke selected
          </Button>
        )}
      </div>
      {choosing && (
        <div className={styles['view']}>
          <SelectField
            label="Show"
            value={view.state}
            options={[
              { value: 'all', label: `All keys (${number(states.length)})` },
              ...present.map(({ state, keys }) => ({ value: state, label: `${stateNames[state]} (${number(keys)})` })),
            ]}
            onChange={({ target }) => onView({ ...view, state: isState(target.value) ? target.value : 'all' })}
          />
          <SelectField
            label="Sort by"
            value={orders.find(({ value }) => keyOrders[value] === view.order)?.value}
            options={orders.filter(({ value }) => lives || value !== 'expires')}
            onChange={({ target }) =>
              onView({ ...view, order: keyOrders[orders.find(({ value }) => value === target.value)?.value ?? 'newest'] })
            }
          />
        </div>
      )}
    </div>
  );
};
