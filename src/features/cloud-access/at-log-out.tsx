import { useState } from 'react';
import { SelectField } from '#ui/select-field.tsx';
import { rememberKeysChoice } from './log-out-choice.ts';
import { keysChoice, type KeysChoice } from './log-out.ts';

const options: { value: KeysChoice | 'ask'; label: string }[] = [
  { value: 'ask', label: 'Ask me' },
  { value: 'remove', label: 'Remove these keys' },
  { value: 'keep', label: 'Keep them encrypted for my next log-in here' },
];

/** Shows what becomes of the rows at log-out, and changes it. */
export const AtLogOut = ({ account }: { readonly account: string }) => {
  const [choice, setChoice] = useState(() => keysChoice(account));
  const choose = (value: string): void => {
    const chosen = value === 'keep' || value === 'remove' ? value : undefined;
    rememberKeysChoice(account, chosen);
    setChoice(chosen);
  };
  return <SelectField label="At log-out" options={options} value={choice ?? 'ask'} onChange={(event) => choose(event.target.value)} />;
};
