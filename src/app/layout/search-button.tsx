import { Search } from 'lucide-react';
import { Button } from '#ui/button.tsx';
import { useSearch } from './search.tsx';
import styles from './search-button.module.css';

const isApple = /Mac|iPhone|iPad/u.test(navigator.userAgent);

/** Opens the search, and says which keys do. On narrow screens it is its icon. */
export const SearchButton = () => (
  <Button
    className={styles['search']}
    icon={<Search aria-hidden="true" />}
    aria-keyshortcuts={isApple ? 'Meta+K' : 'Control+K'}
    onClick={useSearch()}
  >
    <span>Search</span>
    <kbd aria-hidden="true">{isApple ? '⌘ K' : 'Ctrl K'}</kbd>
  </Button>
);
