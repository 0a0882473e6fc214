import { useEffect, useState } from 'react';
import { limits } from '#contract/limits.ts';
import { TextField } from '#ui/text-field.tsx';
import { useSettled } from '#ui/use-settled.ts';
import { searchIn } from './listing.ts';

interface SearchFieldProps {
  /** what the address says */
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** What to search members for: the address has it once nothing more is typed, and where the address changes otherwise, it is what stands here. */
export const SearchField = ({ search, onSearch }: SearchFieldProps) => {
  const [typed, setTyped] = useState(search);
  const [known, setKnown] = useState(search);
  const settled = useSettled(typed);

  if (search !== known) {
    setKnown(search);
    // what was typed since the address was told stays
    if (search !== settled) setTyped(search);
  }

  useEffect(() => {
    if (settled === typed && settled !== search) onSearch(settled);
  }, [settled, typed, search, onSearch]);

  return (
    <TextField
      label="Search members"
      type="search"
      autoComplete="off"
      maxLength={limits.searchText}
      value={typed}
      onChange={({ target }) => setTyped(searchIn(target.value))}
    />
  );
};
