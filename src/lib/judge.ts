import { judgeAnswer } from './judge-answer.ts';
import { saysTime } from './judge-sas.ts';
import { judgeClosed } from './judge-closed.ts';
import { judgeSilence } from './judge-silence.ts';
import { regionIn } from './probe-says.ts';
import type { ReadFacts } from './read-facts.ts';
import type { ReadVerdict } from './read-verdict.ts';
import { addressOf } from './storage-address.ts';

/** The one verdict on a read that did not succeed. */
export const judge = (facts: ReadFacts): ReadVerdict => {
  switch (facts.attempt.kind) {
    case 'answer':
      return completed(judgeAnswer(facts.attempt, facts), facts);
    case 'opaque':
    case 'redirect':
      return judgeClosed(facts);
    case 'silence':
    case 'late':
      return judgeSilence(facts);
    case 'cut':
      return { name: 'broken_off' };
    case 'long':
      return { name: 'too_large', folder: folderIn(facts) };
  }
};

/** As an example, in the bucket that was listed. */
const folderIn = ({ asked }: ReadFacts): string => {
  if (asked === undefined || asked.wanted.what === 'buckets') return 's3://bucket/folder/';
  return addressOf(asked.row, asked.wanted.bucket, 'folder/');
};

/** Whether the server's probe could tell more than the browser's attempt: where the page could not read, and where a number is missing. */
export const needsProbe = ({ attempt, reader }: ReadFacts, verdict: ReadVerdict): boolean => {
  if (attempt.kind === 'cut' || attempt.kind === 'long') return false;
  if (attempt.kind !== 'answer') return reader.online;
  if (verdict.name === 'sas_expired' || verdict.name === 'sas_early') return !saysTime(attempt.body);
  return (verdict.name === 'clock' && verdict.minutes === undefined) || (verdict.name === 'wrong_region' && verdict.region === undefined);
};

/** With the region that the probe found. */
const completed = (verdict: ReadVerdict, { probe }: ReadFacts): ReadVerdict => {
  const region = regionIn(probe);
  return verdict.name === 'wrong_region' && region !== undefined ? { region, ...verdict } : verdict;
};
