import { Check, Minus, X } from 'lucide-react';
import type { CloudRow } from '#lib/cloud-row.ts';
import { readSteps } from '#lib/read-steps.ts';
import { providerOf } from '#lib/storage-endpoint.ts';
import { VisuallyHidden } from '#ui/visually-hidden.tsx';
import styles from './cloud-access.module.css';
import type { TestResult } from './test-row.ts';

const icons = { done: Check, failed: X, open: Minus } as const;
const words = { done: 'yes', failed: 'no', open: 'not known' } as const;

/** What had to go well, and how far it came. */
export const TestSteps = ({ row, result: { what, verdict } }: { readonly row: CloudRow; readonly result: TestResult }) => (
  <ol className={styles['steps']} aria-label="What was tried">
    {readSteps(verdict, { what, https: !row.host.startsWith('http:'), sas: providerOf(row.host) === 'azure' }).map(({ label, state }) => {
      const Icon = icons[state];
      return (
        <li key={label} className={state === 'open' ? undefined : styles[state]}>
          <Icon aria-hidden="true" />
          <span>
            {label}
            <VisuallyHidden>: {words[state]}</VisuallyHidden>
          </span>
        </li>
      );
    })}
  </ol>
);
