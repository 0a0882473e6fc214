import type { ReadVerdict, VerdictName } from './read-verdict.ts';

/** What happened, and what to do about it. */
export interface VerdictCopy {
  readonly title: string;
  readonly help: string;
}

/** Words for a verdict. `origin` is this page's, because it is what a bucket's CORS rules have to name. */
export const verdictCopy = (verdict: ReadVerdict, origin: string): VerdictCopy => {
  switch (verdict.name) {
    case 'wrong_region':
      return {
        title: 'Wrong region',
        help: verdict.region === undefined ? 'Enter the region that the bucket is in.' : `The bucket is in ${verdict.region}.`,
      };
    case 'clock':
      return { title: 'Wrong clock', help: clockHelp(verdict.minutes) };
    case 'cors':
      return {
        title: 'The bucket does not let this page read',
        help: `Allow GET from ${origin} in the CORS rules of the bucket. Pictures, video and audio show without it.`,
      };
    case 'other':
      return {
        title: 'The server refused',
        help: `It answered with status ${verdict.status}${verdict.code === '' ? '' : ` (${verdict.code})`}.`,
      };
    default:
      return plainCopy[verdict.name];
  }
};

const clockHelp = (minutes: number | undefined): string => {
  if (minutes === undefined) return 'The clocks of this computer and of the server differ too much. Set this one.';
  return `The clock of this computer is ${Math.abs(minutes)} minutes ${minutes < 0 ? 'behind' : 'ahead of'} that of the server. Set it.`;
};

const plainCopy = {
  works: { title: 'Works', help: 'The keys can read this bucket.' },
  wrong_key: { title: 'Unknown key', help: 'The server does not know this access key. Check Key and Host.' },
  wrong_secret: { title: 'Wrong secret', help: 'The server knows the key, but the secret does not belong to it. Enter the secret again.' },
  no_bucket: { title: 'No such bucket', help: 'The server has no bucket of this name. Check Bucket and Host.' },
  no_object: { title: 'No such object', help: 'The bucket has no object under this key. Letters in upper and lower case differ.' },
  no_permission: {
    title: 'No permission',
    help: 'The key and the secret are right, but may not do this. Whoever gave them to you can allow it.',
  },
  token_expired: { title: 'Token expired', help: 'The session token is over or does not belong to the key. Enter new temporary keys.' },
  sas_refused: {
    title: 'SAS refused',
    help: 'Azure does not accept this shared access signature. Check that it was copied whole and is for this account.',
  },
  sas_expired: { title: 'SAS expired', help: 'The shared access signature is over. Make a new one and enter it here.' },
  mixed_content: {
    title: 'Blocked by the browser',
    help: 'This page came over https, so the browser sends nothing to a host over plain http. Serve the storage over https. Nothing was sent.',
  },
  unreachable: { title: 'No answer', help: 'The host does not answer: check its name and port, its certificate, and your network.' },
} as const satisfies Record<Exclude<VerdictName, 'wrong_region' | 'clock' | 'cors' | 'other'>, VerdictCopy>;
