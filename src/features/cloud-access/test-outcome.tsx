import { previewAddress } from '#api/preview-address.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { count } from '#lib/count.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { VerdictNotice, type RowChange } from '#ui/verdict-notice.tsx';
import styles from './cloud-access.module.css';
import type { TestResult } from './test-row.ts';
import { TestSteps } from './test-steps.tsx';

interface TestOutcomeProps {
  readonly row: CloudRow;
  readonly result: TestResult;
  readonly onUse: (change: RowChange) => void;
  readonly onAgain: () => void;
}

/** What a test showed: the verdict with its remedy, and how far it came. */
export const TestOutcome = ({ row, result, onUse, onAgain }: TestOutcomeProps) => (
  <div className={styles['outcome']}>
    {result.verdict.name === 'works' ? (
      <>
        <Works result={result} />
        {result.region !== undefined && (
          <FoundRegion region={result.region} of={result.what === 'buckets' ? 'host' : 'bucket'} onUse={onUse} />
        )}
      </>
    ) : (
      <VerdictNotice verdict={result.verdict} onUse={onUse}>
        <Button onClick={onAgain}>Test again</Button>
      </VerdictNotice>
    )}
    {result.what === 'list' && result.verdict.name === 'no_permission' && (
      <p className={styles['remark']}>Reading may be allowed all the same: type the key of an object and read it.</p>
    )}
    <TestSteps row={row} result={result} />
  </div>
);

/** As many buckets as are named. */
const named = 20;

const Works = ({ result: { address, buckets } }: Pick<TestOutcomeProps, 'result'>) => (
  <Notice tone="success" title="Works">
    {address !== undefined && (
      <>
        Read {address}. <TextLink href={previewAddress(address)}>Preview it</TextLink>
      </>
    )}
    {buckets !== undefined && `The keys see ${count(buckets.length, 'bucket')}: ${shortened(buckets)}. Name an object to read it.`}
    {address === undefined && buckets === undefined && 'The keys can list what is there. Name an object to read it.'}
  </Notice>
);

interface FoundRegionProps extends Required<Pick<TestResult, 'region'>>, Pick<TestOutcomeProps, 'onUse'> {
  /** what it is the region of */
  readonly of: 'host' | 'bucket';
}

const FoundRegion = ({ region, of, onUse }: FoundRegionProps) => (
  <>
    <p className={styles['remark']}>
      The {of} is in {region}. In the row, that saves a request each time.
    </p>
    <div className={styles['buttons']}>
      <Button onClick={() => onUse({ region })}>Use {region}</Button>
    </div>
  </>
);

const shortened = (names: readonly string[]): string => names.slice(0, named).join(', ') + (names.length > named ? ', …' : '');
