import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { modesQuery } from '#api/modes-query.ts';
import { tryPair, type PairVerdict } from '#api/reach-server.ts';
import { Button } from '#ui/button.tsx';
import { Status } from '#ui/status.tsx';
import { Time } from '#ui/time.tsx';
import styles from './credentials.module.css';
import { credentialsQuery, type NewPair } from './queries.ts';
import { reachWords } from './reach-line.tsx';

/** The pair is looked after so often, in milliseconds. */
const pace = 3_000;
/** After so long without a log-in something may be wrong; milliseconds. */
const patience = 30_000;

interface PairUseProps {
  readonly made: NewPair;
  /** id of its workspace */
  readonly workspace: string;
  /** where the pair is to be used */
  readonly api: string;
  /** why it cannot be tested now */
  readonly refusal: string | undefined;
  /** whether somebody has taken the pair along */
  readonly kept: boolean;
}

/** Whether the new pair works: by a log-in of this page, and by the first one of a program. */
export const PairUse = ({ made, workspace, api, refusal, kept }: PairUseProps) => {
  // after a log-out in another tab the pair is still shown, and nothing more can be asked about it
  const authenticated = useQuery(modesQuery).data?.authenticated === true;
  const { data, refetch } = useQuery({
    ...credentialsQuery(workspace),
    refetchInterval: pace,
    refetchOnWindowFocus: 'always',
    enabled: kept && authenticated,
  });
  const [test, setTest] = useState<{ readonly at: string; readonly verdict?: PairVerdict }>();
  /** when this page used the pair itself */
  const [own, setOwn] = useState<string>();
  const ended = useRef<AbortController>(undefined);
  useEffect(() => () => ended.current?.abort(), []);
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!kept) return undefined;
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, [kept]);

  const usesIn = (list: typeof data) => list?.credentials.find(({ access_key }) => access_key === made.access_key);
  /** a program's log-in that this page's own came after */
  const [before, setBefore] = useState<ReturnType<typeof usesIn>>();
  const run = async (): Promise<void> => {
    setBefore(use);
    const { signal } = (ended.current = new AbortController());
    setTest({ at: api });
    const verdict = await tryPair(api, made.access_key, made.secret_key, signal);
    if (authenticated) setOwn(usesIn((await refetch()).data)?.last_used ?? undefined);
    setTest({ at: api, verdict });
  };
  const testing = test !== undefined && test.verdict === undefined;
  const latest = usesIn(data);
  const use = typeof latest?.last_used === 'string' && latest.last_used !== own && !testing ? latest : before;

  return (
    <div className={styles['use']}>
      <Button
        size="s"
        pending={testing}
        reason={refusal}
        // it was ended with the dialog
        onClick={() => void run().catch(() => undefined)}
      >
        Test this pair
      </Button>
      <Status>{test?.verdict !== undefined && verdictWords(test.at, test.verdict)}</Status>
      <Status>
        {kept && use !== undefined && (
          <>
            Used <Time value={use.last_used} />
            {typeof use.last_used_from === 'string' && ` by ${use.last_used_from}`}
          </>
        )}
        {kept && authenticated && use === undefined && 'Waiting for your code to log in for the first time…'}
      </Status>
      {late && use === undefined && (
        <ul className={styles['hints']}>
          <li>Is the pair where the program reads it? ClearML takes environment variables first, then ~/clearml.conf.</li>
          <li>Does {api} answer from the machine where the program runs?</li>
          <li>A program that was running before reads the pair when it starts the next time.</li>
        </ul>
      )}
    </div>
  );
};

const verdictWords = (api: string, verdict: PairVerdict): string => {
  if (verdict.state === 'works') return `It works: this page logged in at ${api}.`;
  if (verdict.state === 'refused') return `${api} refuses this pair. Is it another server?`;
  if (verdict.state === 'failed') return `It could not be tested: ${api} cannot answer now. Try again in a while.`;
  return `It could not be tested. ${reachWords('api', api, verdict)}`;
};
